"""The command line that both peers share, and what they say at the end."""

import argparse
import json

from order_files import ORDER_FILES


def read_arguments(engine):
    """INPUT, OUTPUT, --kind and --threads."""
    parser = argparse.ArgumentParser(description=f"Scores the customers of an order file with {engine}, as rfm does.")
    parser.add_argument("input")
    parser.add_argument("output")
    parser.add_argument("--kind", choices=sorted(ORDER_FILES), required=True)
    parser.add_argument("--threads", type=int, required=True)
    return parser.parse_args()


def report(query_seconds):
    """Tells the harness how long the query itself took: without starting Python and loading the engine."""
    print(json.dumps({"query": round(query_seconds, 6)}))

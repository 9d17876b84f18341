"""rfm itself: what `score` answers for a file, and what `sql` writes for a table."""

import csv
import io
import json
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from suite.paths import RFM


@dataclass
class Answer:
    """What score wrote, and its summary."""

    csv: bytes
    summary: dict
    # With which amounts were written; 2 where there is none.
    decimals: int


class Failed(Exception):
    """rfm ended with another status than 0; its words and the status."""

    def __init__(self, status, words):
        super().__init__(f"exit status {status}: {words}")
        self.status = status


def run(*words):
    """What rfm writes to standard output."""
    done = subprocess.run([str(RFM), *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if done.returncode != 0:
        raise Failed(done.returncode, done.stderr.decode(errors="replace").strip())
    return done.stdout


def _decimals_of(text):
    for row in csv.DictReader(io.StringIO(text.decode(), newline="")):
        return len(row["monetary"].partition(".")[2]) if row["monetary"] else 2
    return 2


def _without_ids(orders, path):
    """The file without its column of order ids, which score would find by its name."""
    with open(orders.path, encoding="utf-8-sig", newline="") as file:
        records = list(csv.reader(file))
    place = records[0].index(orders.order_id)
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(record[:place] + record[place + 1:] for record in records)
    return path


def score(orders, flags):
    """The answer for a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = orders.path
        if orders.order_id and "--order-id" not in flags:
            path = _without_ids(orders, Path(folder) / orders.path.name)
        summary = Path(folder) / "summary.json"
        text = run("score", str(path), *orders.reading, *flags, "--summary", str(summary), "--quiet")
        return Answer(text, json.loads(summary.read_text()), _decimals_of(text))


def table_flag(parts):
    """The words of --table for a name of these parts."""
    return ".".join('"' + part.replace('"', '""') + '"' for part in parts)


def sql(dialect, table, flags, *more):
    """The text of the query, without what ends it."""
    text = run("sql", "--dialect", dialect, "--table", table_flag(table), *flags, *more).decode()
    return text.rstrip().removesuffix(";")

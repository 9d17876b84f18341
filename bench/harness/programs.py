"""The programs that are measured, each in its best fair form."""

import gzip
import subprocess
from dataclasses import dataclass
from pathlib import Path

from harness.paths import BENCH, WORK

# A shell starts both, waits for both, and is so small that the peak memory is that of the larger one.
UNPACK_AND_SCORE = 'gzip -dc "$1" | "$2" score - --threads "$3" -o "$4" --quiet'


@dataclass(frozen=True)
class Program:
    """One program at one data set. output: where its answer goes; None: it has none (the floor)."""

    name: str
    command: list
    output: Path | None
    runs: int


def reads_gzip(rfm):
    """Whether this rfm reads gzip files by itself."""
    WORK.mkdir(parents=True, exist_ok=True)
    sample = WORK / "sample.csv.gz"
    sample.write_bytes(gzip.compress(b"customer_id,order_date,amount\na,2025-01-31,1.00\n"))
    done = subprocess.run([rfm, "inspect", sample], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    sample.unlink()
    return done.returncode == 0


def floor(data, tools, threads, runs):
    """Reading only: counting lines, or unpacking."""
    if data.gzip:
        return Program("floor (gzip -dc)", ["gzip", "-dc", data.path], None, runs)
    return Program("floor (count lines)", [tools.count_lines, data.path, str(threads)], None, runs)


def rfm(data, tools, threads, runs, name="rfm"):
    """rfm as users run it; it finds delimiter, columns and form of the dates by itself."""
    output = WORK / f"{name.replace(', ', '-').replace(' ', '-')}.csv"
    if data.gzip and not reads_gzip(tools.rfm):
        shell = ["/bin/sh", "-c", UNPACK_AND_SCORE, "sh", data.path, tools.rfm, str(threads), output]
        return Program("rfm (from gzip -dc)", shell, output, runs)
    command = [tools.rfm, "score", data.path, "--threads", str(threads), "-o", output, "--quiet"]
    return Program(name, command, output, runs)


def peer(data, python, script, name, threads, runs):
    """One of bench/peers."""
    output = WORK / f"{name.lower()}.csv"
    command = [python, BENCH / "peers" / script, data.path, output, "--kind", data.columns, "--threads", str(threads)]
    return Program(name, command, output, runs)


def programs_for(data, tools, python, threads, runs, peer_runs):
    """All programs for one data set; rfm first: the others are compared with its answer. python: None for no peers."""
    programs = [rfm(data, tools, threads, runs)]
    if data.name == "narrow" and threads > 1:
        programs.append(rfm(data, tools, 1, peer_runs, name="rfm, 1 thread"))
    if python is not None:
        programs.append(peer(data, python, "duckdb_score.py", "DuckDB", threads, peer_runs))
        programs.append(peer(data, python, "polars_score.py", "Polars", threads, peer_runs))
    programs.append(floor(data, tools, threads, runs))
    return programs

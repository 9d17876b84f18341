"""The order files, and how they are made."""

import os
import subprocess
from dataclasses import dataclass, replace

from harness.paths import BENCH, DATA
from harness.prepare import Problem, say


@dataclass(frozen=True)
class DataSet:
    """One order file. kind: of generate_orders."""

    name: str
    kind: str
    rows: int
    customers: int
    about: str
    gzip: bool = False
    scales: bool = True

    @property
    def path(self):
        """The file; its name says what is in it."""
        plain = DATA / f"{self.kind}-{self.rows}-{self.customers}.csv"
        return plain.with_name(plain.name + ".gz") if self.gzip else plain

    @property
    def columns(self):
        """Which of the peers' descriptions fits."""
        return "narrow" if self.kind in ("many", "small") else self.kind

    def scaled(self, factor):
        """The same with fewer or more rows and customers."""
        if not self.scales:
            return self
        return replace(self, rows=max(1, round(self.rows * factor)), customers=max(1, round(self.customers * factor)))


DATA_SETS = [
    DataSet("narrow", "narrow", 20_000_000, 2_000_000, "4 columns"),
    DataSet("wide", "wide", 2_000_000, 200_000, "23 columns, quoted newlines, distinct orders counted"),
    DataSet("lines", "lines", 20_000_000, 2_000_000, "order lines, distinct orders counted"),
    DataSet("many", "many", 20_000_000, 15_000_000, "nearly as many customers as rows"),
    DataSet("small", "small", 10_000, 1_000, "what starting up costs", scales=False),
    DataSet("gz", "narrow", 20_000_000, 2_000_000, "narrow, gzipped", gzip=True),
]

# Not measured unless asked for: small, but with guests, customers with refunds only, zero amounts and many ties.
EXTRA_SETS = [DataSet("ties", "ties", 100_000, 20_000, "guests, refunds, ties: for the answers, not for the time")]


def growth_sets(factor):
    """The same kind of file in four sizes."""
    sizes = [1_000_000, 5_000_000, 20_000_000, 80_000_000]
    sets = [DataSet("growth", "narrow", rows, rows // 10, "10 rows a customer") for rows in sizes]
    return [data.scaled(factor) for data in sets]


def write_whole(path, command):
    """Has a command write a file through its standard output; the file appears whole or not at all."""
    unfinished = path.with_name(path.name + ".unfinished")
    with open(unfinished, "wb") as output:
        done = subprocess.run(command, stdout=output)
    if done.returncode != 0:
        unfinished.unlink()
        raise Problem(f"{path.name} could not be made")
    os.replace(unfinished, path)


def is_current(path, source):
    """Whether the file is there and not older than what it is made from."""
    return path.is_file() and path.stat().st_mtime >= source.stat().st_mtime


def make(data, generate):
    """Makes the file of a data set unless it is there."""
    DATA.mkdir(parents=True, exist_ok=True)
    plain = replace(data, gzip=False)
    if data.gzip:
        if is_current(data.path, BENCH / "generate_orders.cc"):
            return
        make(plain, generate)
        say(f"making {data.path.name}")
        write_whole(data.path, ["gzip", "--no-name", "--stdout", plain.path])
    elif not is_current(plain.path, BENCH / "generate_orders.cc"):
        say(f"making {plain.path.name}")
        rows, customers = str(plain.rows), str(plain.customers)
        write_whole(plain.path, [generate, plain.kind, "--rows", rows, "--customers", customers])


def warm(path):
    """Reads the file once, so that it is in memory."""
    piece = bytearray(1 << 20)
    with open(path, "rb", buffering=0) as file:
        while file.readinto(piece):
            pass

"""Runs programs in turn and collects what they took."""

import filecmp
import json
import os
import subprocess
from dataclasses import dataclass, field
from statistics import median

from harness.paths import WORK
from harness.prepare import Problem, say


@dataclass(frozen=True)
class Run:
    """What one run took. others: seconds that processors worked for anything else meanwhile. query: what the program
    itself says its query took, without starting up."""

    wall: float
    cpu: float
    peak_mb: float
    others: float
    query: float | None = None


@dataclass
class Series:
    """All timed runs of one program at one data set."""

    name: str
    runs: list = field(default_factory=list)
    equal: bool = True  # each answer was rfm's, byte for byte
    failure: str = ""  # why there are no figures

    def values(self, what):
        """One figure of all runs."""
        return [getattr(run, what) for run in self.runs]

    def median(self, what):
        """The median of one figure; None when it is not known."""
        values = [value for value in self.values(what) if value is not None]
        return median(values) if values else None


def last_json_line(path):
    """What a peer says at its end."""
    lines = path.read_text(errors="replace").splitlines()
    if not lines or not lines[-1].startswith("{"):
        return {}
    return json.loads(lines[-1])


def busy_seconds():
    """How long all processors together were at work since the machine was started."""
    with open("/proc/stat") as file:
        user, nice, system, _idle, _waiting, *interrupts = map(int, file.readline().split()[1:9])
    return (user + nice + system + sum(interrupts)) / os.sysconf("SC_CLK_TCK")


def run_once(program, tools):
    """Runs a program as a process of its own. Its old answer is gone and all earlier writing is done before."""
    figures_path, said_path = WORK / "figures.json", WORK / "said.txt"
    if program.output is not None:
        program.output.unlink(missing_ok=True)
    os.sync()
    command = [tools.measure, figures_path, "/dev/null" if program.output is None else said_path, *program.command]
    busy_before = busy_seconds()
    done = subprocess.run(command, stderr=subprocess.PIPE, text=True)
    busy = busy_seconds() - busy_before
    if done.returncode != 0:
        raise Problem(done.stderr.strip())
    figures = json.loads(figures_path.read_text())
    if figures["status"] != 0:
        last_words = done.stderr.strip().splitlines()[-1:]
        raise Problem(f"{program.name} failed with status {figures['status']}: {' '.join(last_words)}")
    query = None if program.output is None else last_json_line(said_path).get("query")
    cpu = figures["user"] + figures["system"]
    return Run(figures["wall"], cpu, figures["peak_kib"] * 1024 / 1e6, busy - cpu, query)


def same_bytes(a, b):
    """Whether two files are equal byte for byte."""
    return filecmp.cmp(a, b, shallow=False)


def keep_reference(program):
    """Puts the answer aside that all others are compared with."""
    reference = WORK / "reference.csv"
    os.replace(program.output, reference)
    return reference


def check(program, series, reference):
    """Compares an answer with the reference."""
    if program.output is None or same_bytes(program.output, reference):
        return
    series.equal = False
    wrong = program.output.with_suffix(".differs.csv")
    os.replace(program.output, wrong)
    say(f"  {program.name}: the answer differs from rfm's: compare {wrong} with {reference}")


def attempt(program, series, tools):
    """One run, or None and the reason in the series."""
    try:
        return run_once(program, tools)
    except Problem as problem:
        series.failure = str(problem)
        say(f"  {problem}")
        return None


def run_in_turn(programs, tools, keep=False):
    """Runs A B C A B C … after one run of each that is not timed; returns one series a program.

    The first program must be rfm: without its answer there is nothing to compare with."""
    WORK.mkdir(parents=True, exist_ok=True)
    all_series = [Series(program.name) for program in programs]
    run_once(programs[0], tools)
    reference = keep_reference(programs[0])
    for program, series in zip(programs[1:], all_series[1:]):
        if attempt(program, series, tools) is not None:
            check(program, series, reference)
    for turn in range(max(program.runs for program in programs)):
        for program, series in zip(programs, all_series):
            if turn >= program.runs or series.failure:
                continue
            run = attempt(program, series, tools)
            if run is None:
                continue
            series.runs.append(run)
            check(program, series, reference)
            say(f"  {program.name:20} {run.wall:8.3f} s wall {run.cpu:8.3f} s CPU {run.peak_mb:8.1f} MB")
    if not keep:
        remove_answers(programs, all_series, reference)
    return all_series


def remove_answers(programs, all_series, reference):
    """Removes what was written, except where answers differ."""
    for program in programs:
        if program.output is not None:
            program.output.unlink(missing_ok=True)
    if all(series.equal for series in all_series):
        reference.unlink()

"""Makes what is measured: the programs of the release preset, and a private environment with the peers."""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from harness.paths import BENCH, RELEASE, REPOSITORY, VENV


class Problem(Exception):
    """Something that the user has to know, in words."""


@dataclass(frozen=True)
class Tools:
    """The programs of one build."""

    rfm: Path
    generate: Path
    count_lines: Path
    measure: Path


def say(text):
    """Tells on standard error what is going on."""
    print(text, file=sys.stderr, flush=True)


def run_quietly(command):
    """Runs a command; shows what it said only when it fails."""
    done = subprocess.run(command, cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        raise Problem(f"{' '.join(map(str, command))} failed:\n{done.stdout}")
    return done.stdout


def tools_in(folder):
    """The programs that stand in a build folder."""
    bench = folder / "bench"
    tools = Tools(folder / "rfm", bench / "generate_orders", bench / "count_lines", bench / "measure_process")
    for program in vars(tools).values():
        if not program.is_file():
            raise Problem(f"{program} is missing")
    return tools


def build_tools():
    """Builds the release preset's programs."""
    say("building (release)")
    targets = ["rfm_program", "rfm_generate", "rfm_count_lines", "rfm_measure_process"]
    run_quietly(["cmake", "--preset", "release"])
    run_quietly(["cmake", "--build", "--preset", "release", "--target", *targets])
    return tools_in(RELEASE)


def peer_python():
    """The interpreter of the private environment, which is made when it is missing or its requirements changed."""
    python = VENV / "bin" / "python"
    requirements = BENCH / "requirements.txt"
    installed = VENV / "requirements.txt"
    if installed.is_file() and installed.read_bytes() == requirements.read_bytes():
        return python
    say("making the private environment of DuckDB and Polars")
    shutil.rmtree(VENV, ignore_errors=True)
    try:
        run_quietly([sys.executable, "-m", "venv", VENV])
    except Problem as problem:
        raise Problem(f"{problem}\nOn Debian: apt-get install python3-venv; or measure rfm alone: --no-peers") from None
    run_quietly([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements])
    shutil.copyfile(requirements, installed)
    return python

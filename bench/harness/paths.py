"""Where things are."""

from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
BENCH = REPOSITORY / "bench"
RESULTS = BENCH / "results"
BUILD = REPOSITORY / "build"
RELEASE = BUILD / "release"
DATA = BUILD / "bench-data"  # order files; kept between runs
WORK = BUILD / "bench-work"  # what the measured programs write
VENV = BUILD / "bench-venv"

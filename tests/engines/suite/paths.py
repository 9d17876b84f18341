"""Where things are."""

import os
from pathlib import Path

ENGINES = Path(__file__).resolve().parent.parent
REPOSITORY = ENGINES.parent.parent
SHARED = REPOSITORY.parent / "shared" / "data"
BUILD = REPOSITORY / "build" / "engines"
VENV = Path(os.environ.get("ENGINES_VENV", BUILD / "venv"))
RFM = Path(os.environ.get("RFM", REPOSITORY / "build" / "release" / "rfm"))
GENERATE = REPOSITORY / "build" / "release" / "bench" / "generate_orders"
RESULTS = ENGINES / "results.md"

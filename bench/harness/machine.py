"""What the figures were measured on and with."""

import os
import platform
import re
import subprocess

from harness.paths import REPOSITORY


def cpu_facts():
    """The fields of the first processor in /proc/cpuinfo."""
    facts = {}
    with open("/proc/cpuinfo") as file:
        for line in file:
            name, _, value = line.partition(":")
            if not name.strip():
                break
            facts[name.strip()] = value.strip()
    return facts


def cpu_name():
    """As the processor names itself, without marks."""
    facts = cpu_facts()
    name = facts.get("model name") or platform.machine()
    return " ".join(re.sub(r"\((R|TM)\)|CPU|@.*", " ", name).split())


def cpu_line():
    """The processor's name, and what tells it from others of that name."""
    facts = cpu_facts()
    numbers = [f"{what} {facts[key]}" for what, key in (("family", "cpu family"), ("model", "model")) if key in facts]
    return cpu_name() + (f" ({', '.join(numbers)})" if numbers else "")


def cpu_slug():
    """For file names, as in intel-xeon-processor."""
    return re.sub(r"[^a-z0-9]+", "-", cpu_name().lower()).strip("-")


def memory_line():
    """How much memory there is."""
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return f"{total / 1e9:.0f} GB"


def first_line(command):
    """The first line a command prints; empty when it can't be run."""
    try:
        done = subprocess.run(command, cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    except OSError:
        return ""
    return done.stdout.splitlines()[0].strip() if done.stdout else ""


def rfm_line(tools):
    """Version of rfm, and the revision in the checkout."""
    version = first_line([tools.rfm, "--version"])
    revision = first_line(["git", "rev-parse", "--short", "HEAD"])
    if not revision:
        return version
    changed = first_line(["git", "status", "--porcelain", "--untracked-files=no", "--", "src", "include", "data"])
    return f"{version}, revision {revision}{' with changes' if changed else ''}"


def compiler_line():
    """The compiler that the release preset uses by default."""
    return first_line([os.environ.get("CXX", "c++"), "--version"])


def peer_lines(python):
    """Names and versions in the private environment."""
    code = "import duckdb, polars, platform; print(duckdb.__version__, polars.__version__, platform.python_version())"
    duckdb, polars, version = first_line([python, "-c", code]).split()
    return {"DuckDB": f"{duckdb} (Python {version})", "Polars": f"{polars} (Python {version})"}


def others_line(results):
    """How much of the processors other work took while the programs ran: whether the figures can be trusted."""
    runs = [run for _, all_series in results for series in all_series for run in series.runs]
    available = sum(run.wall for run in runs) * os.cpu_count()
    share = sum(run.others for run in runs) / available if available else 0
    return f"{max(0, share):.1%} of the processors" + (" (NOT QUIET: don't trust the times)" if share > 0.03 else "")


def facts(tools, python, command, results):
    """All of it, as the head of a report."""
    lines = {
        "CPU": cpu_line(),
        "cores": str(len(os.sched_getaffinity(0))),
        "memory": memory_line(),
        "kernel": f"{platform.system()} {platform.release()}",
        "other work meanwhile": others_line(results),
        "rfm": rfm_line(tools),
        "compiler": compiler_line(),
    }
    if python is not None:
        lines |= peer_lines(python)
    lines["command"] = f"`{command}`"
    return lines

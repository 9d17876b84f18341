"""Figures as text: Markdown tables that are also plain to read."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Goal:
    """What must be reached at one data set: how many times faster than DuckDB, and with what share of its memory."""

    faster: float
    memory_share: float | None


GOALS = {
    "narrow": Goal(10, 1 / 4),
    "wide": Goal(10, 1 / 4),
    "lines": Goal(10, 1 / 3),
    "many": Goal(8, 1 / 2),
    "small": Goal(10, None),
}
FLOOR_GOALS = {"wide": 3, "narrow": 8}
SMALL_MOST_MS = 15
SMALL_MOST_MB = 15
LEAST_SPEEDUP = 1.8  # of two threads over one, at narrow
MOST_GROWTH = 0.25  # of the time per row

TABLE_HEAD = "data set|program|runs|wall s|min–max|CPU s|min–max|peak MB|query s|wall ×|CPU ×|peak ×|answer".split("|")


def seconds(value):
    """Three figures that matter, at least."""
    return f"{value:.2f}" if value >= 10 else f"{value:.3f}" if value >= 0.1 else f"{value:.4f}"


def times(value):
    """A ratio."""
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 2 else f"{value:.2f}"


def spread(values):
    """The smallest and the largest."""
    return f"{seconds(min(values))}–{seconds(max(values))}"


def table(rows, words=2):
    """A Markdown table. The first row is the head; so many columns hold words, the rest numbers."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]

    def line(cells):
        padded = [
            cell.ljust(width) if column < words else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(cells, widths))
        ]
        return "| " + " | ".join(padded) + " |"

    rule = ["-" * width if column < words else "-" * (width - 1) + ":" for column, width in enumerate(widths)]
    return "\n".join([line(rows[0]), line(rule), *map(line, rows[1:])])


def answer_word(series):
    """Whether the answer was rfm's."""
    if series.name.startswith("floor"):
        return ""
    return "equal" if series.equal else "DIFFERS"


def series_row(data, series, rfm):
    """One line of the main table."""
    if series.failure or not series.runs:
        return [data.name, series.name, "0", *[""] * 9, "FAILED"]
    query = series.median("query")
    return [
        data.name,
        series.name,
        str(len(series.runs)),
        seconds(series.median("wall")),
        spread(series.values("wall")),
        seconds(series.median("cpu")),
        spread(series.values("cpu")),
        f"{series.median('peak_mb'):.1f}",
        "" if query is None else seconds(query),
        times(series.median("wall") / rfm.median("wall")),
        times(series.median("cpu") / rfm.median("cpu")),
        times(series.median("peak_mb") / rfm.median("peak_mb")),
        answer_word(series),
    ]


def main_table(results):
    """results: pairs of a data set and its series, rfm's first."""
    rows = [TABLE_HEAD]
    for data, all_series in results:
        rows += [series_row(data, series, all_series[0]) for series in all_series]
    return table(rows)


def data_table(data_sets):
    """What was read."""
    rows = [["data set", "what", "rows", "customers drawn from", "MB"]]
    for data in data_sets:
        size = data.path.stat().st_size / 1e6
        rows.append([data.name, data.about, f"{data.rows:,}", f"{data.customers:,}", f"{size:,.1f}"])
    return table(rows)


def find(all_series, start):
    """The series whose name starts so, when it has figures."""
    for series in all_series:
        if series.name.startswith(start) and series.runs and not series.failure:
            return series
    return None


def goal_row(name, what, wanted, reached, met):
    """One line of the table of goals."""
    return [name, what, wanted, reached, "yes" if met else "NO"]


def peer_goals(name, rfm, duckdb):
    """rfm against DuckDB."""
    goal = GOALS[name]
    rows = []
    for what, words in (("wall", "wall, DuckDB / rfm"), ("cpu", "CPU, DuckDB / rfm")):
        ratio = duckdb.median(what) / rfm.median(what)
        rows.append(goal_row(name, words, f"≥ {goal.faster:g}", times(ratio), ratio >= goal.faster))
    if goal.memory_share is not None:
        share = rfm.median("peak_mb") / duckdb.median("peak_mb")
        wanted = f"≤ {goal.memory_share:.2f}"
        rows.append(goal_row(name, "peak, rfm / DuckDB", wanted, f"{share:.2f}", share <= goal.memory_share))
    return rows


def own_goals(name, rfm, all_series):
    """rfm against the floor, against itself with one thread, and against fixed limits."""
    rows = []
    floor, single = find(all_series, "floor"), find(all_series, "rfm, 1 thread")
    if name in FLOOR_GOALS and floor is not None:
        ratio, most = rfm.median("wall") / floor.median("wall"), FLOOR_GOALS[name]
        rows.append(goal_row(name, "wall, rfm / floor", f"≤ {most}", times(ratio), ratio <= most))
    if single is not None:
        ratio = single.median("wall") / rfm.median("wall")
        rows.append(goal_row(name, "wall, 1 thread / all", f"≥ {LEAST_SPEEDUP}", times(ratio), ratio >= LEAST_SPEEDUP))
    if name == "small":
        ms, mb = rfm.median("wall") * 1000, rfm.median("peak_mb")
        rows.append(goal_row(name, "wall", f"< {SMALL_MOST_MS} ms", f"{ms:.1f} ms", ms < SMALL_MOST_MS))
        rows.append(goal_row(name, "peak", f"< {SMALL_MOST_MB} MB", f"{mb:.1f} MB", mb < SMALL_MOST_MB))
    return rows


def goals_table(results):
    """What had to be reached and what was; empty when nothing here has a goal."""
    rows = [["data set", "figure", "goal", "reached", "met"]]
    for data, all_series in results:
        rfm, duckdb = all_series[0], find(all_series, "DuckDB")
        if not rfm.runs:
            continue
        if data.name in GOALS and duckdb is not None:
            rows += peer_goals(data.name, rfm, duckdb)
        rows += own_goals(data.name, rfm, all_series)
    return table(rows) if len(rows) > 1 else ""


def growth_table(results):
    """Time per row at each size, against the smallest."""
    rows = [["rows", "MB", "runs", "wall s", "min–max", "wall ns/row", "against first", "CPU ns/row", "peak MB"]]
    first = None
    for data, all_series in results:
        rfm = all_series[0]
        wall, cpu = rfm.median("wall") / data.rows * 1e9, rfm.median("cpu") / data.rows * 1e9
        first = first or wall
        size = data.path.stat().st_size / 1e6
        change = f"{100 * (wall / first - 1):+.1f} %"
        rows.append([f"{data.rows:,}", f"{size:,.0f}", str(len(rfm.runs)), seconds(rfm.median("wall"))])
        rows[-1] += [spread(rfm.values("wall")), f"{wall:.1f}", change, f"{cpu:.1f}", f"{rfm.median('peak_mb'):.0f}"]
    return table(rows, words=0)


def head(title, facts):
    """Title and facts."""
    return "\n".join([f"# {title}", "", *[f"- {name}: {value}" for name, value in facts.items()]])


NOTES = """\
Medians; the data in the page cache; every program a process of its own, measured from outside, in turns
(A B C A B C …) after one run of each that is not counted. CPU is user and system time, peak is the largest resident
set. The columns with × are ratios to rfm. "query s" is what a peer itself measured for its statement, without starting
Python and loading the engine. "equal": in every run the answer was rfm's, byte for byte, nothing normalised."""

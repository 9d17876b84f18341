"""Puts the queries of all cases to an engine and compares its bytes with those of `rfm score`."""

import csv
import difflib
import io
import time
from dataclasses import dataclass, field

from suite import program
from suite.engine import Refused, requoted

# The counts that must be in the answer of --counts.
NEEDED_COUNTS = {"read", "used", "filtered", "guest", "after_as_of", "before_since", "customers", "customers_refund_only"}


HEADER = (b"customer_id,last_order_date,recency_days,frequency,monetary,r_score,f_score,m_score,rfm_score,segment\n")


@dataclass
class Tally:
    """How it went with one engine and one table."""

    passed: int = 0
    # Of them, those whose writer put quotes where no field needs them, which were left out to compare.
    quoted: int = 0
    counts: int = 0
    seconds: float = 0.0
    failures: list = field(default_factory=list)


class Answers:
    """What score answers, asked once for all engines."""

    def __init__(self):
        self._known = {}

    def of(self, orders, flags):
        key = (orders.name, *flags)
        if key not in self._known:
            try:
                self._known[key] = program.score(orders, flags)
            except program.Failed as error:
                # score refuses orders of which nobody can be scored; a query has an empty result.
                empty = "nothing to score" in str(error)
                self._known[key] = program.Answer(HEADER, None, 2) if empty else error
        if isinstance(self._known[key], program.Failed):
            raise self._known[key]
        return self._known[key]


def difference(expected, got):
    """The first lines that differ."""
    lines = difflib.unified_diff(expected.decode(errors="replace").splitlines(),
                                 got.decode(errors="replace").splitlines(), "rfm score", "engine", n=0, lineterm="")
    some = [ascii(line) for line in lines]
    return "\n".join([line for line in some if line[1] == "-"][:6] + [line for line in some if line[1] == "+"][:6])


def counted(flags):
    """Without the flags about the result's rows, which --counts refuses."""
    left, words = [], iter(flags)
    for word in words:
        if word in ("--top", "--only", "--sort"):
            next(words)
        else:
            left.append(word)
    return left


def count_differences(summary, text):
    """What a result of --counts has otherwise than the summary; empty when it agrees."""
    rows = list(csv.reader(io.StringIO(text.decode(), newline="")))
    counts = dict(zip(rows[0], rows[1])) if len(rows) == 2 else {row[0]: row[1] for row in rows[1:]}
    wrong = [f"{name} is missing" for name in sorted(NEEDED_COUNTS - counts.keys())]
    for name, value in counts.items():
        if name in summary["rows"]:
            wanted = summary["rows"][name]
        elif name in summary:
            wanted = summary[name]
        else:
            wrong.append(f"{name} is no member of the summary")
            continue
        if str("" if wanted is None else wanted) != value:
            wrong.append(f"{name}: {value}, not {wanted}")
    return "; ".join(wrong)


def _try(engine, table, case, answer, tally):
    more = ["--decimals", str(answer.decimals)]
    got = engine.csv(program.sql(engine.dialect, table, case.flags, *more, *(["--simple"] if case.simple else [])))
    if got != answer.csv:
        if requoted(got) != answer.csv:
            tally.failures.append((case, difference(answer.csv, requoted(got))))
            return
        tally.quoted += 1
    tally.passed += 1
    if case.simple or answer.summary is None:
        return
    wrong = count_differences(answer.summary, engine.csv(program.sql(engine.dialect, table, counted(case.flags), *more, "--counts")))
    if wrong:
        tally.failures.append((case, "--counts: " + wrong))
    else:
        tally.counts += 1


def compare(engine, orders, cases, answers):
    """A tally of all cases of one table."""
    tally = Tally()
    # A view has no schema; a step of the query is called ties, too.
    table = ["shop", orders.name] if engine.dialect != "spark" else [f"shop_{orders.name}"]
    engine.load(table, orders.columns, orders.rows)
    start = time.monotonic()
    for case in cases:
        try:
            _try(engine, table, case, answers.of(orders, case.flags), tally)
        except (Refused, program.Failed) as error:
            tally.failures.append((case, f"{type(error).__name__}: {str(error)[:1500]}"))
    tally.seconds = time.monotonic() - start
    return tally

"""What is asked of each table."""

import itertools
from dataclasses import dataclass

METHODS = {
    "quintile": [],
    "ntile": ["--method", "ntile"],
    "r-rfm": ["--method", "r-rfm"],
    "cuts": ["--method", "cuts", "--r-cuts", "30,90,180,365", "--f-cuts", "1,2,5,10", "--m-cuts", "5,100,250.5,1000"],
}
MAPS = ("value", "rf10")


@dataclass
class Case:
    """Flags that are the same for score and sql, and the form of the query."""

    name: str
    flags: list
    simple: bool = False


def _replaced(flags, more):
    """The flags with more behind them; what more gives again is taken out."""
    given = {word for word in more if word.startswith("--")}
    kept, i = [], 0
    while i < len(flags):
        if flags[i] not in given:
            kept += flags[i:i + 2]
        i += 2
    return kept + more


def cases_of(orders, quick):
    """Every method, both maps, with and without order ids, three as-of dates, both forms; then the table's own.

    quick: each of these appears, but not each with each."""
    dates = {"default": [], "inside": ["--as-of", orders.inside], "later": ["--as-of", orders.later]}
    with_ids = (True, False) if orders.order_id else (False,)
    every = itertools.product(METHODS, MAPS, with_ids, dates, (False, True))
    for number, (method, segment_map, ids, date, simple) in enumerate(every):
        if quick and number % 7:
            continue
        if simple and method == "cuts":
            continue  # there is one form
        name = " ".join([method, segment_map, "order ids" if ids else "rows", date] + (["simple"] if simple else []))
        flags = orders.column_flags(ids) + METHODS[method] + ["--map", segment_map] + dates[date]
        yield Case(name, flags, simple)
    for number, more in enumerate(orders.further):
        if quick and number % 3:
            continue
        flags = _replaced(orders.column_flags(bool(orders.order_id)), more)
        if "--no-monetary" in more:
            at = flags.index("--amount")
            del flags[at:at + 2]
        for simple in (False, True):
            if not (quick and simple):
                yield Case(" ".join(more) + (" simple" if simple else ""), flags, simple)

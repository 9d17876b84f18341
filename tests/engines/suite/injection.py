"""Names and values that try to break out of their place: the result is exact, or rfm refuses them with status 64.

A NUL byte is not here: no argument of a program can hold one; tests/sql refuses it in the library."""

import csv
import tempfile
from pathlib import Path

import sqlglot
from sqlglot import exp

from suite import parse, program
from suite.engine import Refused, requoted
from suite.orders import Orders

ODD = ['a"b', "a'b", "a`b", "a\\b", "\\", '"', "'", "`", '""', "''", "``", "a;b", ";", "a--b", "--", "a/*b", "a*/b", "/**/",
       "a\nb", "a\r\nb", "\n--", "a.b", "a b", "a%b", "a_b", "a$$b", "$tag$", "${x}", "{{x}}", "{% x %}", "a#b", "a?b", ":a",
       "@a", "[a]", "(a)", "ä", "😀", "a\u2028b", "select", "a\tb", "x\"; DROP TABLE orders; --", "x'; DROP TABLE orders; --",
       "x`; DROP TABLE orders; --", "\\'; DROP TABLE orders; --", "\\\"; --", "\\`; --", "a\\", "a\\\\", "a\\n", "' OR '1'='1",
       "x'||(SELECT 1)||'", "E'\\x41'", "\\u0041", "\u0085", "-- x\nDROP TABLE orders"]
ROWS = [("ann", "A-1", "2024-01-03", "10.00"), ("ann", "A-2", "2024-02-03", "2.50"), ("bob", "A-3", "2024-01-09", "7.00"),
        ("cid", "A-4", "2024-03-01", "1.25"), ("dan", "A-5", "2024-03-02", "99.00"), ("eve", "A-6", "2024-03-03", "-1.00"),
        ("eve", "A-7", "2024-03-04", "12.00")]
TYPES = ("text", "text", "date", "money2", "text")


def _columns(word):
    # Distinct names of which each holds the word where it hurts: at the end, at the beginning, alone.
    return [word + "c", "o" + word, word, "a" + word, word + "s" + word]


def _flags(names):
    customer, order, date, amount, _ = names
    return ["--customer", customer, "--order-id", order, "--date", date, "--amount", amount]


def _write(path, names, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([names, *rows])


def _tries(folder, word, number):
    """Each: what it tries, the table's name, columns and rows, flags of sql, and the orders and flags of score."""
    plain = ["customer", "order", "day", "amount", "state"]
    path = folder / f"{number}.csv"
    rows = [(*row, word if i % 2 else "other") for i, row in enumerate(ROWS)]
    _write(path, plain, rows)
    orders = Orders("plain", path, {}, rows, "customer", "day", "amount", "order")
    yield "columns", ["t"], _columns(word), rows, _flags(_columns(word)), orders, _flags(plain)
    # A name with = in it can't stand in --keep NAME=VALUE, but behind --status.
    keep = ["--status", word, "--keep", "status=other"] if "=" in word else ["--keep", f"{word}=other"]
    yield ("filter column", ["t"], [*plain[:4], word], rows, [*_flags(plain), *keep], orders,
           [*_flags(plain), "--keep", "state=other"])
    yield "table", [word], plain, rows, _flags(plain), orders, _flags(plain)
    yield "value", ["t"], plain, rows, [*_flags(plain), "--keep", f"state={word}"], orders, \
        [*_flags(plain), "--keep", f"state={word}"]
    marked = [(row[0], (word if i % 3 == 0 else "") + row[1], *row[2:]) for i, row in enumerate(rows)]
    path = folder / f"{number}-prefix.csv"
    _write(path, plain, marked)
    orders = Orders("plain", path, {}, marked, "customer", "day", "amount", "order")
    flags = [*_flags(plain), "--cancel-prefix", word]
    yield "cancel prefix", ["t"], plain, marked, flags, orders, flags
    segment_map = folder / f"{number}-map.csv"
    _write(segment_map, ["segment", "r", "f", "m"], [(word + "1", "4-5", "*", "*"), (word, "*", "*", "*")])
    flags = [*_flags(plain), "--map", str(segment_map)]
    yield "segment", ["t"], plain, rows, flags, orders, flags


def _texts(folder, dialect):
    """All tries whose query rfm writes; counts and failures of the others are added to the outcome."""
    for number, word in enumerate(ODD):
        for what, table, names, rows, flags, orders, plain_flags in _tries(folder, word, number):
            try:
                answer = program.score(orders, plain_flags)
            except program.Failed:
                continue  # as a prefix of white space alone: score has no answer that could be the same
            try:
                text = program.sql(dialect, table, flags)
            except program.Failed as error:
                text = error
            yield what, word, table, names, rows, text, answer


def on_engine(engine):
    """(exact, refused by rfm, names that the engine can't hold, failures)."""
    exact, refused, unable, failures = 0, 0, 0, []
    loaded = None
    with tempfile.TemporaryDirectory() as folder:
        for what, word, table, names, rows, text, answer in _texts(Path(folder), engine.dialect):
            if isinstance(text, program.Failed):
                refused += text.status == 64
                if text.status != 64:
                    failures.append(f"--- {engine.name}, {what} {word!r}: {text}")
                continue
            try:
                if loaded != (table, names, rows):
                    engine.load(table, dict(zip(names, TYPES)), rows)
                    loaded = (table, names, rows)
            except Exception:  # noqa: BLE001  whatever it says: there is no such table then
                unable += 1
                loaded = None
                continue
            try:
                got = engine.csv(text)
            except Refused as error:
                failures.append(f"--- {engine.name}, {what} {word!r}: {str(error)[:400]}")
                continue
            if answer.csv in (got, requoted(got)):
                exact += 1
            else:
                failures.append(f"--- {engine.name}, {what} {word!r}:\n{got.decode()[:300]}\nnot\n{answer.csv.decode()[:300]}")
    return exact, refused, unable, failures


def _found(query, what, word, names, table):
    """Whether the parser reads the name or the value back as it was given."""
    if what == "table":
        return any(t.name == table[0] for t in query.find_all(exp.Table))
    if what in ("columns", "filter column"):
        known = {column.name for column in query.find_all(exp.Column)}
        return all(name in known for name in (names[:4] if what == "columns" else [names[4]]))
    literals = [literal.this for literal in query.find_all(exp.Literal) if literal.is_string]
    # A filter's value is compared without white space around it, as score does.
    return word in literals or (what == "value" and word.strip() in literals)


def by_parser(dialect):
    """As on_engine, with a parser in place of the engine."""
    exact, refused, failures = 0, 0, []
    with tempfile.TemporaryDirectory() as folder:
        for what, word, table, names, _, text, _ in _texts(Path(folder), dialect):
            if isinstance(text, program.Failed):
                refused += text.status == 64
                if text.status != 64:
                    failures.append(f"--- {dialect}, {what} {word!r}: {text}")
                continue
            try:
                query = parse.parsed(text, dialect)
            except (sqlglot.errors.SqlglotError, ValueError) as error:
                failures.append(f"--- {dialect}, {what} {word!r}: {str(error)[:300]}")
                continue
            if _found(query, what, word, names, table):
                exact += 1
            else:
                failures.append(f"--- {dialect}, {what} {word!r}: not read back as it was given")
    return exact, refused, 0, failures

"""What the suite wants of an engine."""

import csv
import io
import json


class Refused(Exception):
    """The engine did not take a statement; its words."""


class Engine:
    """One engine, started once. Subclasses load tables and give the result of a query as CSV."""

    name = ""
    dialect = ""
    # What is done to the engine's CSV before it is compared.
    normalised = "nothing"

    def version(self):
        raise NotImplementedError

    def load(self, table, columns, rows):
        """Makes the table of this name (a list of parts) anew; columns is name to type, as in Orders."""
        raise NotImplementedError

    def csv(self, query):
        """The result of a query, with a header, by the engine's own CSV writer."""
        raise NotImplementedError

    def explain(self, query):
        """The plan, as text."""
        raise NotImplementedError

    def close(self):
        pass


def requoted(text):
    """CSV with quotes only where a field needs them, as rfm writes it."""
    out = io.StringIO()
    for row in csv.reader(io.StringIO(text.decode(), newline="")):
        out.write(",".join(f'"{value.replace(chr(34), chr(34) * 2)}"' if any(c in value for c in ',"\r\n') else value
                           for value in row) + "\n")
    return out.getvalue().encode()


def money_decimals(kind):
    """2 of money2; None of what is no money."""
    return int(kind[5:]) if kind.startswith("money") else None


def as_json_lines(columns, rows):
    """Rows as JSON, one object a line, which tells NULL from empty; columns are named c0, c1, …"""
    lines = []
    for row in rows:
        lines.append(json.dumps({f"c{i}": value for i, value in enumerate(row)}, ensure_ascii=False))
    return "\n".join(lines) + "\n"


def quoted(name, quote='"'):
    """An identifier as the test writes it: independent of rfm's."""
    return quote + name.replace(quote, quote * 2) + quote

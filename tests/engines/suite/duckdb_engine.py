"""DuckDB, in this process."""

import tempfile
from pathlib import Path

import duckdb

from suite.engine import Engine, Refused, as_json_lines, money_decimals, quoted

TYPES = {"text": "VARCHAR", "whole": "BIGINT", "date": "DATE", "time": "TIMESTAMP", "instant": "TIMESTAMPTZ"}


def type_of(kind):
    decimals = money_decimals(kind)
    return TYPES[kind] if decimals is None else f"DECIMAL(18,{decimals})"


class DuckDb(Engine):
    name = "DuckDB"
    dialect = "duckdb"
    normalised = "its writer quotes texts that begin with #, which is undone"

    def __init__(self, path=":memory:"):
        self._folder = tempfile.TemporaryDirectory()
        self._connection = duckdb.connect(path)
        self._connection.execute("SET TimeZone = 'Asia/Tokyo'")  # which --tz must not depend on

    def version(self):
        return duckdb.__version__

    def run(self, statement):
        try:
            return self._connection.execute(statement)
        except duckdb.Error as error:
            raise Refused(str(error)) from error

    def load(self, table, columns, rows):
        path = Path(self._folder.name) / "rows.json"
        path.write_text(as_json_lines(columns, rows), encoding="utf-8")
        types = ", ".join(f"c{i}: '{type_of(kind)}'" for i, kind in enumerate(columns.values()))
        names = ", ".join(f"c{i} AS {quoted(name)}" for i, name in enumerate(columns))
        if len(table) > 1:
            self.run(f"CREATE SCHEMA IF NOT EXISTS {quoted(table[0])}")
        self.run(f"CREATE OR REPLACE TABLE {'.'.join(map(quoted, table))} AS SELECT {names} "
                 f"FROM read_json('{path}', format = 'newline_delimited', columns = {{{types}}})")

    def write_parquet(self, columns, rows, path):
        """A file that other engines read with the same types; columns are named c0, c1, …"""
        json = Path(self._folder.name) / "rows.json"
        json.write_text(as_json_lines(columns, rows), encoding="utf-8")
        types = ", ".join(f"c{i}: '{type_of(kind)}'" for i, kind in enumerate(columns.values()))
        self.run(f"COPY (SELECT * FROM read_json('{json}', format = 'newline_delimited', columns = {{{types}}})) "
                 f"TO '{path}' (FORMAT parquet)")

    def csv(self, query):
        path = Path(self._folder.name) / "result.csv"
        self.run(f"COPY (\n{query}\n) TO '{path}' (FORMAT csv, HEADER)")
        return path.read_bytes()

    def explain(self, query):
        return "\n".join(row[1] for row in self.run("EXPLAIN " + query).fetchall())

    def close(self):
        self._connection.close()
        self._folder.cleanup()

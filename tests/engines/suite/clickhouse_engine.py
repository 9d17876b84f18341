"""ClickHouse, in this process (chdb)."""

import shutil
import tempfile

from chdb.session import Session

from suite.duckdb_engine import DuckDb
from suite.engine import Engine, Refused, money_decimals

TYPES = {"text": "Nullable(String)", "whole": "Nullable(Int64)", "date": "Nullable(Date32)",
         "time": "Nullable(DateTime64(0, 'UTC'))", "instant": "Nullable(DateTime64(0, 'Asia/Tokyo'))"}


def _quoted(name):
    return "`" + name.replace("\\", "\\\\").replace("`", "\\`") + "`"


class ClickHouse(Engine):
    name = "ClickHouse"
    dialect = "clickhouse"
    normalised = "its writer quotes every text and date, which is undone"

    def __init__(self):
        self._folder = tempfile.mkdtemp(prefix="rfm-clickhouse-")
        self._session = Session(f"{self._folder}/data")
        self._parquet = DuckDb()

    def version(self):
        return self.run("SELECT version() FORMAT TSV").decode().strip()

    def run(self, statement):
        try:
            result = self._session.query(statement)
            return result.bytes() if result is not None else b""
        except Exception as error:  # noqa: BLE001  chdb raises RuntimeError, and others
            raise Refused(str(error)) from error

    def load(self, table, columns, rows):
        def type_of(kind):
            decimals = money_decimals(kind)
            return TYPES[kind] if decimals is None else f"Nullable(Decimal(18,{decimals}))"

        path = f"{self._folder}/rows.parquet"
        self._parquet.write_parquet(columns, rows, path)
        if len(table) > 1:
            self.run(f"CREATE DATABASE IF NOT EXISTS {_quoted(table[0])}")
        name = ".".join(map(_quoted, table))
        self.run(f"DROP TABLE IF EXISTS {name}")
        self.run(f"CREATE TABLE {name} ({', '.join(f'{_quoted(n)} {type_of(k)}' for n, k in columns.items())}) "
                 "ENGINE = MergeTree ORDER BY tuple()")
        self.run(f"INSERT INTO {name} SELECT {', '.join(f'c{i}' for i in range(len(columns)))} FROM file('{path}', Parquet)")

    def csv(self, query):
        return self.run(f"{query}\nFORMAT CSVWithNames\nSETTINGS format_csv_null_representation = ''")

    def explain(self, query):
        return self.run(f"EXPLAIN PIPELINE {query}\nFORMAT TSVRaw").decode()

    def close(self):
        self._session.close()
        self._parquet.close()
        shutil.rmtree(self._folder, ignore_errors=True)


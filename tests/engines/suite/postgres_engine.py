"""PostgreSQL: a server of its own in a temporary folder, reached by a socket only."""

import glob
import os
import shutil
import subprocess
import tempfile

import psycopg

from suite.engine import Engine, Refused, money_decimals, quoted

TYPES = {"text": "text", "whole": "bigint", "date": "date", "time": "timestamp", "instant": "timestamptz"}


def _programs():
    folders = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[-2]))
    return folders[-1]


class Postgres(Engine):
    name = "PostgreSQL"
    dialect = "postgres"

    def __init__(self):
        self._folder = tempfile.mkdtemp(prefix="rfm-postgres-")
        # The server does not run as root.
        self._as_server = []
        if os.geteuid() == 0:
            shutil.chown(self._folder, "postgres", "postgres")
            self._as_server = ["runuser", "-u", "postgres", "--"]
        # A language's collation, so that an order by bytes is the query's doing.
        self._call("initdb", "-D", f"{self._folder}/data", "-U", "postgres", "--auth=trust", "-E", "UTF8", "--no-sync",
                   "--locale-provider=icu", "--icu-locale=en-US", "--locale=C.UTF-8")
        self._call("pg_ctl", "-D", f"{self._folder}/data", "-w", "-l", f"{self._folder}/log", "-o",
                   f"-c listen_addresses='' -c unix_socket_directories={self._folder} -c fsync=off -c jit=off -c timezone=Asia/Tokyo",
                   "start")
        self._connection = psycopg.connect(host=self._folder, user="postgres", dbname="postgres", autocommit=True)

    def _call(self, program, *arguments):
        done = subprocess.run([*self._as_server, f"{_programs()}/{program}", *arguments], cwd="/", text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if done.returncode != 0:
            raise RuntimeError(f"{program}: {done.stdout}")

    def version(self):
        return self._connection.execute("SHOW server_version").fetchone()[0].split()[0]

    def run(self, statement):
        try:
            return self._connection.execute(statement.encode())
        except psycopg.Error as error:
            raise Refused(str(error)) from error

    def load(self, table, columns, rows):
        name = ".".join(map(quoted, table))

        def type_of(kind):
            decimals = money_decimals(kind)
            return TYPES[kind] if decimals is None else f"numeric(18,{decimals})"

        if len(table) > 1:
            self.run(f"CREATE SCHEMA IF NOT EXISTS {quoted(table[0])}")
        self.run(f"DROP TABLE IF EXISTS {name}")
        self.run(f"CREATE TABLE {name} ({', '.join(f'{quoted(n)} {type_of(k)}' for n, k in columns.items())})")
        with self._connection.cursor() as cursor, cursor.copy(f"COPY {name} FROM STDIN".encode()) as copy:
            for row in rows:
                copy.write_row(row)
        self.run(f"ANALYZE {name}")

    def csv(self, query):
        try:
            with self._connection.cursor() as cursor:
                with cursor.copy(f"COPY (\n{query}\n) TO STDOUT (FORMAT csv, HEADER)".encode()) as copy:
                    return b"".join(bytes(piece) for piece in copy)
        except psycopg.Error as error:
            raise Refused(str(error)) from error

    def explain(self, query):
        return "\n".join(row[0] for row in self.run("EXPLAIN " + query).fetchall())

    def close(self):
        self._connection.close()
        self._call("pg_ctl", "-D", f"{self._folder}/data", "-m", "immediate", "stop")
        shutil.rmtree(self._folder, ignore_errors=True)

"""Spark: a driver and two workers, each a process of its own (local-cluster), in one session."""

import os
import shutil
import sys
import tempfile
from pathlib import Path

import pyspark
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from suite.duckdb_engine import DuckDb
from suite.engine import Engine, Refused, quoted


class Spark(Engine):
    name = "Spark"
    dialect = "spark"

    def __init__(self, partitions=3, memory="2048", as_usual=False):
        """as_usual: adaptive, with generated code. Both take seconds a query, which small tables don't repay."""
        self._folder = tempfile.mkdtemp(prefix="rfm-spark-")
        os.environ["PYSPARK_PYTHON"] = sys.executable
        self.session = (
            SparkSession.builder.master(f"local-cluster[2,1,{memory}]")
            .appName("rfm")
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.executor.memory", f"{memory}m")
            .config("spark.driver.memory", "2g")
            .config("spark.sql.shuffle.partitions", str(partitions))
            .config("spark.sql.session.timeZone", "Asia/Tokyo")  # which --tz must not depend on
            .config("spark.sql.warehouse.dir", f"{self._folder}/warehouse")
            .config("spark.local.dir", f"{self._folder}/local")
            .config("spark.log.level", "ERROR")
            .config("spark.sql.adaptive.enabled", str(as_usual).lower())
            .config("spark.sql.codegen.wholeStage", str(as_usual).lower())
            .config("spark.sql.codegen.factoryMode", "FALLBACK" if as_usual else "NO_CODEGEN")
            .config("spark.sql.parquet.inferTimestampNTZ.enabled", "true")
            .getOrCreate()
        )
        self._parquet = DuckDb()

    def version(self):
        return pyspark.__version__

    def sql(self, statement):
        try:
            return self.session.sql(statement)
        except PySparkException as error:
            raise Refused(str(error)) from error

    def load(self, table, columns, rows):
        path = f"{self._folder}/rows.parquet"
        self._parquet.write_parquet(columns, rows, path)
        frame = self.session.read.parquet(path).toDF(*columns)
        # A view of few partitions: ids in one file would make one task of all.
        name = ".".join(quoted(part, "`") for part in table[-1:])
        frame = frame.repartition(2).localCheckpoint()
        self.session.catalog.dropTempView(table[-1]) if self.session.catalog.tableExists(name) else None
        frame.createOrReplaceTempView(name)

    def csv(self, query):
        folder = Path(self._folder) / "result"
        try:
            (self.sql(query).write.mode("overwrite")
             .option("header", True).option("escape", '"').option("emptyValue", "")
             .option("ignoreLeadingWhiteSpace", False).option("ignoreTrailingWhiteSpace", False)
             .csv(str(folder)))
        except PySparkException as error:
            raise Refused(str(error)) from error
        except Exception as error:  # noqa: BLE001  Py4J's own, with the words of the executor
            if "java_exception" not in dir(error):
                raise
            raise Refused(str(error)) from error
        header, out = None, []
        for part in sorted(folder.glob("part-*.csv")):
            head, _, rest = part.read_bytes().partition(b"\n")
            if header is None and head:
                header = head
                out.append(head + b"\n")
            out.append(rest)
        return b"".join(out)

    normalised = "the headers of all part files but the first are left out"

    def explain(self, query):
        return self.sql("EXPLAIN FORMATTED " + query).collect()[0][0]

    def close(self):
        self._parquet.close()
        self.session.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

"""Plans and times at many rows: that no step carries the customers through one task, and what the two forms take."""

import os
import re
import subprocess
import time
from pathlib import Path

from suite import program, results
from suite.engine import Refused, requoted
from suite.paths import BUILD, GENERATE, RFM

FLAGS = ["--customer", "customer_id", "--date", "order_date", "--amount", "amount"]
METHODS = {"quintile": [], "ntile": ["--method", "ntile"], "r-rfm": ["--method", "r-rfm"]}
NAME = "large"
# What carries at least this part of the customers carries customers; the small tables have far fewer rows.
PART = 0.05


def _made(path, rows):
    if not path.exists():
        results.say(f"writing {rows:,} rows")
        part = path.with_suffix(".part")
        with open(part, "wb") as out:
            subprocess.run([GENERATE, "narrow", "--rows", str(rows), "--customers", str(rows // 10)], stdout=out, check=True)
        part.rename(path)
    return path


def _parquet_of(path):
    """The same orders with types, in row groups that two workers can share."""
    parquet = path.with_suffix(".parquet")
    if not parquet.exists():
        from suite.duckdb_engine import DuckDb
        duck = DuckDb()
        part = path.with_suffix(".parquet-part")
        duck.run(f"COPY (SELECT customer_id, order_date, amount FROM read_csv('{path}', header = true, columns = "
                 "{customer_id: 'VARCHAR', order_date: 'DATE', amount: 'DECIMAL(18,2)', channel: 'VARCHAR'})) "
                 f"TO '{part}' (FORMAT parquet)")
        duck.close()
        part.rename(parquet)
    return parquet


def _load():
    """How many processes wanted a processor in the last minute."""
    return f"{os.getloadavg()[0]:.0f}"


class LargeDuckDb:
    """DuckDB with a table in memory."""

    carries = None

    def __init__(self, parquet):
        from suite.duckdb_engine import DuckDb
        self.engine = DuckDb()
        self.engine.run(f"CREATE TABLE {NAME} AS SELECT * FROM '{parquet}'")

    def write(self, query):
        return self.engine.csv(query)


class LargeClickHouse:
    """ClickHouse with a MergeTree."""

    def __init__(self, parquet):
        from suite.clickhouse_engine import ClickHouse
        self.engine = ClickHouse()
        self.engine.run(f"CREATE TABLE {NAME} (customer_id String, order_date Date32, amount Decimal(18,2)) "
                        "ENGINE = MergeTree ORDER BY tuple()")
        self.engine.run(f"INSERT INTO {NAME} SELECT * FROM file('{parquet}', Parquet)")

    def write(self, query):
        path = Path(self.engine._folder) / "large.csv"
        path.unlink(missing_ok=True)
        self.engine.run(f"{query}\nINTO OUTFILE '{path}' FORMAT CSVWithNames")
        return path.read_bytes()

    def carries(self, query, customers):
        """Steps that carry customers in one stream, but for the merge of the last ORDER BY; by EXPLAIN ANALYZE."""
        narrow, texts = [], []
        for name, part in clickhouse_parts(query):
            text = self.engine.run(f"EXPLAIN ANALYZE {part}\nFORMAT TSVRaw").decode()
            texts.append(f"== {name}\n{text}")
            found = clickhouse_narrow_steps(text, PART * customers, name == "the result")
            narrow += [f"{name}: {words}" for words in found]
        return narrow, "\n".join(texts)


def _rows(text):
    number, unit = re.match(r"([\d.]+)( thousand| million| billion)?", text).groups()
    return float(number) * {None: 1, " thousand": 1e3, " million": 1e6, " billion": 1e9}[unit]


def clickhouse_parts(query):
    """The steps that are worked out once, before the rest, as queries of their own, and the whole: a plan shows of the
    former only what came out of them."""
    once = re.compile(r"(\w+) AS \(\n  -- As an array[^\n]*\n  SELECT tupleElement[^\n]*\n[^\n]*FROM \(\n(.*?)\n  \)\)\) AS line\)\n\)",
                      re.DOTALL)
    steps = list(once.finditer(query))
    if len(steps) != query.count("groupArray("):
        raise ValueError("a step that is worked out once was not found in the query: its plan would not be looked at")
    for step in steps:
        before = re.sub(r",?\s*(\n?--[^\n]*\n)*$", "", query[:step.start()])
        yield step.group(1), f"{before}\n{step.group(2)}"
    yield "the result", query


def clickhouse_narrow_steps(text, limit, is_last):
    """Of EXPLAIN ANALYZE: windows over at least this many rows, and other steps with one stream for them.

    Of the whole query, what stands above the last ORDER BY, the first in the text, hands the result to whoever asked for
    it, in its order."""
    narrow, step, rows, right_rows = [], "", 0.0, 0.0
    for line in text.splitlines():
        bare = line.strip("│├└─ ")
        words = re.match(r"I/O: rows ([\d.]+(?: \w+ion| thousand)?) → ([\d.]+(?: \w+ion| thousand)?)", bare)
        if words:
            rows = max(_rows(words.group(1)), _rows(words.group(2)))
            if step.startswith("Window") and rows >= limit:
                narrow.append(f"{step}: {rows:,.0f} rows")
            continue
        right = re.match(r"Right: .*?rows (\d[\d.]*(?: \w+ion| thousand)?) ·", bare)
        if right:
            right_rows = _rows(right.group(1))
        parallel = re.search(r"parallelism [\d.]+/(\d+)", bare)
        if parallel and bare.startswith("Stage (build)"):  # of a join: only its right side goes through it
            if right_rows >= limit:
                narrow.append(f"{step}: {right_rows:,.0f} rows kept in memory as the right side")
            continue
        if parallel:
            is_merge = "final" in bare or "merge" in bare
            if int(parallel.group(1)) == 1 and rows >= limit and not is_last and not is_merge:
                narrow.append(f"{step}: {rows:,.0f} rows in one stream")
            if "merge sorted streams" in bare and rows >= limit and not is_last:
                narrow.append(f"{step}: {rows:,.0f} rows merged into one stream")
            continue
        if re.match(r"[A-Z][A-Za-z]+( \(.*)?$", bare) and not bare.startswith("Input ("):
            if step.startswith("Sorting (Sorting for ORDER BY"):
                is_last = False
            step, rows = bare, 0.0
    return list(dict.fromkeys(narrow))


class LargeSpark:
    """Spark with a view of a Parquet file."""

    def __init__(self, parquet):
        from suite.spark_engine import Spark
        self.engine = Spark(partitions=8, memory="3072", as_usual=True)
        self.engine.session.read.parquet(str(parquet)).createOrReplaceTempView(NAME)

    def write(self, query):
        return self.engine.csv(query)

    def carries(self, query, customers):
        """Exchanges that carry customers by anything but the customer, as the query ran, with its statistics."""
        frame = self.engine.sql(query)
        execution = frame._jdf.queryExecution()
        plan = execution.executedPlan()
        plan.execute().count()
        nodes = []
        _walk(plan, 0, nodes)
        wrong = []
        for _, text, rows, _ in nodes:
            if not text.startswith("Exchange") or rows < PART * customers:
                continue
            if not re.match(r"Exchange (hashpartitioning\(customer_id|rangepartitioning)", text):
                wrong.append(f"{text.split(', ENSURE')[0]}: {rows:,} rows")
        lines = [f"{'  ' * depth}{text}" + (f"   [{rows:,} rows{size}]" if rows >= 0 else "") for depth, text, rows, size in nodes]
        return list(dict.fromkeys(wrong)), "\n".join(lines)


def _walk(node, depth, nodes):
    """The operators of a plan that ran, adaptive ones replaced by what they became."""
    kind = node.getClass().getSimpleName()
    if kind == "AdaptiveSparkPlanExec":
        return _walk(node.executedPlan(), depth, nodes)
    if kind.endswith("QueryStageExec"):
        return _walk(node.plan(), depth, nodes)
    rows, metrics = -1, node.metrics()
    for key in ("numOutputRows", "shuffleRecordsWritten"):
        if metrics.contains(key):
            rows = metrics.apply(key).value()
    size = f", {metrics.apply('shuffleBytesWritten').value():,} bytes" if metrics.contains("shuffleBytesWritten") else ""
    nodes.append((depth, node.simpleString(25), rows, size))
    children = node.children()
    for i in range(children.size()):
        _walk(children.apply(i), depth + 1, nodes)
    return None


LARGE = {"duckdb": ("DuckDB", LargeDuckDb), "clickhouse": ("ClickHouse", LargeClickHouse), "spark": ("Spark", LargeSpark)}


def _score(path, flags):
    """The bytes of rfm score, and its seconds with two threads."""
    start = time.monotonic()
    text = subprocess.run([RFM, "score", path, *flags, "--threads", "2", "--quiet"], stdout=subprocess.PIPE, check=True).stdout
    return text, time.monotonic() - start


def run(engines, rows, report):
    """Measures; the tables go to the report."""
    customers = rows // 10
    path = _made(BUILD / f"narrow-{rows}.csv", rows)
    parquet = _parquet_of(path)
    (BUILD / "plans").mkdir(exist_ok=True)
    expected, lines = {}, []
    for method, flags in METHODS.items():
        _score(path, FLAGS + flags)  # the first reads the disk
        expected[method], seconds = _score(path, FLAGS + flags)
        lines.append(("rfm score", method, "", f"{seconds:.1f}", "", _load()))
    for name in engines:
        if name not in LARGE:
            continue
        shown, make = LARGE[name]
        results.say(f"{shown}: loading")
        large = make(parquet)
        report.engine(large.engine)
        try:
            for method, flags in METHODS.items():
                for form in ("scalable", "simple"):
                    lines.append(_measured(large, shown, method, form, FLAGS + flags, expected[method], customers, report))
        finally:
            large.engine.close()
    report.section(
        f"{rows:,} rows of {customers:,} customers; seconds of one run each from the loaded table (score: from the CSV file, two "
        "threads, page cache) to the result as CSV, two processors. Load: processes that wanted a processor in that "
        "minute; with more than two the times say little.\n")
    report.section(results.table(["", "method", "form", "s", "steps that carry the customers in one task", "load"], lines))


def _measured(large, shown, method, form, flags, expected, customers, report):
    what = f"{shown}, {method}, {form}"
    try:
        query = program.sql(large.engine.dialect, [NAME], flags, *(["--simple"] if form == "simple" else []))
        start = time.monotonic()
        got = large.write(query)
        seconds = time.monotonic() - start
        steps = ""
        if large.carries:
            narrow, plan = large.carries(query, customers)
            (BUILD / "plans" / f"{large.engine.dialect}-{method}-{form}.txt").write_text(plan)
            steps = len(narrow)
            for words in narrow:
                results.say(f"{what}: {words}")
            if narrow and form == "scalable":
                report.fail(f"{what}: carries the customers in one task")
            if not narrow and form == "simple":
                report.fail(f"{what}: no step in one task was found, so the check proves nothing")
    except (Refused, program.Failed) as error:
        report.fail(f"{what}: {str(error)[:600]}")
        return (shown, method, form, "failed", "", _load())
    got = requoted(got) if got != expected else got
    if got != expected:
        report.fail(f"{what}: the result is not that of score")
    results.say(f"{what}: {seconds:.1f} s, {'equal' if got == expected else 'NOT EQUAL'}")
    return (shown, method, form, f"{seconds:.1f}", steps, _load())

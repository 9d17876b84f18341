"""The dialects whose engines can't be had: their queries go through sqlglot's parser. They are not run."""

import sqlglot
from sqlglot import ErrorLevel, exp

from suite import program
from suite.cases import cases_of
from suite.compare import counted

DIALECTS = ("bigquery", "snowflake", "trino")


def parsed(text, dialect):
    """The one statement of the text; throws what sqlglot throws, and ValueError for other than one query."""
    statements = sqlglot.parse(text, dialect=dialect, error_level=ErrorLevel.RAISE)
    if len(statements) != 1 or not isinstance(statements[0], exp.Query):
        raise ValueError(f"{len(statements)} statements: {[type(s).__name__ for s in statements]}")
    return statements[0]


def _named_for(dialect, orders, flags):
    """The flags with the columns as they would be called there: BigQuery has no names with a point, and rfm refuses them."""
    if dialect != "bigquery":
        return flags
    return [flag.replace(".", "_") if flag in orders.columns else flag for flag in flags]


def parse_cases(dialect, tables, quick):
    """How many queries were parsed, and what went wrong."""
    seen, failures = set(), []
    for orders in tables:
        for case in cases_of(orders, quick):
            for more in (["--simple"],) if case.simple else ([], ["--counts"]):
                try:
                    flags = counted(case.flags) if "--counts" in more else case.flags
                    text = program.sql(dialect, ["shop", orders.name], _named_for(dialect, orders, flags), *more)
                    if text not in seen:
                        parsed(text, dialect)
                    seen.add(text)
                except (sqlglot.errors.SqlglotError, ValueError, program.Failed) as error:
                    failures.append(f"--- {dialect}, {orders.name}: {case.name} {more}\n{str(error)[:600]}")
        try:
            flags = _named_for(dialect, orders, orders.column_flags(bool(orders.order_id)))
            ddl = program.run("sql", "--dialect", dialect, "--table", "shop.orders", *flags, "--ddl")
            statements = sqlglot.parse(ddl.decode(), dialect=dialect, error_level=ErrorLevel.RAISE)
            if len(statements) != 1 or not isinstance(statements[0], exp.Create):
                raise ValueError("not one CREATE TABLE")
        except (sqlglot.errors.SqlglotError, ValueError, program.Failed) as error:
            failures.append(f"--- {dialect}, {orders.name}: --ddl\n{str(error)[:600]}")
    return len(seen), failures

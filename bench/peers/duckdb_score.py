"""Scores customers with DuckDB: one statement from CSV to CSV.

The forms below are the fastest of those tried: types given instead of sniffed, insertion order not kept, distinct
orders by grouping twice (count(distinct ...) took up to a third more processor time). Made no difference: CASE instead
of FILTER, a materialized CTE, strict_mode off, narrower decimals, a dateformat, TIMESTAMP or text cut to its day for the
times of `wide`. The three rankings are a tenth of the time."""

import sys
import time

sys.dont_write_bytecode = True

import duckdb  # noqa: E402

from arguments import read_arguments, report  # noqa: E402
from order_files import ORDER_FILES  # noqa: E402

# A time such as 2025-01-31T12:00:00Z is read as its day.
TYPES = {"text": "VARCHAR", "day": "DATE", "time": "DATE", "money": "DECIMAL(18,2)", "number": "INTEGER"}

# A purchase is a row whose amount is not negative. Days and orders come from purchases; refunds count in the sum only.
TOTALS_BY_ROW = """
    SELECT {customer} AS customer_id,
           max({date}) FILTER ({amount} >= 0) AS last_order_date,
           count(*) FILTER ({amount} >= 0) AS frequency,
           sum({amount}) AS monetary
    FROM {source}
    GROUP BY {customer}"""

TOTALS_BY_ORDER = """
    SELECT customer_id,
           max(last_order_date) AS last_order_date,
           count(last_order_date) AS frequency,
           sum(monetary) AS monetary
    FROM (SELECT {customer} AS customer_id,
                 max({date}) FILTER ({amount} >= 0) AS last_order_date,
                 sum({amount}) AS monetary
          FROM {source}
          GROUP BY {customer}, {order_id})
    GROUP BY customer_id"""

# The as-of date is the day after the latest purchase, a guest's too; guests themselves (customer_id is null) and
# customers with refunds only are not scored.
STATEMENT = """
COPY (
    WITH totals AS ({totals}
    ),
    scored AS (
        SELECT customer_id, last_order_date, frequency, monetary,
               (SELECT max(last_order_date) FROM totals) + 1 - last_order_date AS recency_days,
               1 + (5 * (rank() OVER (ORDER BY last_order_date) - 1)) // count(*) OVER () AS r,
               1 + (5 * (rank() OVER (ORDER BY frequency) - 1)) // count(*) OVER () AS f,
               1 + (5 * (rank() OVER (ORDER BY monetary) - 1)) // count(*) OVER () AS m
        FROM totals
        WHERE customer_id IS NOT NULL AND frequency > 0
    )
    SELECT customer_id, last_order_date, recency_days, frequency, monetary,
           r AS r_score, f AS f_score, m AS m_score, r || '' || f || '' || m AS rfm_score,
           CASE WHEN r >= 4 AND f = 5 AND m >= 4 THEN 'high-value'
                WHEN r >= 4 AND f = 4 AND m = 5 THEN 'high-value'
                WHEN r >= 4 THEN 'potential'
                WHEN r = 3 AND (f >= 3 OR m >= 3) THEN 'potential'
                WHEN r <= 2 AND (f >= 3 OR m >= 3) THEN 'at-risk'
                ELSE 'sleeping' END AS segment
    FROM scored
    ORDER BY customer_id
) TO {output} (FORMAT csv, HEADER, DELIMITER ',')
"""


def quoted(text):
    """The text as an SQL string."""
    return "'" + text.replace("'", "''") + "'"


def source(path, columns):
    """The file as a table, nothing left to be guessed."""
    typed = ", ".join(f"{quoted(name)}: {quoted(TYPES[kind])}" for name, kind in columns.items())
    return (
        f"read_csv({quoted(path)}, auto_detect = false, parallel = true, header = true, delim = ',', quote = '\"', "
        f"escape = '\"', new_line = '\\n', columns = {{{typed}}})"
    )


def statement(input_path, output_path, file):
    """The whole job in SQL."""
    totals = (TOTALS_BY_ORDER if file.order_id else TOTALS_BY_ROW).format(
        source=source(input_path, file.columns),
        customer=file.customer,
        date=file.date,
        amount=file.amount,
        order_id=file.order_id,
    )
    return STATEMENT.format(totals=totals, output=quoted(output_path))


def main():
    arguments = read_arguments("DuckDB")
    begin = time.perf_counter()
    connection = duckdb.connect()
    connection.execute(f"SET threads = {arguments.threads}")
    connection.execute("SET preserve_insertion_order = false")
    connection.execute(statement(arguments.input, arguments.output, ORDER_FILES[arguments.kind]))
    connection.close()
    report(time.perf_counter() - begin)


main()

-- Scores of customers by recency, frequency and monetary value; written by rfm sql for PostgreSQL.
-- As of 2025-07-01; method quintile, 5 scores; segment map 'value'.
WITH
-- The columns that are read. A blank customer is a guest's order, a blank order id none.
source_rows AS (
  SELECT
    NULLIF(TRIM(BOTH E' \t\n\x0B\f\r\u00A0\u3000' FROM CAST(src."customer_id" AS text)), '') AS customer_id,
    NULLIF(TRIM(BOTH E' \t\n\x0B\f\r\u00A0\u3000' FROM CAST(src."order_id" AS text)), '') AS order_id,
    CAST(src."order_date" AS date) AS raw_date,
    src."amount" AS raw_amount
  FROM "shop"."orders" AS src
),
-- The rows that count. Refunds are subtracted, but are no purchases: they count no order and move no date.
used_rows AS (
  SELECT
    customer_id,
    order_id,
    CASE WHEN raw_date IS NOT NULL THEN raw_date ELSE CAST('rfm: an order has no date; its customer: ' || COALESCE(customer_id, 'NULL') AS DATE) END AS order_date,
    CASE WHEN CAST(raw_amount AS DECIMAL(15, 2)) = raw_amount THEN CAST(raw_amount AS DECIMAL(15, 2)) ELSE CAST('rfm: an amount is missing, or has more than 2 decimals (--decimals) or 13 digits before the point: ' || COALESCE(CAST(raw_amount AS text), 'NULL') AS DECIMAL(15, 2)) END AS amount,
    CASE WHEN raw_amount < 0 THEN 0 ELSE 1 END AS is_purchase
  FROM source_rows
  WHERE customer_id IS NOT NULL
    AND NOT COALESCE(raw_date > DATE '2025-07-01', FALSE)
),
-- One row a customer. Rows of one order id are one order; a row without one is an order of its own.
totals AS (
  SELECT
    customer_id,
    MAX(CASE WHEN is_purchase = 1 THEN order_date END) AS last_order_date,
    COUNT(DISTINCT CASE WHEN is_purchase = 1 THEN order_id END)
      + COUNT(CASE WHEN is_purchase = 1 AND order_id IS NULL THEN 1 END) AS frequency,
    SUM(amount) AS monetary
  FROM used_rows
  GROUP BY customer_id
),
-- Those who are scored: customers with a purchase.
customers AS (
  SELECT
    customer_id,
    last_order_date,
    (DATE '2025-07-01' - last_order_date) AS recency_days,
    frequency,
    monetary
  FROM totals
  WHERE last_order_date IS NOT NULL
),
-- Scores: how many customers are strictly worse, in fifths (or what --bins says) of all; equal values share one.
scored AS (
  SELECT
    customers.customer_id,
    customers.last_order_date,
    customers.recency_days,
    customers.frequency,
    customers.monetary,
    1 + DIV(5 * (RANK() OVER (ORDER BY recency_days DESC) - 1), COUNT(*) OVER ()) AS r_score,
    1 + DIV(5 * (RANK() OVER (ORDER BY frequency) - 1), COUNT(*) OVER ()) AS f_score,
    1 + DIV(5 * (RANK() OVER (ORDER BY monetary) - 1), COUNT(*) OVER ()) AS m_score
  FROM customers
),
-- The segment map: the first line that matches.
segmented AS (
  SELECT
    scored.customer_id,
    scored.last_order_date,
    scored.recency_days,
    scored.frequency,
    scored.monetary,
    r_score,
    f_score,
    m_score,
    CASE
      WHEN r_score BETWEEN 4 AND 5 AND f_score = 5 AND m_score BETWEEN 4 AND 5 THEN 'high-value'
      WHEN r_score BETWEEN 4 AND 5 AND f_score = 4 AND m_score = 5 THEN 'high-value'
      WHEN r_score BETWEEN 4 AND 5 THEN 'potential'
      WHEN r_score = 3 AND f_score BETWEEN 3 AND 5 THEN 'potential'
      WHEN r_score = 3 AND m_score BETWEEN 3 AND 5 THEN 'potential'
      WHEN r_score BETWEEN 1 AND 2 AND f_score BETWEEN 3 AND 5 THEN 'at-risk'
      WHEN r_score BETWEEN 1 AND 2 AND m_score BETWEEN 3 AND 5 THEN 'at-risk'
      ELSE 'sleeping'
    END AS segment
  FROM scored
)
SELECT
  c.customer_id AS customer_id,
  c.last_order_date AS last_order_date,
  c.recency_days AS recency_days,
  c.frequency AS frequency,
  CAST(c.monetary AS DECIMAL(38, 2)) AS monetary,
  c.r_score AS r_score,
  c.f_score AS f_score,
  c.m_score AS m_score,
  CONCAT(c.r_score, c.f_score, c.m_score) AS rfm_score,
  c.segment AS segment
FROM segmented AS c
ORDER BY c.customer_id COLLATE "C"

-- Scores of customers by recency, frequency and monetary value; written by rfm sql for DuckDB.
-- As of 2025-07-01; method quintile, 5 scores; segment map 'value'.
WITH
-- The columns that are read. A blank customer is a guest's order, a blank order id none.
source_rows AS (
  SELECT
    NULLIF(TRIM(CAST(src."customer_id" AS VARCHAR), ' ' || CHR(9) || CHR(10) || CHR(11) || CHR(12) || CHR(13) || CHR(160) || CHR(12288)), '') AS customer_id,
    NULLIF(TRIM(CAST(src."order_id" AS VARCHAR), ' ' || CHR(9) || CHR(10) || CHR(11) || CHR(12) || CHR(13) || CHR(160) || CHR(12288)), '') AS order_id,
    CAST(src."order_date" AS DATE) AS raw_date,
    src."amount" AS raw_amount
  FROM "shop"."orders" AS src
),
-- The rows that count. Refunds are subtracted, but are no purchases: they count no order and move no date.
used_rows AS (
  SELECT
    customer_id,
    order_id,
    CASE WHEN raw_date IS NOT NULL THEN raw_date ELSE error('rfm: an order has no date; its customer: ' || COALESCE(customer_id, 'NULL')) END AS order_date,
    CASE WHEN CAST(raw_amount AS DECIMAL(15, 2)) = raw_amount THEN CAST(raw_amount AS DECIMAL(15, 2)) ELSE error('rfm: an amount is missing, or has more than 2 decimals (--decimals) or 13 digits before the point: ' || COALESCE(CAST(raw_amount AS VARCHAR), 'NULL')) END AS amount,
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
    date_diff('day', last_order_date, DATE '2025-07-01') AS recency_days,
    frequency,
    monetary,
    CAST(monetary * 100 AS BIGINT) AS monetary_units
  FROM totals
  WHERE last_order_date IS NOT NULL
),
-- Each customer's values, and the stretch of values that each is in: its number of digits and the first three,
-- so that stretches are in the order of the values.
metrics AS (
  SELECT metric, value, CASE WHEN value < 0 THEN -1 ELSE 1 END * (LENGTH(CAST(ABS(value) AS VARCHAR)) * 1000 + CAST(SUBSTR(CAST(ABS(value) AS VARCHAR), 1, 3) AS INTEGER)) AS stretch
  FROM (
    SELECT metric, CASE metric WHEN 'r' THEN CAST(0 - recency_days AS BIGINT) WHEN 'f' THEN CAST(frequency AS BIGINT) WHEN 'm' THEN CAST(monetary_units AS BIGINT) END AS value
    FROM customers
    CROSS JOIN (VALUES ('r'), ('f'), ('m')) AS names(metric)
  ) AS metric_values
),
-- How many customers are in each stretch. From here on tables are small, however many customers.
stretches AS (
  SELECT metric, stretch, COUNT(*) AS customers
  FROM metrics
  GROUP BY metric, stretch
),
-- And how many are up to its end.
ranked_stretches AS (
  SELECT
    metric, stretch, customers,
    SUM(customers) OVER (PARTITION BY metric ORDER BY stretch) AS up_to,
    SUM(customers) OVER (PARTITION BY metric) AS total
  FROM stretches
),
-- The place, counted from 1 at the worst, of the last value that is below each score.
places AS (
  SELECT metric, stretch, up_to, up_to - customers AS below, k, ((k * total + 4) // (5)) AS place
  FROM ranked_stretches
  CROSS JOIN (VALUES (1), (2), (3), (4)) AS cuts(k)
),
-- The stretches that hold them, and which place it is in there.
targets AS (
  SELECT metric, stretch, k, place - below AS place_within
  FROM places
  WHERE place > below AND place <= up_to
),
-- The values of these stretches alone.
near AS (
  SELECT metrics.metric, metrics.stretch, metrics.value, COUNT(*) AS customers
  FROM metrics
  JOIN (SELECT DISTINCT metric, stretch FROM targets) AS wanted
    ON wanted.metric = metrics.metric AND wanted.stretch = metrics.stretch
  GROUP BY metrics.metric, metrics.stretch, metrics.value
),
ranked_near AS (
  SELECT
    metric, stretch, value, customers,
    SUM(customers) OVER (PARTITION BY metric, stretch ORDER BY value) AS up_to
  FROM near
),
-- The value at each place.
boundaries AS (
  SELECT targets.metric, targets.k, ranked_near.value
  FROM targets
  JOIN ranked_near
    ON ranked_near.metric = targets.metric AND ranked_near.stretch = targets.stretch
  WHERE targets.place_within > ranked_near.up_to - ranked_near.customers AND targets.place_within <= ranked_near.up_to
),
-- One row: what a value must be above.
cut_points AS (
  SELECT
    MAX(CASE WHEN metric = 'r' AND k = 1 THEN value END) AS r_cut_1,
    MAX(CASE WHEN metric = 'r' AND k = 2 THEN value END) AS r_cut_2,
    MAX(CASE WHEN metric = 'r' AND k = 3 THEN value END) AS r_cut_3,
    MAX(CASE WHEN metric = 'r' AND k = 4 THEN value END) AS r_cut_4,
    MAX(CASE WHEN metric = 'f' AND k = 1 THEN value END) AS f_cut_1,
    MAX(CASE WHEN metric = 'f' AND k = 2 THEN value END) AS f_cut_2,
    MAX(CASE WHEN metric = 'f' AND k = 3 THEN value END) AS f_cut_3,
    MAX(CASE WHEN metric = 'f' AND k = 4 THEN value END) AS f_cut_4,
    MAX(CASE WHEN metric = 'm' AND k = 1 THEN value END) AS m_cut_1,
    MAX(CASE WHEN metric = 'm' AND k = 2 THEN value END) AS m_cut_2,
    MAX(CASE WHEN metric = 'm' AND k = 3 THEN value END) AS m_cut_3,
    MAX(CASE WHEN metric = 'm' AND k = 4 THEN value END) AS m_cut_4
  FROM boundaries
),
-- Scores: how many cut points a value is above.
scored AS (
  SELECT 
    customers.customer_id,
    customers.last_order_date,
    customers.recency_days,
    customers.frequency,
    customers.monetary,
    1 + CASE WHEN 0 - recency_days > r_cut_1 THEN 1 ELSE 0 END + CASE WHEN 0 - recency_days > r_cut_2 THEN 1 ELSE 0 END + CASE WHEN 0 - recency_days > r_cut_3 THEN 1 ELSE 0 END + CASE WHEN 0 - recency_days > r_cut_4 THEN 1 ELSE 0 END AS r_score,
    1 + CASE WHEN frequency > f_cut_1 THEN 1 ELSE 0 END + CASE WHEN frequency > f_cut_2 THEN 1 ELSE 0 END + CASE WHEN frequency > f_cut_3 THEN 1 ELSE 0 END + CASE WHEN frequency > f_cut_4 THEN 1 ELSE 0 END AS f_score,
    1 + CASE WHEN monetary_units > m_cut_1 THEN 1 ELSE 0 END + CASE WHEN monetary_units > m_cut_2 THEN 1 ELSE 0 END + CASE WHEN monetary_units > m_cut_3 THEN 1 ELSE 0 END + CASE WHEN monetary_units > m_cut_4 THEN 1 ELSE 0 END AS m_score
  FROM customers
  CROSS JOIN cut_points
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
ORDER BY c.customer_id

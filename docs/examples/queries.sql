-- Three questions to the Parquet files of a run, for DuckDB: duckdb < docs/examples/queries.sql in the folder of the project,
-- or from Python: duckdb.sql(...). The files of many runs or ledgers are one table: 'ledgers/*/outputs/latest/timeline.parquet'.

-- 1. What is ahead, and who says so?
SELECT date_shown, title, status, publishers
FROM 'outputs/latest/timeline.parquet'
WHERE status IN ('planned', 'proposed') AND date_end >= DATE '2025-07-01'
ORDER BY date_start, rank
LIMIT 20;

-- 2. How many events of each type happened in each month, where the text is exact to the month?
SELECT date_trunc('month', date_start)::DATE AS month, category, count(*) AS events
FROM 'outputs/latest/timeline.parquet'
WHERE status = 'occurred' AND date_trunc('month', date_start) = date_trunc('month', date_end)
GROUP BY ALL
ORDER BY month, events DESC, category;

-- 3. Which events do most documents report, and how long did it take from the first report to the last?
SELECT event.event_id, event.title, count(DISTINCT mention.document_id) AS documents,
       max(mention.published) - min(mention.published) AS days
FROM 'outputs/latest/timeline.parquet' AS event
JOIN 'outputs/latest/mentions.parquet' AS mention USING (event_id)
GROUP BY event.event_id, event.title
ORDER BY documents DESC, event.event_id
LIMIT 20;

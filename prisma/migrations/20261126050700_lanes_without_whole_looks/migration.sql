BEGIN;

-- DropIndex
DROP INDEX "WorkItem_storeId_verb_backlog_dueAt_idx";

-- CreateIndex: in the very order in which items are taken. Marks made together are due together, and sorting a whole
-- catalogue of them for each batch would make every product dearer the more there are.
CREATE INDEX "WorkItem_storeId_verb_backlog_dueAt_subject_idx" ON "WorkItem"("storeId", "verb", "backlog", "dueAt", "subject");

-- Lanes that have something due, and since when. Steps from lane to lane: how much waits in one does not matter.
CREATE FUNCTION due_lanes(p_now timestamptz) RETURNS TABLE ("storeId" text, "verb" text, "dueAt" timestamptz)
LANGUAGE sql STABLE AS $$
  WITH RECURSIVE lane AS (
    (SELECT w."storeId", w."verb" FROM "WorkItem" AS w ORDER BY 1, 2 LIMIT 1)
    UNION ALL
    SELECT n."storeId", n."verb" FROM lane CROSS JOIN LATERAL (
      SELECT w."storeId", w."verb" FROM "WorkItem" AS w
      WHERE (w."storeId", w."verb") > (lane."storeId", lane."verb") ORDER BY 1, 2 LIMIT 1
    ) AS n
  )
  SELECT lane."storeId", lane."verb", first."dueAt" FROM lane CROSS JOIN LATERAL (
    SELECT w."dueAt" FROM "WorkItem" AS w
    WHERE w."storeId" = lane."storeId" AND w."verb" = lane."verb" AND w."dueAt" <= p_now AND w."waitsFor" IS NULL
    ORDER BY w."dueAt" LIMIT 1
  ) AS first
$$;

-- As before, but for where it looks.
CREATE OR REPLACE FUNCTION wake_due_lanes(p_now timestamptz) RETURNS int
LANGUAGE plpgsql AS $$
DECLARE
  stores text[];
  verbs text[];
BEGIN
  SELECT array_agg(g."storeId"), array_agg(g."verb") INTO stores, verbs
  FROM due_lanes(p_now) AS g
  LEFT JOIN "Lane" AS l ON l."storeId" = g."storeId" AND l."verb" = g."verb"
  WHERE l."takenBy" IS NULL AND (l."pausedUntil" IS NULL OR l."pausedUntil" <= p_now);
  IF stores IS NULL THEN
    RETURN 0;
  END IF;
  PERFORM wake_lanes(stores, verbs, array_fill(0::float8, ARRAY[cardinality(stores)]));
  RETURN cardinality(stores);
END;
$$;

-- A statement that wrote no row has no entry to write either; listings are ensured far more often than made.
CREATE OR REPLACE FUNCTION listings_made() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM made) THEN
    PERFORM write_listing_entries(ARRAY(SELECT "id" FROM made));
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION listing_skus_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM changed) THEN
    PERFORM write_listing_entries(ARRAY(SELECT DISTINCT "listingId" FROM changed));
  END IF;
  RETURN NULL;
END $$;

COMMIT;

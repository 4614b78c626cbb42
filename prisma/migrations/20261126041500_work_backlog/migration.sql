-- Work on a whole catalogue does not keep one product's change waiting: within a lane, what is not of the backlog is
-- taken first, each kind in the order in which it fell due.
BEGIN;

-- AlterTable
ALTER TABLE "WorkItem" ADD COLUMN     "backlog" BOOLEAN NOT NULL DEFAULT false;

-- CreateIndex
CREATE INDEX "WorkItem_storeId_verb_backlog_dueAt_idx" ON "WorkItem"("storeId", "verb", "backlog", "dueAt");

-- Marks without a word on it are changes, those of processes that know nothing of backlogs among them. A mark of either
-- kind keeps a change a change.
DROP FUNCTION mark_work(timestamptz, text[], text[], text[], timestamptz[]);

CREATE FUNCTION mark_work(
  p_now timestamptz, p_stores text[], p_verbs text[], p_subjects text[], p_dues timestamptz[],
  p_backlogs boolean[] DEFAULT NULL
) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  lane record;
  stores text[];
  verbs text[];
  waits float8[];
BEGIN
  FOR lane IN SELECT DISTINCT u.store, u.verb FROM unnest(p_stores, p_verbs) AS u(store, verb) ORDER BY 1, 2 LOOP
    PERFORM pg_advisory_xact_lock_shared(lane_lock(lane.store, lane.verb));
  END LOOP;

  -- In one order for everybody, so that two batches of marks wait for one another instead of dead-locking.
  INSERT INTO "WorkItem" AS w ("storeId", "verb", "subject", "dueAt", "backlog", "updatedAt")
  SELECT u.store, u.verb, u.subject, min(u.due), bool_and(coalesce(u.backlog, false)), now()
  FROM unnest(p_stores, p_verbs, p_subjects, p_dues, p_backlogs) AS u(store, verb, subject, due, backlog)
  GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
  ON CONFLICT ("storeId", "verb", "subject") DO UPDATE SET
    "version" = w."version" + 1,
    -- The first mark since the item was taken sets its time afresh: the earlier time has been answered by the taking.
    "dueAt" = CASE
      WHEN w."waitsFor" IS NOT NULL OR w."takenVersion" = w."version" THEN EXCLUDED."dueAt"
      ELSE least(w."dueAt", EXCLUDED."dueAt") END,
    "backlog" = EXCLUDED."backlog"
      AND (w."backlog" OR w."waitsFor" IS NOT NULL OR w."takenVersion" IS NOT DISTINCT FROM w."version"),
    "attempts" = CASE WHEN w."waitsFor" IS NOT NULL THEN 0 ELSE w."attempts" END,
    "waitsFor" = NULL,
    "updatedAt" = now();

  SELECT array_agg(g.store), array_agg(g.verb), array_agg(greatest(0, extract(epoch FROM g.due - p_now) * 1000))
  INTO stores, verbs, waits
  FROM (
    SELECT u.store, u.verb, min(u.due) AS due
    FROM unnest(p_stores, p_verbs, p_dues) AS u(store, verb, due) GROUP BY 1, 2
  ) AS g
  -- A lane at work looks again before it rests.
  WHERE NOT EXISTS (
    SELECT FROM "Lane" AS l WHERE l."storeId" = g.store AND l."verb" = g.verb AND l."takenBy" IS NOT NULL
  );
  IF stores IS NOT NULL THEN
    PERFORM wake_lanes(stores, verbs, waits);
  END IF;
END;
$$;

CREATE OR REPLACE FUNCTION take_work(p_now timestamptz, p_store text, p_verb text, p_worker text, p_wanted int)
RETURNS TABLE (subject text, version int, attempts int, failure text)
LANGUAGE plpgsql AS $$
DECLARE
  paused timestamptz;
  kind boolean;
  fresh int;
  taken int := 0;
BEGIN
  INSERT INTO "Lane" AS l ("storeId", "verb", "takenBy") VALUES (p_store, p_verb, p_worker)
  ON CONFLICT ("storeId", "verb") DO UPDATE SET "takenBy" = p_worker
    WHERE l."takenBy" IS NULL OR l."takenBy" = p_worker
  RETURNING l."pausedUntil" INTO paused;
  IF NOT FOUND OR paused > p_now THEN
    RETURN;
  END IF;
  FOREACH kind IN ARRAY ARRAY[false, true] LOOP
    RETURN QUERY
    WITH due AS (
      SELECT i."subject" FROM "WorkItem" AS i
      WHERE i."storeId" = p_store AND i."verb" = p_verb AND i."backlog" = kind
        AND i."dueAt" <= p_now AND i."waitsFor" IS NULL
      ORDER BY i."dueAt", i."subject" LIMIT p_wanted - taken
      FOR UPDATE SKIP LOCKED
    )
    UPDATE "WorkItem" AS w SET "takenBy" = p_worker, "takenVersion" = w."version"
    FROM due
    WHERE w."storeId" = p_store AND w."verb" = p_verb AND w."subject" = due."subject"
    RETURNING w."subject", w."version", w."attempts", w."failure";
    GET DIAGNOSTICS fresh = ROW_COUNT;
    taken := taken + fresh;
    EXIT WHEN taken >= p_wanted;
  END LOOP;
END;
$$;

COMMIT;

-- What is taken is written where it was just locked, by its place. Found again by its key, it was looked for by the wrong index
-- while the statistics were those of a time with little work: 200 of 20,000 took two seconds, in which the lane was woken
-- again and again.
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
      SELECT i.ctid AS place FROM "WorkItem" AS i
      WHERE i."storeId" = p_store AND i."verb" = p_verb AND i."backlog" = kind
        AND i."dueAt" <= p_now AND i."waitsFor" IS NULL
      ORDER BY i."dueAt", i."subject" LIMIT p_wanted - taken
      FOR UPDATE SKIP LOCKED
    )
    -- One that was marked anew in this very moment has another place by now: it stays due, and the lane looks again.
    UPDATE "WorkItem" AS w SET "takenBy" = p_worker, "takenVersion" = w."version"
    FROM due WHERE w.ctid = due.place
    RETURNING w."subject", w."version", w."attempts", w."failure";
    GET DIAGNOSTICS fresh = ROW_COUNT;
    taken := taken + fresh;
    EXIT WHEN taken >= p_wanted;
  END LOOP;
END;
$$;

-- Lanes in SQL: a mark, a taking and a settlement are one round trip each, and none can lose a wake-up.
--
-- The rule against lost wake-ups: whoever marks holds the lane's advisory lock shared until commit; a lane that is
-- about to rest asks for it exclusively. When it gets it, every mark is visible and it knows whether more is due; when
-- it does not, a mark is on its way and it looks again shortly. So a mark made while the lane works or waits in the
-- queue needs no job of its own, however many there are.
BEGIN;

CREATE FUNCTION lane_lock(p_store text, p_verb text) RETURNS bigint
LANGUAGE sql IMMUTABLE AS $$
  SELECT hashtextextended('lane:' || p_store || ':' || p_verb, 0)
$$;

-- Adds the lane's job unless one that starts no later waits already. Waits are milliseconds from now.
CREATE FUNCTION wake_lanes(p_stores text[], p_verbs text[], p_waits float8[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  specs graphile_worker.job_spec[];
BEGIN
  SELECT array_agg(
    ROW('lane', json_build_object('storeId', g.store, 'verb', g.verb), NULL, g.at, 1000,
        g.store || ':' || g.verb, NULL, NULL)::graphile_worker.job_spec
    ORDER BY g.store, g.verb)
  INTO specs
  FROM (
    SELECT u.store, u.verb, clock_timestamp() + u.wait * interval '1 millisecond' AS at
    FROM unnest(p_stores, p_verbs, p_waits) AS u(store, verb, wait)
  ) AS g
  WHERE NOT EXISTS (
    SELECT FROM graphile_worker.jobs AS j
    WHERE j.key = g.store || ':' || g.verb AND j.locked_at IS NULL AND j.attempts < j.max_attempts AND j.run_at <= g.at
  );
  IF specs IS NOT NULL THEN
    PERFORM graphile_worker.add_jobs(specs);
  END IF;
END;
$$;

CREATE FUNCTION mark_work(
  p_now timestamptz, p_stores text[], p_verbs text[], p_subjects text[], p_dues timestamptz[]
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
  INSERT INTO "WorkItem" AS w ("storeId", "verb", "subject", "dueAt", "updatedAt")
  SELECT u.store, u.verb, u.subject, min(u.due), now()
  FROM unnest(p_stores, p_verbs, p_subjects, p_dues) AS u(store, verb, subject, due)
  GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
  ON CONFLICT ("storeId", "verb", "subject") DO UPDATE SET
    "version" = w."version" + 1,
    -- The first mark since the item was taken sets its time afresh: the earlier time has been answered by the taking.
    "dueAt" = CASE
      WHEN w."waitsFor" IS NOT NULL OR w."takenVersion" = w."version" THEN EXCLUDED."dueAt"
      ELSE least(w."dueAt", EXCLUDED."dueAt") END,
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

-- Takes the lane, and of its due items at most as many as wanted. Nothing when another worker is at it or it is paused.
CREATE FUNCTION take_work(p_now timestamptz, p_store text, p_verb text, p_worker text, p_wanted int)
RETURNS TABLE (subject text, version int, attempts int, failure text)
LANGUAGE plpgsql AS $$
DECLARE
  paused timestamptz;
BEGIN
  INSERT INTO "Lane" AS l ("storeId", "verb", "takenBy") VALUES (p_store, p_verb, p_worker)
  ON CONFLICT ("storeId", "verb") DO UPDATE SET "takenBy" = p_worker
    WHERE l."takenBy" IS NULL OR l."takenBy" = p_worker
  RETURNING l."pausedUntil" INTO paused;
  IF NOT FOUND OR paused > p_now THEN
    RETURN;
  END IF;
  RETURN QUERY
  WITH due AS (
    SELECT i."subject" FROM "WorkItem" AS i
    WHERE i."storeId" = p_store AND i."verb" = p_verb AND i."dueAt" <= p_now AND i."waitsFor" IS NULL
    ORDER BY i."dueAt", i."subject" LIMIT p_wanted
    FOR UPDATE SKIP LOCKED
  )
  UPDATE "WorkItem" AS w SET "takenBy" = p_worker, "takenVersion" = w."version"
  FROM due
  WHERE w."storeId" = p_store AND w."verb" = p_verb AND w."subject" = due."subject"
  RETURNING w."subject", w."version", w."attempts", w."failure";
END;
$$;

-- Writes what became of the items taken, and lets the lane rest or go to the end of the queue. False, and nothing is
-- written, when the lane is no longer this worker's: it was silent too long.
CREATE FUNCTION settle_work(
  p_now timestamptz, p_store text, p_verb text, p_worker text, p_items jsonb, p_pause timestamptz
) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
  paused timestamptz;
  next timestamptz;
  wait float8;
BEGIN
  PERFORM FROM "Lane" AS l
  WHERE l."storeId" = p_store AND l."verb" = p_verb AND l."takenBy" = p_worker FOR UPDATE;
  IF NOT FOUND THEN
    RETURN false;
  END IF;

  PERFORM FROM "WorkItem" AS w
  JOIN jsonb_to_recordset(p_items) AS g(subject text) ON w."subject" = g.subject
  WHERE w."storeId" = p_store AND w."verb" = p_verb ORDER BY w."subject" FOR UPDATE OF w;

  DELETE FROM "WorkItem" AS w
  USING jsonb_to_recordset(p_items) AS g(subject text, version int, done boolean)
  WHERE w."storeId" = p_store AND w."verb" = p_verb AND w."subject" = g.subject
    AND g.done AND w."version" = g.version;

  UPDATE "WorkItem" AS w SET
    "takenBy" = NULL,
    "takenVersion" = NULL,
    -- Marked meanwhile: the mark's own time holds.
    "dueAt" = CASE WHEN w."version" = g.version THEN coalesce(g.due, w."dueAt") ELSE w."dueAt" END,
    "waitsFor" = CASE WHEN w."version" = g.version THEN g.waits END,
    "attempts" = CASE WHEN g.done THEN 0 ELSE g.attempts END,
    "failure" = g.failure,
    "reason" = g.reason,
    "owner" = g.owner,
    "updatedAt" = now()
  FROM jsonb_to_recordset(p_items) AS g(
    subject text, version int, done boolean, due timestamptz, waits text,
    attempts int, failure text, reason text, owner text)
  WHERE w."storeId" = p_store AND w."verb" = p_verb AND w."subject" = g.subject;

  UPDATE "Lane" AS l SET "takenBy" = NULL, "pausedUntil" = coalesce(p_pause, l."pausedUntil")
  WHERE l."storeId" = p_store AND l."verb" = p_verb RETURNING l."pausedUntil" INTO paused;

  IF pg_try_advisory_xact_lock(lane_lock(p_store, p_verb)) THEN
    SELECT w."dueAt" INTO next FROM "WorkItem" AS w
    WHERE w."storeId" = p_store AND w."verb" = p_verb AND w."waitsFor" IS NULL
    ORDER BY w."dueAt" LIMIT 1;
    wait := greatest(0, extract(epoch FROM greatest(next, paused) - p_now) * 1000);
  ELSE
    next := p_now;
    wait := 25;
  END IF;
  IF next IS NOT NULL THEN
    PERFORM wake_lanes(ARRAY[p_store], ARRAY[p_verb], ARRAY[wait]);
  END IF;
  RETURN true;
END;
$$;

-- Frees the lanes of a worker that is gone, or of one that lives but is not at them any more, and wakes them.
CREATE FUNCTION free_lanes(p_worker text, p_kept text[]) RETURNS int
LANGUAGE plpgsql AS $$
DECLARE
  stores text[];
  verbs text[];
BEGIN
  SELECT array_agg(l."storeId"), array_agg(l."verb") INTO stores, verbs
  FROM "Lane" AS l
  WHERE l."takenBy" = p_worker AND NOT (l."storeId" || ':' || l."verb") = ANY(p_kept);
  IF stores IS NULL THEN
    RETURN 0;
  END IF;
  UPDATE "WorkItem" AS w
  SET "takenBy" = NULL, "takenVersion" = NULL, "dueAt" = least(w."dueAt", now())
  FROM unnest(stores, verbs) AS g(store, verb)
  WHERE w."storeId" = g.store AND w."verb" = g.verb AND w."takenBy" = p_worker;
  UPDATE "Lane" AS l SET "takenBy" = NULL
  FROM unnest(stores, verbs) AS g(store, verb)
  WHERE l."storeId" = g.store AND l."verb" = g.verb AND l."takenBy" = p_worker;
  PERFORM wake_lanes(stores, verbs, array_fill(0::float8, ARRAY[cardinality(stores)]));
  RETURN cardinality(stores);
END;
$$;

-- Unlocks the jobs and frees the lanes of workers silent for so long, and of workers nobody knows. Answers how many lanes.
CREATE FUNCTION reap_workers(p_silent interval) RETURNS int
LANGUAGE plpgsql AS $$
DECLARE
  dead record;
  freed int := 0;
BEGIN
  FOR dead IN
    SELECT b."id", b."workerIds" FROM "WorkerBeat" AS b WHERE b."beatAt" < now() - p_silent FOR UPDATE SKIP LOCKED
  LOOP
    PERFORM graphile_worker.force_unlock_workers(dead."workerIds");
    freed := freed + free_lanes(dead."id", '{}');
    DELETE FROM "WorkerBeat" WHERE "id" = dead."id";
  END LOOP;
  FOR dead IN
    SELECT DISTINCT l."takenBy" AS "id" FROM "Lane" AS l
    WHERE l."takenBy" IS NOT NULL AND NOT EXISTS (SELECT FROM "WorkerBeat" AS b WHERE b."id" = l."takenBy")
  LOOP
    freed := freed + free_lanes(dead."id", '{}');
  END LOOP;
  RETURN freed;
END;
$$;

-- The net below the rule above: wakes every lane that has something due, nobody at it and no job. Answers how many
-- lanes have something due.
CREATE FUNCTION wake_due_lanes(p_now timestamptz) RETURNS int
LANGUAGE plpgsql AS $$
DECLARE
  stores text[];
  verbs text[];
BEGIN
  SELECT array_agg(g."storeId"), array_agg(g."verb") INTO stores, verbs
  FROM (
    SELECT DISTINCT w."storeId", w."verb" FROM "WorkItem" AS w WHERE w."dueAt" <= p_now AND w."waitsFor" IS NULL
  ) AS g
  LEFT JOIN "Lane" AS l ON l."storeId" = g."storeId" AND l."verb" = g."verb"
  WHERE l."takenBy" IS NULL AND (l."pausedUntil" IS NULL OR l."pausedUntil" <= p_now);
  IF stores IS NULL THEN
    RETURN 0;
  END IF;
  PERFORM wake_lanes(stores, verbs, array_fill(0::float8, ARRAY[cardinality(stores)]));
  RETURN cardinality(stores);
END;
$$;

COMMIT;

BEGIN;

-- AlterTable
ALTER TABLE "WorkerBeat" ADD COLUMN     "connectedAs" TEXT;

-- Unlocks the jobs and frees the lanes of workers silent for so long, of those that missed a beat and have no connection
-- left, and of workers nobody knows. Answers how many lanes. A default, so that a process of before can still call it.
DROP FUNCTION reap_workers(interval);
CREATE FUNCTION reap_workers(p_silent interval, p_missed interval DEFAULT NULL) RETURNS int
LANGUAGE plpgsql AS $$
DECLARE
  dead record;
  freed int := 0;
BEGIN
  FOR dead IN
    SELECT b."id", b."workerIds" FROM "WorkerBeat" AS b
    WHERE b."beatAt" < now() - p_silent
      OR (b."beatAt" < now() - p_missed AND b."connectedAs" IS NOT NULL
          AND NOT EXISTS (SELECT FROM pg_stat_activity AS a WHERE a.application_name = b."connectedAs"))
    FOR UPDATE SKIP LOCKED
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

COMMIT;

BEGIN;

-- CreateIndex
-- Of what fails, which is little of what waits.
CREATE INDEX "WorkItem_storeId_verb_attempts_idx" ON "WorkItem"("storeId", "verb", "attempts") WHERE "failure" IS NOT NULL;

COMMIT;

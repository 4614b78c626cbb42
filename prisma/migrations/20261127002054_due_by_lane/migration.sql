BEGIN;

-- Nothing asks by the moment alone. While it was there, which lanes are due was found by it: 38 ms with 100,000 marks, 1 ms without.
-- DropIndex
DROP INDEX "WorkItem_dueAt_idx";

COMMIT;

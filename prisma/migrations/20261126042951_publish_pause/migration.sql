BEGIN;

-- AlterTable
ALTER TABLE "Connection" ADD COLUMN     "publishPausedAt" TIMESTAMPTZ(3);

COMMIT;

BEGIN;

-- AlterTable
ALTER TABLE "Connection" ADD COLUMN     "settingsRun" JSONB;

COMMIT;

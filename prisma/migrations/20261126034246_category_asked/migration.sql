BEGIN;

-- AlterTable
ALTER TABLE "Listing" ADD COLUMN     "categoryAskedAt" TIMESTAMPTZ(3);

COMMIT;

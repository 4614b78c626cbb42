BEGIN;

-- AlterTable
ALTER TABLE "ListingSku" ADD COLUMN     "sentCompareAtMinor" INTEGER,
ADD COLUMN     "sentStock" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "Store" ADD COLUMN     "stockPool" JSONB NOT NULL DEFAULT '{"kind":"even"}';

COMMIT;

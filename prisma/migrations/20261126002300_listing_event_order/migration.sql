BEGIN;

-- DropIndex
DROP INDEX "ListingEvent_listingId_at_idx";

-- AlterTable
ALTER TABLE "ListingEvent" ADD COLUMN     "seq" SERIAL NOT NULL;

-- CreateIndex
CREATE INDEX "ListingEvent_listingId_seq_idx" ON "ListingEvent"("listingId", "seq");

COMMIT;

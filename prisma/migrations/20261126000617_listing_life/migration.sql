BEGIN;

-- DropIndex
DROP INDEX "MarketplaceImage_connectionId_contentHash_use_key";

-- AlterTable
ALTER TABLE "Listing" ADD COLUMN     "pausedFor" TEXT,
ADD COLUMN     "round" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "unheeded" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
-- An upload belongs to the seller account: of several rows of one content that account keeps one, the best one.
ALTER TABLE "MarketplaceImage" ADD COLUMN "openId" TEXT;
UPDATE "MarketplaceImage" i SET "openId" = c."openId" FROM "Connection" c WHERE c."id" = i."connectionId";
DELETE FROM "MarketplaceImage" WHERE "openId" IS NULL OR "id" NOT IN (
  SELECT DISTINCT ON ("storeId", "openId", "contentHash") "id" FROM "MarketplaceImage"
  ORDER BY "storeId", "openId", "contentHash", "use" DESC, "id");
ALTER TABLE "MarketplaceImage" ALTER COLUMN "openId" SET NOT NULL, DROP COLUMN "connectionId";

-- AlterTable
ALTER TABLE "Variant" ADD COLUMN     "removedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "ListingEvent" (
    "id" TEXT NOT NULL,
    "storeId" TEXT NOT NULL,
    "listingId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "ListingEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ListingSeen" (
    "listingId" TEXT NOT NULL,
    "storeId" TEXT NOT NULL,
    "sent" JSONB,
    "shown" JSONB,
    "shownAt" TIMESTAMPTZ(3),

    CONSTRAINT "ListingSeen_pkey" PRIMARY KEY ("listingId")
);

-- CreateIndex
CREATE INDEX "ListingEvent_listingId_at_idx" ON "ListingEvent"("listingId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "MarketplaceImage_storeId_openId_contentHash_key" ON "MarketplaceImage"("storeId", "openId", "contentHash");

-- AddForeignKey
ALTER TABLE "ListingEvent" ADD CONSTRAINT "ListingEvent_listingId_fkey" FOREIGN KEY ("listingId") REFERENCES "Listing"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ListingSeen" ADD CONSTRAINT "ListingSeen_listingId_fkey" FOREIGN KEY ("listingId") REFERENCES "Listing"("id") ON DELETE CASCADE ON UPDATE CASCADE;

COMMIT;

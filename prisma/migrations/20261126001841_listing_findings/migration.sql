BEGIN;

-- AlterTable
ALTER TABLE "Listing" ADD COLUMN     "unchecked" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "ListingFinding" (
    "storeId" TEXT NOT NULL,
    "connectionId" TEXT NOT NULL,
    "listingId" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "isFirst" BOOLEAN NOT NULL,
    "isOnly" BOOLEAN NOT NULL,

    CONSTRAINT "ListingFinding_pkey" PRIMARY KEY ("listingId","cause")
);

-- CreateIndex
CREATE INDEX "ListingFinding_storeId_connectionId_cause_isOnly_isFirst_li_idx" ON "ListingFinding"("storeId", "connectionId", "cause", "isOnly", "isFirst", "listingId");

-- AddForeignKey
ALTER TABLE "ListingFinding" ADD CONSTRAINT "ListingFinding_listingId_fkey" FOREIGN KEY ("listingId") REFERENCES "Listing"("id") ON DELETE CASCADE ON UPDATE CASCADE;

COMMIT;

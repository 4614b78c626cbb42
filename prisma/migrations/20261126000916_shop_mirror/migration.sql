BEGIN;

-- AlterTable
ALTER TABLE "Listing" ADD COLUMN     "plannedFor" TEXT,
ADD COLUMN     "stockSentAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "MarketplaceSku" (
    "id" TEXT NOT NULL,
    "storeId" TEXT NOT NULL,
    "connectionId" TEXT NOT NULL,
    "marketplaceProductId" TEXT NOT NULL,
    "marketplaceSkuId" TEXT NOT NULL,
    "sellerSku" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "wasRefused" BOOLEAN NOT NULL DEFAULT false,
    "seenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "MarketplaceSku_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ListingDay" (
    "connectionId" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "storeId" TEXT NOT NULL,
    "taken" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "ListingDay_pkey" PRIMARY KEY ("connectionId","day")
);

-- CreateIndex
CREATE INDEX "MarketplaceSku_connectionId_sellerSku_idx" ON "MarketplaceSku"("connectionId", "sellerSku");

-- CreateIndex
CREATE INDEX "MarketplaceSku_connectionId_marketplaceProductId_idx" ON "MarketplaceSku"("connectionId", "marketplaceProductId");

-- CreateIndex
CREATE INDEX "MarketplaceSku_storeId_idx" ON "MarketplaceSku"("storeId");

-- CreateIndex
CREATE UNIQUE INDEX "MarketplaceSku_connectionId_marketplaceSkuId_key" ON "MarketplaceSku"("connectionId", "marketplaceSkuId");

-- CreateIndex
CREATE INDEX "ListingDay_storeId_idx" ON "ListingDay"("storeId");

-- CreateIndex
CREATE INDEX "Product_storeId_productType_vendor_idx" ON "Product"("storeId", "productType", "vendor");

COMMIT;

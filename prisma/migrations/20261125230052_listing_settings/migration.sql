BEGIN;

-- AlterTable
ALTER TABLE "Connection" ADD COLUMN     "listingSettings" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "settingsVersion" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Listing" ADD COLUMN     "recommendedCategoryId" TEXT;

-- Every category so far was the marketplace's recommendation.
UPDATE "Listing" SET "recommendedCategoryId" = "categoryId";

-- AlterTable
ALTER TABLE "Product" ADD COLUMN     "collections" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "metafields" JSONB NOT NULL DEFAULT '[]';

-- AlterTable
ALTER TABLE "Variant" ADD COLUMN     "sellsWithoutStock" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "ProductChoice" (
    "storeId" TEXT NOT NULL,
    "connectionId" TEXT NOT NULL,
    "productId" TEXT NOT NULL,
    "categoryId" TEXT,
    "brandId" TEXT,
    "attributes" JSONB NOT NULL DEFAULT '[]',
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ProductChoice_pkey" PRIMARY KEY ("connectionId","productId")
);

-- CreateIndex
CREATE INDEX "ProductChoice_productId_idx" ON "ProductChoice"("productId");

-- AddForeignKey
ALTER TABLE "ProductChoice" ADD CONSTRAINT "ProductChoice_productId_fkey" FOREIGN KEY ("productId") REFERENCES "Product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

COMMIT;

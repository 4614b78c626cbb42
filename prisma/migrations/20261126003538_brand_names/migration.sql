BEGIN;

-- CreateTable
CREATE TABLE "MarketplaceBrand" (
    "storeId" TEXT NOT NULL,
    "connectionId" TEXT NOT NULL,
    "brandId" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "MarketplaceBrand_pkey" PRIMARY KEY ("connectionId","brandId")
);

COMMIT;

BEGIN;

-- CreateTable
CREATE TABLE "MarketplaceCategory" (
    "storeId" TEXT NOT NULL,
    "connectionId" TEXT NOT NULL,
    "categoryId" TEXT NOT NULL,
    "parentId" TEXT,
    "name" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "isLeaf" BOOLEAN NOT NULL,
    "standing" TEXT NOT NULL,
    "fetchedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "MarketplaceCategory_pkey" PRIMARY KEY ("connectionId","categoryId")
);

-- CreateTable
CREATE TABLE "CategoryRequirement" (
    "storeId" TEXT NOT NULL,
    "connectionId" TEXT NOT NULL,
    "categoryId" TEXT NOT NULL,
    "requirements" JSONB NOT NULL,
    "fetchedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CategoryRequirement_pkey" PRIMARY KEY ("connectionId","categoryId")
);

COMMIT;

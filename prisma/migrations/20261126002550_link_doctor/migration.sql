BEGIN;

-- CreateTable
CREATE TABLE "CountedSku" (
    "storeId" TEXT NOT NULL,
    "connectionId" TEXT NOT NULL,
    "marketplaceSkuId" TEXT NOT NULL,
    "variantId" TEXT,
    "decidedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CountedSku_pkey" PRIMARY KEY ("connectionId","marketplaceSkuId")
);

-- CreateTable
CREATE TABLE "LinkFinding" (
    "id" TEXT NOT NULL,
    "storeId" TEXT NOT NULL,
    "connectionId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "sku" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "sentence" TEXT NOT NULL,
    "fix" TEXT NOT NULL,
    "proposal" TEXT NOT NULL,
    "steps" JSONB NOT NULL,
    "variantIds" TEXT[],
    "marketplaceSkuIds" TEXT[],
    "foundAt" TIMESTAMPTZ(3) NOT NULL,
    "acceptedAt" TIMESTAMPTZ(3),

    CONSTRAINT "LinkFinding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AdoptionQuestion" (
    "listingId" TEXT NOT NULL,
    "storeId" TEXT NOT NULL,
    "connectionId" TEXT NOT NULL,
    "candidates" JSONB NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "decision" TEXT,
    "chosen" TEXT,
    "declined" TEXT[] DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "AdoptionQuestion_pkey" PRIMARY KEY ("listingId")
);

-- CreateIndex
CREATE INDEX "CountedSku_storeId_variantId_idx" ON "CountedSku"("storeId", "variantId");

-- CreateIndex
CREATE INDEX "LinkFinding_storeId_kind_sku_id_idx" ON "LinkFinding"("storeId", "kind", "sku", "id");

-- CreateIndex
CREATE UNIQUE INDEX "LinkFinding_connectionId_key_key" ON "LinkFinding"("connectionId", "key");

-- CreateIndex
CREATE INDEX "AdoptionQuestion_storeId_decision_askedAt_idx" ON "AdoptionQuestion"("storeId", "decision", "askedAt");

-- CreateIndex
CREATE INDEX "OrderLine_storeId_marketplaceSkuId_idx" ON "OrderLine"("storeId", "marketplaceSkuId");

COMMIT;

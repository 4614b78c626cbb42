BEGIN;

-- CreateTable
CREATE TABLE "Comparison" (
    "id" TEXT NOT NULL,
    "storeId" TEXT NOT NULL,
    "askedBy" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "storeReadAt" TIMESTAMPTZ(3),
    "shopsReadAt" TIMESTAMPTZ(3),
    "salesReadAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "products" INTEGER NOT NULL DEFAULT 0,
    "listings" INTEGER NOT NULL DEFAULT 0,
    "differing" INTEGER NOT NULL DEFAULT 0,
    "repaired" INTEGER NOT NULL DEFAULT 0,
    "yours" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Comparison_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ComparisonFinding" (
    "comparisonId" TEXT NOT NULL,
    "storeId" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "productId" TEXT NOT NULL,
    "stock" JSONB NOT NULL DEFAULT '[]',
    "outcome" TEXT,

    CONSTRAINT "ComparisonFinding_pkey" PRIMARY KEY ("comparisonId","subject","kind")
);

-- CreateIndex
CREATE INDEX "Comparison_storeId_startedAt_idx" ON "Comparison"("storeId", "startedAt");

-- CreateIndex
CREATE INDEX "ComparisonFinding_storeId_outcome_idx" ON "ComparisonFinding"("storeId", "outcome");

-- AddForeignKey
ALTER TABLE "ComparisonFinding" ADD CONSTRAINT "ComparisonFinding_comparisonId_fkey" FOREIGN KEY ("comparisonId") REFERENCES "Comparison"("id") ON DELETE CASCADE ON UPDATE CASCADE;

COMMIT;

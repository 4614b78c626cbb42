BEGIN;

-- CreateTable
CREATE TABLE "EndpointRate" (
    "connectionId" TEXT NOT NULL,
    "endpoint" TEXT NOT NULL,
    "storeId" TEXT NOT NULL,
    "purpose" TEXT,
    "perSecond" DOUBLE PRECISION NOT NULL,
    "seenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "EndpointRate_pkey" PRIMARY KEY ("connectionId","endpoint")
);

-- CreateIndex
CREATE INDEX "EndpointRate_storeId_idx" ON "EndpointRate"("storeId");

COMMIT;

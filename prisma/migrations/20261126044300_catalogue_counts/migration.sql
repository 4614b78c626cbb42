BEGIN;

-- DropIndex
DROP INDEX "Product_storeId_productType_vendor_idx";

-- CreateIndex
CREATE INDEX "Listing_connectionId_submittedAt_idx" ON "Listing"("connectionId", "submittedAt");

-- CreateIndex
CREATE INDEX "Product_storeId_status_id_idx" ON "Product"("storeId", "status", "id");

-- CreateIndex
CREATE INDEX "Product_storeId_productType_vendor_status_idx" ON "Product"("storeId", "productType", "vendor", "status");

-- CreateIndex
CREATE INDEX "Product_title_idx" ON "Product" USING GIN ("title" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "Shipment_storeId_reportTo_reportedAt_idx" ON "Shipment"("storeId", "reportTo", "reportedAt");

-- CreateIndex
-- Hardly any item waits for an issue, and none of the others is to be kept up in an index.
CREATE INDEX "WorkItem_storeId_waitsFor_idx" ON "WorkItem"("storeId", "waitsFor") WHERE "waitsFor" IS NOT NULL;

COMMIT;

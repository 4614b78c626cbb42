BEGIN;

-- CreateTable
CREATE TABLE "Store" (
    "id" TEXT NOT NULL,
    "domain" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "timeZone" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "serviceId" TEXT,
    "serviceHandle" TEXT,
    "serviceLocationId" TEXT,
    "catalogImportedAt" TIMESTAMPTZ(3),
    "lastVerifiedAt" TIMESTAMPTZ(3),
    "installedAt" TIMESTAMPTZ(3) NOT NULL,
    "uninstalledAt" TIMESTAMPTZ(3),

    CONSTRAINT "Store_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL,
    "shop" TEXT NOT NULL,
    "isOnline" BOOLEAN NOT NULL DEFAULT false,
    "expires" TIMESTAMPTZ(3),
    "payloadSealed" BYTEA NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Connection" (
    "id" TEXT NOT NULL,
    "storeId" TEXT NOT NULL,
    "marketplaceShopId" TEXT NOT NULL,
    "shopName" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "cipher" TEXT NOT NULL,
    "openId" TEXT NOT NULL,
    "accessTokenSealed" BYTEA NOT NULL,
    "accessTokenExpiresAt" TIMESTAMPTZ(3) NOT NULL,
    "refreshTokenSealed" BYTEA NOT NULL,
    "refreshTokenExpiresAt" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "pausedReason" TEXT,
    "connectedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Connection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Warehouse" (
    "id" TEXT NOT NULL,
    "storeId" TEXT NOT NULL,
    "connectionId" TEXT,
    "owner" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "priority" INTEGER NOT NULL DEFAULT 100,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "countryCode" TEXT,
    "storeLocationId" TEXT,
    "marketplaceWarehouseId" TEXT,
    "fbtWarehouseId" TEXT,

    CONSTRAINT "Warehouse_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Product" (
    "id" TEXT NOT NULL,
    "storeId" TEXT NOT NULL,
    "storeProductId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "descriptionHtml" TEXT NOT NULL,
    "vendor" TEXT NOT NULL,
    "productType" TEXT NOT NULL,
    "tags" TEXT[],
    "status" TEXT NOT NULL,
    "images" JSONB NOT NULL,
    "sourceUpdatedAt" TIMESTAMPTZ(3) NOT NULL,
    "seenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Product_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Variant" (
    "id" TEXT NOT NULL,
    "storeId" TEXT NOT NULL,
    "productId" TEXT NOT NULL,
    "storeVariantId" TEXT NOT NULL,
    "inventoryItemId" TEXT NOT NULL,
    "sku" TEXT,
    "title" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "options" JSONB NOT NULL,
    "priceMinor" INTEGER NOT NULL,
    "compareAtMinor" INTEGER,
    "currency" TEXT NOT NULL,
    "barcode" TEXT,
    "weightGrams" INTEGER,
    "imageUrl" TEXT,

    CONSTRAINT "Variant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Listing" (
    "id" TEXT NOT NULL,
    "storeId" TEXT NOT NULL,
    "connectionId" TEXT NOT NULL,
    "productId" TEXT NOT NULL,
    "marketplaceProductId" TEXT,
    "state" TEXT NOT NULL,
    "categoryId" TEXT,
    "unmet" JSONB NOT NULL DEFAULT '[]',
    "rejections" JSONB NOT NULL DEFAULT '[]',
    "contentHash" TEXT,
    "imageCount" INTEGER NOT NULL DEFAULT 0,
    "intentAt" TIMESTAMPTZ(3),
    "submittedAt" TIMESTAMPTZ(3),
    "publishedAt" TIMESTAMPTZ(3),
    "checkedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Listing_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ListingSku" (
    "id" TEXT NOT NULL,
    "storeId" TEXT NOT NULL,
    "connectionId" TEXT NOT NULL,
    "listingId" TEXT NOT NULL,
    "variantId" TEXT NOT NULL,
    "sku" TEXT NOT NULL,
    "marketplaceSkuId" TEXT,
    "goodsId" TEXT,
    "sentPriceMinor" INTEGER,
    "sentQuantity" INTEGER,

    CONSTRAINT "ListingSku_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MarketplaceImage" (
    "id" TEXT NOT NULL,
    "storeId" TEXT NOT NULL,
    "connectionId" TEXT NOT NULL,
    "contentHash" TEXT NOT NULL,
    "use" TEXT NOT NULL,
    "uri" TEXT NOT NULL,
    "url" TEXT NOT NULL,

    CONSTRAINT "MarketplaceImage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ImageSource" (
    "storeId" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "contentHash" TEXT NOT NULL,

    CONSTRAINT "ImageSource_pkey" PRIMARY KEY ("storeId","url")
);

-- CreateTable
CREATE TABLE "InventoryLevel" (
    "storeId" TEXT NOT NULL,
    "warehouseId" TEXT NOT NULL,
    "variantId" TEXT NOT NULL,
    "available" INTEGER NOT NULL,
    "held" INTEGER NOT NULL DEFAULT 0,
    "mirrored" INTEGER,
    "sourceUpdatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "InventoryLevel_pkey" PRIMARY KEY ("warehouseId","variantId")
);

-- CreateTable
CREATE TABLE "Reservation" (
    "id" TEXT NOT NULL,
    "storeId" TEXT NOT NULL,
    "orderLineId" TEXT NOT NULL,
    "warehouseId" TEXT NOT NULL,
    "variantId" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Reservation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Order" (
    "id" TEXT NOT NULL,
    "storeId" TEXT NOT NULL,
    "connectionId" TEXT,
    "origin" TEXT NOT NULL,
    "originOrderId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "holdReason" TEXT,
    "holdDetail" TEXT,
    "shippedBy" TEXT NOT NULL,
    "label" TEXT NOT NULL DEFAULT 'merchant',
    "originStatus" TEXT NOT NULL,
    "deliveryOptionId" TEXT,
    "marketplaceWarehouseId" TEXT,
    "currency" TEXT NOT NULL,
    "totalMinor" INTEGER NOT NULL,
    "shippingMinor" INTEGER NOT NULL DEFAULT 0,
    "taxMinor" INTEGER,
    "addressSealed" BYTEA,
    "buyerEmailSealed" BYTEA,
    "placedAt" TIMESTAMPTZ(3) NOT NULL,
    "originUpdatedAt" TIMESTAMPTZ(3) NOT NULL,
    "importedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "planVersion" INTEGER NOT NULL DEFAULT 0,
    "plan" JSONB,
    "storeOrderId" TEXT,
    "storeOrderName" TEXT,
    "storeIntentAt" TIMESTAMPTZ(3),
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Order_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OrderLine" (
    "id" TEXT NOT NULL,
    "storeId" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "lineKey" TEXT NOT NULL,
    "sku" TEXT,
    "title" TEXT NOT NULL,
    "variantId" TEXT,
    "marketplaceSkuId" TEXT,
    "quantity" INTEGER NOT NULL,
    "cancelledQuantity" INTEGER NOT NULL DEFAULT 0,
    "unitPriceMinor" INTEGER NOT NULL,
    "originUnitIds" TEXT[],

    CONSTRAINT "OrderLine_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FulfillmentOrder" (
    "id" TEXT NOT NULL,
    "storeId" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "planVersion" INTEGER NOT NULL,
    "warehouseId" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "storeFulfillmentOrderId" TEXT,
    "outboundOrderId" TEXT,
    "submitIntentAt" TIMESTAMPTZ(3),
    "submittedAt" TIMESTAMPTZ(3),
    "rejectedReason" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "FulfillmentOrder_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FulfillmentOrderLine" (
    "id" TEXT NOT NULL,
    "storeId" TEXT NOT NULL,
    "fulfillmentOrderId" TEXT NOT NULL,
    "orderLineId" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "shippedQuantity" INTEGER NOT NULL DEFAULT 0,
    "storeLineId" TEXT,

    CONSTRAINT "FulfillmentOrderLine_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Shipment" (
    "id" TEXT NOT NULL,
    "storeId" TEXT NOT NULL,
    "fulfillmentOrderId" TEXT NOT NULL,
    "packageId" TEXT NOT NULL,
    "reportTo" TEXT NOT NULL,
    "carrier" TEXT,
    "trackingNumber" TEXT,
    "trackingUrl" TEXT,
    "lines" JSONB NOT NULL,
    "shippedAt" TIMESTAMPTZ(3) NOT NULL,
    "reportIntentAt" TIMESTAMPTZ(3),
    "reportedAt" TIMESTAMPTZ(3),
    "reportedId" TEXT,
    "deliveredAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Shipment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "HistoryEntry" (
    "id" TEXT NOT NULL,
    "storeId" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "ref" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "HistoryEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "InboxMessage" (
    "id" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "messageId" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "storeId" TEXT NOT NULL,
    "triggeredAt" TIMESTAMPTZ(3),
    "receivedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "bodySealed" BYTEA NOT NULL,

    CONSTRAINT "InboxMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WorkItem" (
    "storeId" TEXT NOT NULL,
    "verb" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "takenBy" TEXT,
    "takenVersion" INTEGER,
    "failure" TEXT,
    "reason" TEXT,
    "owner" TEXT,
    "waitsFor" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "WorkItem_pkey" PRIMARY KEY ("storeId","verb","subject")
);

-- CreateTable
CREATE TABLE "Lane" (
    "storeId" TEXT NOT NULL,
    "verb" TEXT NOT NULL,
    "takenBy" TEXT,
    "pausedUntil" TIMESTAMPTZ(3),

    CONSTRAINT "Lane_pkey" PRIMARY KEY ("storeId","verb")
);

-- CreateTable
CREATE TABLE "Checkpoint" (
    "storeId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Checkpoint_pkey" PRIMARY KEY ("storeId","name")
);

-- CreateTable
CREATE TABLE "Issue" (
    "id" TEXT NOT NULL,
    "storeId" TEXT NOT NULL,
    "openKey" TEXT,
    "key" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "subjectKind" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "advice" TEXT NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "clearedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Issue_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WorkerBeat" (
    "id" TEXT NOT NULL,
    "workerIds" TEXT[],
    "beatAt" TIMESTAMPTZ(3) NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "WorkerBeat_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Store_domain_key" ON "Store"("domain");

-- CreateIndex
CREATE INDEX "Session_shop_idx" ON "Session"("shop");

-- CreateIndex
CREATE INDEX "Connection_marketplaceShopId_idx" ON "Connection"("marketplaceShopId");

-- CreateIndex
CREATE INDEX "Connection_openId_idx" ON "Connection"("openId");

-- CreateIndex
CREATE UNIQUE INDEX "Connection_storeId_marketplaceShopId_key" ON "Connection"("storeId", "marketplaceShopId");

-- CreateIndex
CREATE INDEX "Warehouse_storeId_idx" ON "Warehouse"("storeId");

-- CreateIndex
CREATE INDEX "Product_storeId_title_idx" ON "Product"("storeId", "title");

-- CreateIndex
CREATE UNIQUE INDEX "Product_storeId_storeProductId_key" ON "Product"("storeId", "storeProductId");

-- CreateIndex
CREATE INDEX "Variant_storeId_sku_idx" ON "Variant"("storeId", "sku");

-- CreateIndex
CREATE INDEX "Variant_storeId_inventoryItemId_idx" ON "Variant"("storeId", "inventoryItemId");

-- CreateIndex
CREATE INDEX "Variant_productId_idx" ON "Variant"("productId");

-- CreateIndex
CREATE UNIQUE INDEX "Variant_storeId_storeVariantId_key" ON "Variant"("storeId", "storeVariantId");

-- CreateIndex
CREATE INDEX "Listing_storeId_state_idx" ON "Listing"("storeId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "Listing_connectionId_productId_key" ON "Listing"("connectionId", "productId");

-- CreateIndex
CREATE UNIQUE INDEX "Listing_connectionId_marketplaceProductId_key" ON "Listing"("connectionId", "marketplaceProductId");

-- CreateIndex
CREATE INDEX "ListingSku_connectionId_marketplaceSkuId_idx" ON "ListingSku"("connectionId", "marketplaceSkuId");

-- CreateIndex
CREATE INDEX "ListingSku_connectionId_sku_idx" ON "ListingSku"("connectionId", "sku");

-- CreateIndex
CREATE INDEX "ListingSku_variantId_idx" ON "ListingSku"("variantId");

-- CreateIndex
CREATE UNIQUE INDEX "ListingSku_listingId_variantId_key" ON "ListingSku"("listingId", "variantId");

-- CreateIndex
CREATE UNIQUE INDEX "MarketplaceImage_connectionId_contentHash_use_key" ON "MarketplaceImage"("connectionId", "contentHash", "use");

-- CreateIndex
CREATE INDEX "InventoryLevel_storeId_variantId_idx" ON "InventoryLevel"("storeId", "variantId");

-- CreateIndex
CREATE INDEX "Reservation_warehouseId_variantId_state_idx" ON "Reservation"("warehouseId", "variantId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "Reservation_orderLineId_warehouseId_key" ON "Reservation"("orderLineId", "warehouseId");

-- CreateIndex
CREATE INDEX "Order_storeId_storeOrderId_idx" ON "Order"("storeId", "storeOrderId");

-- CreateIndex
CREATE INDEX "Order_storeId_state_placedAt_idx" ON "Order"("storeId", "state", "placedAt");

-- CreateIndex
CREATE INDEX "Order_storeId_placedAt_idx" ON "Order"("storeId", "placedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Order_storeId_origin_originOrderId_key" ON "Order"("storeId", "origin", "originOrderId");

-- CreateIndex
CREATE INDEX "OrderLine_storeId_variantId_idx" ON "OrderLine"("storeId", "variantId");

-- CreateIndex
CREATE UNIQUE INDEX "OrderLine_orderId_lineKey_key" ON "OrderLine"("orderId", "lineKey");

-- CreateIndex
CREATE INDEX "FulfillmentOrder_storeId_storeFulfillmentOrderId_idx" ON "FulfillmentOrder"("storeId", "storeFulfillmentOrderId");

-- CreateIndex
CREATE INDEX "FulfillmentOrder_storeId_outboundOrderId_idx" ON "FulfillmentOrder"("storeId", "outboundOrderId");

-- CreateIndex
CREATE INDEX "FulfillmentOrder_storeId_state_idx" ON "FulfillmentOrder"("storeId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "FulfillmentOrder_orderId_planVersion_warehouseId_key" ON "FulfillmentOrder"("orderId", "planVersion", "warehouseId");

-- CreateIndex
CREATE UNIQUE INDEX "FulfillmentOrderLine_fulfillmentOrderId_orderLineId_key" ON "FulfillmentOrderLine"("fulfillmentOrderId", "orderLineId");

-- CreateIndex
CREATE INDEX "Shipment_storeId_reportedAt_idx" ON "Shipment"("storeId", "reportedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Shipment_fulfillmentOrderId_packageId_key" ON "Shipment"("fulfillmentOrderId", "packageId");

-- CreateIndex
CREATE INDEX "HistoryEntry_orderId_at_idx" ON "HistoryEntry"("orderId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "HistoryEntry_orderId_kind_ref_key" ON "HistoryEntry"("orderId", "kind", "ref");

-- CreateIndex
CREATE INDEX "InboxMessage_storeId_receivedAt_idx" ON "InboxMessage"("storeId", "receivedAt");

-- CreateIndex
CREATE UNIQUE INDEX "InboxMessage_source_messageId_key" ON "InboxMessage"("source", "messageId");

-- CreateIndex
CREATE INDEX "WorkItem_storeId_verb_dueAt_idx" ON "WorkItem"("storeId", "verb", "dueAt");

-- CreateIndex
CREATE INDEX "WorkItem_dueAt_idx" ON "WorkItem"("dueAt");

-- CreateIndex
CREATE INDEX "Lane_takenBy_idx" ON "Lane"("takenBy");

-- CreateIndex
CREATE UNIQUE INDEX "Issue_openKey_key" ON "Issue"("openKey");

-- CreateIndex
CREATE INDEX "Issue_storeId_clearedAt_openedAt_idx" ON "Issue"("storeId", "clearedAt", "openedAt");

-- CreateIndex
CREATE INDEX "Issue_storeId_subjectId_idx" ON "Issue"("storeId", "subjectId");

-- AddForeignKey
ALTER TABLE "Variant" ADD CONSTRAINT "Variant_productId_fkey" FOREIGN KEY ("productId") REFERENCES "Product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Listing" ADD CONSTRAINT "Listing_productId_fkey" FOREIGN KEY ("productId") REFERENCES "Product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ListingSku" ADD CONSTRAINT "ListingSku_listingId_fkey" FOREIGN KEY ("listingId") REFERENCES "Listing"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ListingSku" ADD CONSTRAINT "ListingSku_variantId_fkey" FOREIGN KEY ("variantId") REFERENCES "Variant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrderLine" ADD CONSTRAINT "OrderLine_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "Order"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FulfillmentOrder" ADD CONSTRAINT "FulfillmentOrder_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "Order"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FulfillmentOrderLine" ADD CONSTRAINT "FulfillmentOrderLine_fulfillmentOrderId_fkey" FOREIGN KEY ("fulfillmentOrderId") REFERENCES "FulfillmentOrder"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FulfillmentOrderLine" ADD CONSTRAINT "FulfillmentOrderLine_orderLineId_fkey" FOREIGN KEY ("orderLineId") REFERENCES "OrderLine"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Shipment" ADD CONSTRAINT "Shipment_fulfillmentOrderId_fkey" FOREIGN KEY ("fulfillmentOrderId") REFERENCES "FulfillmentOrder"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HistoryEntry" ADD CONSTRAINT "HistoryEntry_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "Order"("id") ON DELETE CASCADE ON UPDATE CASCADE;

COMMIT;

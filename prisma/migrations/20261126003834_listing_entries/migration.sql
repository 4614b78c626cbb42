BEGIN;

-- For searching titles and SKUs by any part of them. It is trusted: the owner of a database may create it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- CreateTable
CREATE TABLE "ListingEntry" (
    "listingId" TEXT NOT NULL,
    "storeId" TEXT NOT NULL,
    "connectionId" TEXT NOT NULL,
    "productId" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "categoryId" TEXT,
    "needsYou" BOOLEAN NOT NULL,
    "sortTitle" TEXT NOT NULL,
    "searchText" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ListingEntry_pkey" PRIMARY KEY ("listingId")
);

-- CreateIndex
CREATE INDEX "ListingEntry_storeId_sortTitle_listingId_idx" ON "ListingEntry"("storeId", "sortTitle", "listingId");

-- CreateIndex
CREATE INDEX "ListingEntry_storeId_state_sortTitle_listingId_idx" ON "ListingEntry"("storeId", "state", "sortTitle", "listingId");

-- CreateIndex
CREATE INDEX "ListingEntry_storeId_needsYou_sortTitle_listingId_idx" ON "ListingEntry"("storeId", "needsYou", "sortTitle", "listingId");

-- CreateIndex
CREATE INDEX "ListingEntry_connectionId_categoryId_sortTitle_listingId_idx" ON "ListingEntry"("connectionId", "categoryId", "sortTitle", "listingId");

-- CreateIndex
CREATE INDEX "ListingEntry_storeId_createdAt_listingId_idx" ON "ListingEntry"("storeId", "createdAt", "listingId");

-- CreateIndex
CREATE INDEX "ListingEntry_storeId_connectionId_state_needsYou_idx" ON "ListingEntry"("storeId", "connectionId", "state", "needsYou");

-- CreateIndex
CREATE INDEX "ListingEntry_searchText_idx" ON "ListingEntry" USING GIN ("searchText" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "Listing_productId_idx" ON "Listing"("productId");

-- AddForeignKey
ALTER TABLE "ListingEntry" ADD CONSTRAINT "ListingEntry_listingId_fkey" FOREIGN KEY ("listingId") REFERENCES "Listing"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- An entry says what Listing, Product and ListingSku say. Whoever changes one of them writes the entry anew in the same
-- transaction. The rows are locked first and read afterwards: of two changes at once, the later sees the earlier.
CREATE FUNCTION write_listing_entries(p_listings text[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM "ListingEntry" AS e WHERE e."listingId" = ANY (p_listings) ORDER BY e."listingId" FOR UPDATE;
  INSERT INTO "ListingEntry" AS e ("listingId", "storeId", "connectionId", "productId", "state", "categoryId",
    "needsYou", "sortTitle", "searchText", "createdAt")
  SELECT l."id", l."storeId", l."connectionId", l."productId", l."state", l."categoryId",
    l."state" IN ('rejected', 'frozen') OR l."unmet" <> '[]'::jsonb,
    left(lower(p."title"), 200),
    lower(concat_ws(' ', p."title", (SELECT string_agg(s."sku", ' ' ORDER BY s."sku")
      FROM "ListingSku" AS s WHERE s."listingId" = l."id"))),
    l."createdAt"
  FROM "Listing" AS l JOIN "Product" AS p ON p."id" = l."productId"
  WHERE l."id" = ANY (p_listings) ORDER BY l."id"
  ON CONFLICT ("listingId") DO UPDATE SET
    "state" = EXCLUDED."state", "categoryId" = EXCLUDED."categoryId", "needsYou" = EXCLUDED."needsYou",
    "sortTitle" = EXCLUDED."sortTitle", "searchText" = EXCLUDED."searchText"
  WHERE (e."state", e."categoryId", e."needsYou", e."sortTitle", e."searchText") IS DISTINCT FROM
    (EXCLUDED."state", EXCLUDED."categoryId", EXCLUDED."needsYou", EXCLUDED."sortTitle", EXCLUDED."searchText");
END $$;

CREATE FUNCTION listings_made() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM write_listing_entries(ARRAY(SELECT "id" FROM made));
  RETURN NULL;
END $$;

CREATE FUNCTION listing_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM write_listing_entries(ARRAY[NEW."id"]);
  RETURN NULL;
END $$;

CREATE FUNCTION product_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM write_listing_entries(ARRAY(SELECT "id" FROM "Listing" WHERE "productId" = NEW."id"));
  RETURN NULL;
END $$;

CREATE FUNCTION listing_skus_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM write_listing_entries(ARRAY(SELECT DISTINCT "listingId" FROM changed));
  RETURN NULL;
END $$;

CREATE FUNCTION listing_sku_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM write_listing_entries(ARRAY[NEW."listingId"]);
  RETURN NULL;
END $$;

CREATE TRIGGER listing_entries_made AFTER INSERT ON "Listing"
  REFERENCING NEW TABLE AS made FOR EACH STATEMENT EXECUTE FUNCTION listings_made();
CREATE TRIGGER listing_entry_changed AFTER UPDATE OF "state", "categoryId", "unmet" ON "Listing" FOR EACH ROW
  WHEN ((OLD."state", OLD."categoryId", OLD."unmet") IS DISTINCT FROM (NEW."state", NEW."categoryId", NEW."unmet"))
  EXECUTE FUNCTION listing_changed();
CREATE TRIGGER listing_entry_renamed AFTER UPDATE OF "title" ON "Product" FOR EACH ROW
  WHEN (OLD."title" IS DISTINCT FROM NEW."title") EXECUTE FUNCTION product_renamed();
CREATE TRIGGER listing_entry_skus_made AFTER INSERT ON "ListingSku"
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION listing_skus_changed();
CREATE TRIGGER listing_entry_skus_gone AFTER DELETE ON "ListingSku"
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION listing_skus_changed();
CREATE TRIGGER listing_entry_sku_renamed AFTER UPDATE OF "sku" ON "ListingSku" FOR EACH ROW
  WHEN (OLD."sku" IS DISTINCT FROM NEW."sku") EXECUTE FUNCTION listing_sku_renamed();

-- What stands already.
SELECT write_listing_entries(ARRAY(SELECT "id" FROM "Listing"));

COMMIT;

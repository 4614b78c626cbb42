// Products, variants, listings and their links in one set of records.
import type { CatalogRecords } from "../../use-cases/ports/catalog-records.ts";
import { createImageRecords } from "./catalog-images.ts";
import { createLinkRecords } from "./catalog-links.ts";
import { createListingRecords } from "./catalog-listings.ts";
import { createProductRecords } from "./catalog-products.ts";
import type { Db } from "./client.ts";
import { createListingLifeRecords } from "./listing-events.ts";

/** Records of the catalogue on a client or on one transaction. */
export function createCatalogRecords(client: Db, now: () => Date): CatalogRecords {
  return {
    ...createProductRecords(client),
    ...createListingRecords(client, now),
    ...createLinkRecords(client),
    ...createImageRecords(client),
    ...createListingLifeRecords(client, now),
  };
}

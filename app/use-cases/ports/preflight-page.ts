// Judges a page of products for one connection and keeps what was found: categories' demands and pictures that are not
// known yet are read first, everything else is at hand.
import { merchantsCategory } from "../../domain/category-choice.ts";
import { listedProduct } from "../../domain/listed-product.ts";
import { listedImageUrls, variantImageUrls } from "../../domain/listing-draft.ts";
import type { ListingSettings } from "../../domain/listing-settings.ts";
import {
  type KnownCategory,
  type KnownImage,
  preflightVerdict,
  type Verdict,
} from "../../domain/preflight-verdict.ts";
import type { ListingRow, ProductRow } from "./catalog-records.ts";
import type { ConnectionRow } from "./foundation-records.ts";
import { readPictures } from "./image-reading.ts";
import { createOnce, type Once } from "./once.ts";
import type { Ports } from "./ports.ts";
import { isThere, knownAround, knownCategory } from "./preflight-known.ts";
import type { DecidableProduct } from "./settings-records.ts";

type Needs = Pick<Ports, "records" | "marketplaceFor" | "fetchImage" | "now">;

// What could not be read is looked at again after this long.
const FAULT_KEPT_MS = 24 * 60 * 60_000;

export async function judgePage(
  ports: Needs,
  connection: ConnectionRow,
  page: readonly DecidableProduct[],
): Promise<void> {
  if (page.length === 0) return;
  const { storeId, id } = connection;
  const { settings } = await ports.records.settings.listingSettings(storeId, id);
  const rows = page.map((row) => ({
    ...row,
    product: listedProduct(row.product, settings, connection.currency),
  }));
  const products = rows.map((row) => row.product);
  const once = createOnce();
  const around = await knownAround(ports, connection, { settings, products, once });
  const images = await imagesOf(ports, connection, products);
  for (const row of rows) {
    const category = await categoryOf(ports, { row, settings, connection, once });
    const known = { ...around, images, category, chosen: row.choice.attributes };
    await keep(ports, connection, { productId: row.product.id, ...preflightVerdict(row.product, known) });
  }
}

// One that cannot be read for now is left unknown.
async function imagesOf(
  ports: Needs,
  { storeId }: ConnectionRow,
  products: readonly ProductRow[],
): Promise<ReadonlyMap<string, KnownImage>> {
  const recent = ports.now().getTime() - FAULT_KEPT_MS;
  const { known, read } = await readPictures(ports, storeId, {
    urls: products.flatMap((product) => [...listedImageUrls(product), ...variantImageUrls(product).values()]),
    isBelieved: ({ facts, fault, readAt }) => facts !== null || (fault !== null && readAt.getTime() > recent),
  });
  const sure = [...read.values()].filter(({ mayPass }) => !mayPass);
  return new Map([...known, ...sure.map(({ source }) => [source.url, source] as const)]);
}

type Choosing = {
  readonly row: DecidableProduct;
  readonly settings: ListingSettings;
  readonly connection: ConnectionRow;
  readonly once: Once;
};

async function categoryOf(ports: Needs, choosing: Choosing): Promise<KnownCategory> {
  const { row, settings, once } = choosing;
  const merchants = merchantsCategory(row.product, settings.categories, row.choice.categoryId);
  const categoryId = merchants?.categoryId ?? row.recommendedCategoryId;
  if (categoryId === null) return { kind: row.wasAskedFor ? "none" : "unasked" };
  const known = await once(`known ${categoryId}`, () => knownCategory(ports, choosing, categoryId));
  // One that was recommended and is gone since is asked for anew by whoever publishes.
  return merchants || isThere(known) ? known : { kind: "unasked" };
}

// Written only when it says something new: a second check of an unchanged catalogue writes nothing.
async function keep(
  ports: Needs,
  { storeId, id }: ConnectionRow,
  { productId, unmet, unchecked }: Verdict & { readonly productId: ProductRow["id"] },
): Promise<void> {
  const { catalog } = ports.records;
  const listing = await catalog.ensureListing(storeId, id, productId);
  if (listing.state === "withdrawn" || listing.state === "frozen" || !differs(listing, { unmet, unchecked }))
    return;
  await ports.records.transaction((tx) => tx.catalog.saveListing(storeId, listing.id, { unmet, unchecked }));
}

function differs(listing: ListingRow, verdict: Verdict): boolean {
  const said = (unmet: Verdict["unmet"]) => unmet.map((one) => `${one.cause} ${one.sentence}`).sort();
  const text = (one: Pick<ListingRow, "unmet" | "unchecked">) =>
    JSON.stringify([said(one.unmet), one.unchecked]);
  return text(listing) !== text(verdict);
}

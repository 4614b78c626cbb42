// Judges a page of products for one connection and keeps what was found: categories' demands and pictures that are not
// known yet are read first, everything else is at hand.
import { merchantsCategory } from "../../domain/category-choice.ts";
import { listedProduct } from "../../domain/listed-product.ts";
import { listedImageUrls, variantImageUrls } from "../../domain/listing-draft.ts";
import type { ListingSettings } from "../../domain/listing-settings.ts";
import {
  type Known,
  type KnownCategory,
  type KnownImage,
  preflightVerdict,
  type Verdict,
} from "../../domain/preflight-verdict.ts";
import type { ListingRow, ProductRow } from "./catalog-records.ts";
import { requirementsOf } from "./category-requirements.ts";
import { ensureCategories } from "./category-tree.ts";
import type { ConnectionRow } from "./foundation-records.ts";
import { readImage } from "./image-reading.ts";
import type { Ports } from "./ports.ts";
import type { DecidableProduct } from "./settings-records.ts";

type Needs = Pick<Ports, "records" | "marketplaceFor" | "fetchImage" | "now">;

const READERS = 8;
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
  const known = await knownOf(ports, connection, { settings, rows });
  const categories = new Map<string, KnownCategory>();
  for (const row of rows) {
    const category = await categoryOf(ports, connection, { row, settings, categories });
    const verdict = preflightVerdict(row.product, { ...known, category, chosen: row.choice.attributes });
    await keep(ports, connection, { productId: row.product.id, ...verdict });
  }
}

type Row = DecidableProduct;
type Around = Omit<Known, "category" | "chosen">;

async function knownOf(
  ports: Needs,
  connection: ConnectionRow,
  { settings, rows }: { settings: ListingSettings; rows: readonly Row[] },
): Promise<Around> {
  const { storeId } = connection;
  const products = rows.map((row) => row.product);
  const skus = products.flatMap((product) => product.variants.flatMap((variant) => variant.sku ?? []));
  const carriers = Map.groupBy(
    await ports.records.catalog.variantsBySku(storeId, skus),
    (one) => one.sku ?? "",
  );
  const sharedSkus = new Set([...carriers].filter(([, carried]) => carried.length > 1).map(([sku]) => sku));
  const warehouses = await ports.records.stores.warehouses(storeId);
  return {
    demands: { market: connection, on: ports.now(), sharedSkus },
    hasWarehouse: warehouses.some(
      (one) =>
        one.connectionId === connection.id && one.owner === "merchant" && one.marketplaceWarehouseId !== null,
    ),
    attributes: settings.attributes,
    packages: settings.packages,
    images: await imagesOf(ports, connection, products),
  };
}

async function imagesOf(
  ports: Needs,
  { storeId }: ConnectionRow,
  products: readonly ProductRow[],
): Promise<ReadonlyMap<string, KnownImage>> {
  const urls = [
    ...new Set(
      products.flatMap((product) => [...listedImageUrls(product), ...variantImageUrls(product).values()]),
    ),
  ];
  const images = new Map<string, KnownImage>();
  const recent = ports.now().getTime() - FAULT_KEPT_MS;
  for (const source of await ports.records.catalog.imageSources(storeId, urls))
    if (source.facts || (source.fault !== null && source.readAt.getTime() > recent))
      images.set(source.url, source);
  const unread = urls.filter((url) => !images.has(url));
  for (let at = 0; at < unread.length; at += READERS) {
    const some = unread.slice(at, at + READERS);
    const read = await Promise.all(some.map((url) => readImage(ports, storeId, url)));
    for (const { source, mayPass } of read) if (!mayPass) images.set(source.url, source);
  }
  return images;
}

type Choosing = {
  readonly row: Row;
  readonly settings: ListingSettings;
  readonly categories: Map<string, KnownCategory>;
};

async function categoryOf(
  ports: Needs,
  { storeId, id }: ConnectionRow,
  { row, settings, categories }: Choosing,
): Promise<KnownCategory> {
  const merchants = merchantsCategory(row.product, settings.categories, row.choice.categoryId);
  const categoryId = merchants?.categoryId ?? row.recommendedCategoryId;
  if (categoryId === null) return { kind: "unasked" };
  const kept = categories.get(categoryId);
  if (kept) return kept;
  await ensureCategories(ports, storeId, id);
  const [category] = await ports.records.categories.categories(storeId, id, [categoryId]);
  const marketplace = await ports.marketplaceFor(id);
  const requirements =
    category && (await requirementsOf(ports, marketplace, { storeId, connectionId: id, categoryId }));
  const known: KnownCategory = { kind: "known", categoryId, category, requirements };
  categories.set(categoryId, known);
  return known;
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

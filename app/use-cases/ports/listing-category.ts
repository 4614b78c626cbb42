// The category a product is listed in: the merchant's word, else what the marketplace recommends. It is asked once: a
// listing does not wander among categories because a word of its title changed.
import { merchantsCategory } from "../../domain/category-choice.ts";
import type { ListingSettings } from "../../domain/listing-settings.ts";
import type { KnownCategory, OneCategory } from "../../domain/preflight-verdict.ts";
import type { ListingChange, ListingRow, ProductRow } from "./catalog-records.ts";
import type { ConnectionRow } from "./foundation-records.ts";
import type { MarketplacePort } from "./marketplace.ts";
import type { Once } from "./once.ts";
import type { Ports } from "./ports.ts";
import { ensureTree, isThere, knownCategory } from "./preflight-known.ts";
import type { ProductChoice } from "./settings-records.ts";

// No market takes a longer one for a product (domain/market-rules-data.ts).
const LONGEST_TITLE = 255;

type Needs = Pick<Ports, "records" | "marketplaceFor" | "now">;
type Asking = {
  readonly product: ProductRow;
  readonly connection: ConnectionRow;
  readonly listing: ListingRow;
  readonly settings: ListingSettings;
  readonly choice: ProductChoice;
  readonly once: Once;
};

/** Asks where nobody has decided. A recommended one that was withdrawn since is asked for anew. */
export async function categoryOfListing(
  ports: Needs,
  marketplace: MarketplacePort,
  asking: Asking,
): Promise<KnownCategory> {
  const { product, listing, settings, choice } = asking;
  const merchants = merchantsCategory(product, settings.categories, choice.categoryId);
  if (merchants)
    return noted(ports, listing, { known: await knownCategory(ports, asking, merchants.categoryId) });
  const before = listing.recommendedCategoryId;
  const known = before === null ? undefined : await knownCategory(ports, asking, before);
  if (known && isThere(known)) return noted(ports, listing, { known });
  await ensureTree(ports, asking);
  const recommendedCategoryId = (await recommended(ports, marketplace, asking)) ?? null;
  const asked = { recommendedCategoryId, categoryAskedAt: ports.now() };
  if (recommendedCategoryId === null) {
    await ports.records.catalog.saveListing(listing.storeId, listing.id, asked);
    return { kind: "none" };
  }
  const answer = await knownCategory(ports, asking, recommendedCategoryId);
  return noted(ports, listing, { known: answer, asked });
}

// Products of one type and vendor share the answer: asked for each, the marketplace's word would cost as many calls as
// the listings themselves.
async function recommended(
  ports: Needs,
  marketplace: MarketplacePort,
  { product, connection, once }: Asking,
): Promise<string | undefined> {
  const { title, descriptionHtml, productType, vendor, storeId } = product;
  if (productType === "") return marketplace.recommendCategory({ title, descriptionHtml });
  // What all of them are called comes first: one of them asks for all.
  const typed = `${productType}: ${title}`.slice(0, LONGEST_TITLE);
  const ask = () => marketplace.recommendCategory({ title: typed, descriptionHtml });
  const scope = { storeId, connectionId: connection.id };
  return once(`category ${JSON.stringify([connection.id, productType, vendor])}`, async () => {
    const ofLikes = await ports.records.shop.categoryOfLikes(scope, { productType, vendor });
    return ofLikes ?? ask();
  });
}

async function noted(
  { records }: Needs,
  { storeId, id, categoryId }: ListingRow,
  { known, asked = {} }: { readonly known: OneCategory; readonly asked?: ListingChange },
): Promise<OneCategory> {
  const change = known.categoryId === categoryId ? asked : { ...asked, categoryId: known.categoryId };
  if (Object.keys(change).length > 0) await records.catalog.saveListing(storeId, id, change);
  return known;
}

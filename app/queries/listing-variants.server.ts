// The variants of one listing, store and marketplace side by side: those that differ first, and no more than a page.
import type { Prisma } from "../adapters/database/generated/client.ts";
import { moneyWords, priceDifference, stockDifference } from "../domain/listing-differences.ts";
import type { Money } from "../domain/money.ts";
import type { ShownFacts } from "../domain/read-back.ts";

const SHOWN = 50;

type Variant = {
  readonly id: string;
  readonly title: string;
  readonly sku: string | null;
  readonly price: Money;
};
type Link = Prisma.ListingSkuGetPayload<object>;

type Sides = {
  readonly product: { readonly variants: readonly Variant[] };
  /** The same variants in the same order, with the prices to be listed. */
  readonly listed: { readonly variants: readonly Variant[] };
  readonly links: readonly Link[];
  /** Null when the marketplace's listing was never read. */
  readonly shown: ShownFacts | null;
  /** Units by variant. */
  readonly free: ReadonlyMap<string, number>;
};

export function variantSides(sides: Sides) {
  const links = new Map(sides.links.map((link) => [link.variantId, link]));
  const skus = new Map((sides.shown?.skus ?? []).map((sku) => [sku.marketplaceSkuId, sku]));
  const rows = sides.product.variants.map((variant, index) => {
    const link = links.get(variant.id);
    return variantRow({
      variant,
      due: sides.listed.variants[index]?.price ?? variant.price,
      link,
      sku: skus.get(link?.marketplaceSkuId ?? ""),
      units: sides.free.get(variant.id) ?? 0,
      isRead: sides.shown !== null,
    });
  });
  const differing = rows.filter((row) => row.why.length > 0);
  const agreeing = rows.filter((row) => row.why.length === 0);
  return {
    variants: [...differing, ...agreeing].slice(0, SHOWN),
    variantCount: rows.length,
    differingCount: differing.length,
  };
}

/** SKUs the marketplace shows in this listing that no variant of the store is linked to. */
export function unknownSkus({ product, links, shown }: Sides): readonly string[] {
  const variantIds = new Set(product.variants.map((variant) => variant.id));
  const linked = new Set(
    links.filter((link) => variantIds.has(link.variantId)).map((link) => link.marketplaceSkuId),
  );
  return (shown?.skus ?? []).filter((sku) => !linked.has(sku.marketplaceSkuId)).map((sku) => sku.sku);
}

type Pair = {
  readonly variant: Variant;
  readonly due: Money;
  readonly link: Link | undefined;
  readonly sku: ShownFacts["skus"][number] | undefined;
  readonly units: number;
  readonly isRead: boolean;
};

function variantRow(pair: Pair) {
  const { variant, sku, units, isRead } = pair;
  const store = { price: moneyWords(variant.price), stock: units };
  if (!sku) {
    const why = isRead ? ["TikTok Shop does not show this variant."] : [];
    return { id: variant.id, title: variant.title, sku: variant.sku, store, shown: null, why };
  }
  const { price } = sku;
  // No warehouse named is nothing said of the stock, which is not the same as none left.
  const stock = sku.stock.length > 0 ? sku.stock.reduce((sum, one) => sum + one.quantity, 0) : null;
  return {
    ...{ id: variant.id, title: variant.title, sku: variant.sku, store },
    shown: { price: price && moneyWords(price), stock, sent: sentWords(pair, price, stock) },
    why: differences(pair, price, stock),
  };
}

// The shop's pages, read while many listings are under review, name neither: what was accepted last is what stands there.
function sentWords({ link, due }: Pair, price: Money | null, stock: number | null) {
  const { sentPriceMinor: minor = null, sentQuantity: units = null } = link ?? {};
  return {
    price: price || minor === null ? null : moneyWords({ minor, currency: due.currency }),
    // Below zero after a sale: what we sent says nothing of the marketplace's number any more.
    stock: stock !== null || units === null || units < 0 ? null : units,
  };
}

function differences(
  { variant, due, link, units }: Pair,
  price: Money | null,
  stock: number | null,
): readonly string[] {
  const sentMinor = link?.sentPriceMinor ?? null;
  const why = [
    priceDifference({ store: variant.price, due, sentMinor, shown: price }),
    stockDifference({ store: units, sent: link?.sentQuantity ?? null, shown: stock }),
  ];
  return why.filter((one) => one !== null);
}

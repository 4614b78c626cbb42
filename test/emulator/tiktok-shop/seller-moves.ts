// What a seller does in Seller Center, past every app: changes a listing, takes it off sale or deletes it. There it is
// reviewed like an app's edit; here it shows at once, as it does when the review is over.
import { tellStatus, withdrawReview } from "./audit.ts";
import { type Core, effect } from "./core.ts";
import { touch } from "./product-index.ts";
import { type ProductContent, type ProductRow, type SkuContent, shownContent } from "./product-rows.ts";

export type SkuChange = {
  readonly sellerSku: string;
  readonly newSellerSku?: string | undefined;
  readonly price?: string | undefined;
  /** In each of the seller's own warehouses that stock it. */
  readonly quantity?: number | undefined;
};

export type SellerChange = {
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly skus?: readonly SkuChange[] | undefined;
  readonly becomes?: "off-sale" | "deleted" | undefined;
};

/** All of it or, for an unknown product or SKU or a status that forbids it, an Error in words. */
export function changeBySeller(core: Core, productId: string, change: SellerChange): void {
  const product = core.state.products.get(productId);
  if (!product) throw new Error(`the twin knows no TikTok Shop product ${productId}`);
  const { status } = product;
  if (status === "DELETED" || status === "FREEZE")
    throw new Error(`the twin's product ${productId} is ${status}`);
  if (change.becomes === "off-sale" && status !== "ACTIVATE")
    throw new Error(`the twin's product ${productId} is ${status}, not ACTIVATE`);
  const { skus } = shownContent(product);
  const meant = (change.skus ?? []).map((one) => ({ ...one, sku: skuOf(product, skus, one.sellerSku) }));
  for (const { sku, price, quantity } of meant) writeSku(core, sku.id, { price, quantity });
  const codes = new Map(
    meant.flatMap(({ sku, newSellerSku }) => (newSellerSku ? [[sku.id, newSellerSku]] : [])),
  );
  for (const version of ["live", "underReview", "draft"] as const) {
    const content = product[version];
    if (content) product[version] = rewritten(content, change, codes);
  }
  if (change.becomes) switchTo(product, change.becomes);
  touch(core, product);
  effect(core, "product.changed-by-seller", { productId, shopId: product.shopId }, change);
  if (change.becomes)
    tellStatus(core, product, { status: `PRODUCT_${product.status}`, suspended_reason: "" });
}

function skuOf(product: ProductRow, skus: readonly SkuContent[], code: string): SkuContent {
  const sku = skus.find((one) => one.sellerSku === code);
  if (!sku) throw new Error(`the twin's product ${product.id} has no SKU ${code}`);
  return sku;
}

function writeSku(
  core: Core,
  skuId: string,
  { price, quantity }: Pick<SkuChange, "price" | "quantity">,
): void {
  const row = core.state.skus.get(skuId);
  if (!row) return;
  if (price !== undefined) row.price = price;
  if (quantity !== undefined) for (const stock of row.stock) stock.quantity = quantity;
}

function rewritten(
  content: ProductContent,
  { title, description }: SellerChange,
  codes: ReadonlyMap<string, string>,
): ProductContent {
  const skus = content.skus.map((sku) => ({ ...sku, sellerSku: codes.get(sku.id) ?? sku.sellerSku }));
  return {
    ...content,
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    skus,
  };
}

function switchTo(product: ProductRow, what: NonNullable<SellerChange["becomes"]>): void {
  product.status = what === "deleted" ? "DELETED" : "SELLER_DEACTIVATED";
  if (what === "deleted") withdrawReview(product);
}

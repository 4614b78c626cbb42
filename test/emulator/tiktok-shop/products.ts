// Creating a product, checking one without creating it, and the three ways to edit one.

import { forgetLeftOutSkus, submitForReview } from "./audit.ts";
import { SCOPES } from "./auth.ts";
import { text } from "./body.ts";
import { type Core, effect, newId, type Shop, seconds } from "./core.ts";
import { addProduct, touch } from "./product-index.ts";
import { type ProductContent, type ProductRow, shownContent } from "./product-rows.ts";
import { clearedFields, readChanges, readContent, saveMode } from "./product-rules.ts";
import { Refusal, refuse } from "./refusal.ts";
import type { Json, Route, ShopCall } from "./route.ts";
import { readSkus, type SkuInput } from "./sku-rules.ts";
import { writeSkus, writtenSkus } from "./sku-writes.ts";
import { notify } from "./webhooks.ts";
import type { Writing } from "./writing.ts";

/** The product of an id, if it is this shop's and not gone. */
export function productOf(core: Core, shop: Shop, productId: string): ProductRow {
  const product = core.state.products.get(productId);
  if (!product) refuse(12052260, `Product ${productId} does not exist`);
  if (product.shopId !== shop.id) refuse(12052034, `Product ${productId} does not belong to this shop`);
  return product;
}

function create({ core, shop, body }: ShopCall): unknown {
  const key = text(body, "idempotency_key");
  if (key && key.length > 128) refuse(12052910, "idempotency_key is longer than 128 characters");
  const replayed = key ? core.state.replies.get(`${shop.id} ${key}`) : undefined;
  if (replayed) return replayed;
  const writing: Writing = { core, shop, mode: saveMode(body) };
  const content = readContent(writing, body);
  const inputs = readSkus(writing, body, () => true);
  const product = newProduct(core, shop);
  const written = write(writing, product, { ...content, skus: writeSkus(core, product, inputs) });
  addProduct(core, product);
  effect(core, "product.created", { productId: product.id, shopId: shop.id }, { title: content.title });
  notify(core, shop, {
    type: 16,
    data: { product_id: product.id, product_type: [], update_time: product.updateTime },
  });
  const answer = { product_id: product.id, skus: writtenSkus(written.skus), warnings: clearedFields(body) };
  if (key) core.state.replies.set(`${shop.id} ${key}`, answer);
  return answer;
}

function newProduct(core: Core, shop: Shop): ProductRow {
  const now = seconds(core);
  return {
    id: newId(core, "product"),
    shopId: shop.id,
    createTime: now,
    updateTime: now,
    status: "DRAFT",
    audit: "NONE",
    failedReasons: [],
    review: 0,
    live: null,
    underReview: null,
    draft: null,
  };
}

function write(writing: Writing, product: ProductRow, content: ProductContent): ProductContent {
  if (writing.mode === "LISTING") submitForReview(writing.core, product, content);
  else {
    const replaced = [product.draft];
    product.draft = content;
    touch(writing.core, product);
    forgetLeftOutSkus(writing.core, product, replaced);
  }
  return content;
}

/** A dry run: the codes that creating would refuse with. */
function check({ core, shop, body }: ShopCall): unknown {
  const writing: Writing = { core, shop, mode: "LISTING" };
  const warnings = clearedFields(body);
  try {
    readContent(writing, body);
    readSkus(writing, body, () => true);
    return { check_result: "PASS", fail_reasons: [], warnings };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { check_result: "FAILED", fail_reasons: [{ code: error.code, message: error.message }], warnings };
  }
}

/** Replaces everything: what is not named becomes blank, but prices and stock of SKUs that stay. */
function replace(call: ShopCall): unknown {
  return edit(call, (writing, body) => readContent(writing, body));
}

/** Replaces what is named, each property as a whole; SKUs left out of `skus` are deleted. */
function partialEdit(call: ShopCall): unknown {
  return edit(call, (writing, body, old) => readChanges(writing, body, old));
}

function edit(
  { core, shop, body, id }: ShopCall,
  read: (writing: Writing, body: Json, old: ProductContent) => Omit<ProductContent, "skus">,
): unknown {
  const product = productOf(core, shop, id);
  if (["FREEZE", "DELETED"].includes(product.status))
    refuse(12052901, "The product's status does not allow editing");
  const writing: Writing = { core, shop, mode: saveMode(body) };
  const old = product.underReview ?? product.draft ?? shownContent(product);
  const fields = read(writing, body, old);
  const keepsSkus = body["skus"] === undefined || body["skus"] === null;
  const inputs = keepsSkus ? null : readEditedSkus(writing, product, body);
  const skus = inputs ? writeSkus(core, product, inputs) : old.skus;
  const written = write(writing, product, { ...fields, skus });
  effect(core, "product.edited", { productId: product.id, shopId: shop.id }, { title: written.title });
  return {
    product_id: product.id,
    audit: { status: product.audit },
    skus: writtenSkus(written.skus),
    warnings: clearedFields(body),
  };
}

function readEditedSkus(writing: Writing, product: ProductRow, body: Json): readonly SkuInput[] {
  const belongs = (skuId: string) => writing.core.state.skus.get(skuId)?.productId === product.id;
  const inputs = readSkus(writing, body, (skuId) => skuId === null);
  for (const { id } of inputs) {
    if (id && !belongs(id)) refuse(12052036, `SKU ${id} does not belong to product ${product.id}`);
  }
  return inputs;
}

const scope = SCOPES.productWrite;
export const productRoutes: readonly Route[] = [
  { method: "POST", path: "/product/202309/products", scope, cipher: true, run: create },
  { method: "POST", path: "/product/202309/products/listing_check", scope, cipher: true, run: check },
  { method: "PUT", path: "/product/202309/products/{id}", scope, cipher: true, run: replace },
  { method: "PUT", path: "/product/202509/products/{id}", scope, cipher: true, run: replace },
  {
    method: "POST",
    path: "/product/202309/products/{id}/partial_edit",
    scope,
    cipher: true,
    run: partialEdit,
  },
  {
    method: "POST",
    path: "/product/202509/products/{id}/partial_edit",
    scope,
    cipher: true,
    run: partialEdit,
  },
];

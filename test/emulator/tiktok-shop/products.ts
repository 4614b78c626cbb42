// Creating a product, checking one without creating it, and the three ways to edit one.

import { forgetLeftOutSkus, submitForReview } from "./audit.ts";
import { SCOPES } from "./auth.ts";
import { text } from "./body.ts";
import { type Core, effect, newId, type Shop, seconds } from "./core.ts";
import { checkShop, spendQuota, warningsOf } from "./prerequisites.ts";
import { addProduct, touch } from "./product-index.ts";
import { type ProductContent, type ProductRow, shownContent } from "./product-rows.ts";
import { type ContentFields, readContent, saveMode } from "./product-rules.ts";
import { editedBody } from "./product-wire.ts";
import { Refusal, refuse } from "./refusal.ts";
import type { Json, Route, ShopCall } from "./route.ts";
import { readSkus, type SkuInput } from "./sku-rules.ts";
import { checkSellable, writeSkus, writtenSkus } from "./sku-writes.ts";
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
  const replyKey = `${shop.id} ${key}`;
  const replayed = key ? core.state.createReplies.get(replyKey) : undefined;
  if (replayed) return JSON.parse(replayed);
  const writing: Writing = { core, shop, mode: saveMode(body) };
  checkShop(core, shop);
  const content = readContent(writing, body);
  const inputs = readSkus(writing, body, () => true);
  if (writing.mode === "LISTING") spendQuota(core, shop);
  const product = newProduct(core, shop);
  const skus = writeSkus(writing, product, inputs);
  addProduct(core, product);
  write(writing, product, withSkus(content, skus));
  effect(core, "product.created", { productId: product.id, shopId: shop.id }, { title: content.title });
  notify(core, shop, {
    type: 16,
    data: { product_id: product.id, product_type: [], update_time: product.updateTime },
  });
  const answer = { product_id: product.id, skus: writtenSkus(skus), warnings: warningsOf(shop, body) };
  if (key) core.state.createReplies.set(replyKey, JSON.stringify(answer));
  return answer;
}

// Written out in full: objects made by spreading have hidden classes of their own each, and many are held.
function withSkus(fields: ContentFields, skus: ProductContent["skus"]): ProductContent {
  return {
    title: fields.title,
    description: fields.description,
    categoryId: fields.categoryId,
    categoryVersion: fields.categoryVersion,
    brandId: fields.brandId,
    mainImages: fields.mainImages,
    attributes: fields.attributes,
    weight: fields.weight,
    dimensions: fields.dimensions,
    externalProductId: fields.externalProductId,
    extras: fields.extras,
    skus,
  };
}

const NONE: readonly string[] = [];

function newProduct(core: Core, shop: Shop): ProductRow {
  const now = seconds(core);
  return {
    id: newId(core, "product"),
    shopId: shop.id,
    createTime: now,
    updateTime: now,
    status: "DRAFT",
    audit: "NONE",
    failedReasons: NONE,
    pendingReason: null,
    frozenFrom: null,
    review: 0,
    live: null,
    underReview: null,
    draft: null,
  };
}

function write(writing: Writing, product: ProductRow, content: ProductContent): void {
  const replaced = [product.draft];
  product.draft = writing.mode === "LISTING" ? null : content;
  if (writing.mode === "LISTING") submitForReview(writing.core, product, content);
  else touch(writing.core, product);
  forgetLeftOutSkus(writing.core, product, replaced);
}

/** A dry run: the codes that creating would refuse with. */
function check({ core, shop, body }: ShopCall): unknown {
  const writing: Writing = { core, shop, mode: "LISTING" };
  const warnings = warningsOf(shop, body);
  try {
    checkShop(core, shop);
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
  return edit(call, { body: call.body, keepsSkus: false });
}

/** Replaces what is named, each property as a whole; SKUs left out of `skus` are deleted. */
function partialEdit(call: ShopCall): unknown {
  const product = productOf(call.core, call.shop, call.id);
  const body = editedBody(latestContent(product), call.body);
  return edit(call, { body, keepsSkus: call.body["skus"] === undefined || call.body["skus"] === null });
}

function edit({ core, shop, id, body: asked }: ShopCall, whole: { body: Json; keepsSkus: boolean }): unknown {
  const product = productOf(core, shop, id);
  if (["FREEZE", "DELETED"].includes(product.status))
    refuse(12052901, "The product's status does not allow editing");
  const writing: Writing = { core, shop, mode: saveMode(asked) };
  const fields = readContent(writing, whole.body);
  const kept = latestContent(product).skus;
  const inputs = whole.keepsSkus ? null : readEditedSkus(writing, product, whole.body);
  checkSellable(writing, inputs ?? kept);
  if (writing.mode === "LISTING" && product.review === 0) spendQuota(core, shop);
  const skus = inputs ? writeSkus(writing, product, inputs) : kept;
  write(writing, product, withSkus(fields, skus));
  effect(core, "product.edited", { productId: product.id, shopId: shop.id }, { title: fields.title });
  return {
    product_id: product.id,
    audit: { status: product.audit },
    skus: writtenSkus(skus),
    warnings: warningsOf(shop, asked),
  };
}

/** What an edit begins from: what was last sent in, as far as it was not refused. */
function latestContent(product: ProductRow): ProductContent {
  return product.underReview ?? product.draft ?? shownContent(product);
}

function readEditedSkus(writing: Writing, product: ProductRow, body: Json): readonly SkuInput[] {
  const inputs = readSkus(writing, body, (skuId) => skuId === null);
  for (const { id } of inputs) {
    if (id && writing.core.state.skus.get(id)?.productId !== product.id)
      refuse(12052036, `SKU ${id} does not belong to product ${product.id}`);
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

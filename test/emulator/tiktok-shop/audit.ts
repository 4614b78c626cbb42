// The review of a product's content: takes time, approves or refuses with reasons; until then the live version stays.
import { type Core, effect, shopOf } from "./core.ts";
import { touch } from "./product-index.ts";
import { type ProductContent, type ProductRow, versionsOf } from "./product-rows.ts";
import { notify } from "./webhooks.ts";

type AuditEvent = { readonly productId: string; readonly review: number };
export type Decision =
  | { readonly approve: true }
  | { readonly approve: false; readonly reasons: readonly string[] };

/** Auditors that act by themselves approve what nobody decided before its time. */
export function startAuditors(core: Core): void {
  core.parts.clock.on<AuditEvent>("tiktok-shop.audit", ({ productId, review }) => {
    const product = core.state.products.get(productId);
    if (product?.audit === "AUDITING" && product.review === review) decide(core, product, { approve: true });
  });
}

export function submitForReview(core: Core, product: ProductRow, content: ProductContent): void {
  const replaced = [product.underReview, product.draft];
  product.underReview = content;
  product.draft = null;
  forgetLeftOutSkus(core, product, replaced);
  product.audit = "AUDITING";
  product.failedReasons = [];
  product.review += 1;
  touch(core, product);
  if (!product.live && product.status !== "SELLER_DEACTIVATED") product.status = "PENDING";
  tell(core, product);
  if (core.parts.settings.actors !== "auto") return;
  const data = { productId: product.id, review: product.review } satisfies AuditEvent;
  core.parts.clock.schedule(core.parts.settings.timing.auditMs, { kind: "tiktok-shop.audit", data });
}

export function decideAudit(core: Core, productId: string, decision: Decision): void {
  const product = core.state.products.get(productId);
  if (!product) throw new Error(`the twin knows no TikTok Shop product ${productId}`);
  if (product.audit !== "AUDITING") throw new Error(`the twin's product ${productId} is not in review`);
  decide(core, product, decision);
}

function decide(core: Core, product: ProductRow, decision: Decision): void {
  touch(core, product);
  if (!decision.approve) {
    product.audit = "FAILED";
    product.failedReasons = decision.reasons;
    if (product.status === "PENDING") product.status = "FAILED";
    effect(
      core,
      "product.rejected",
      { productId: product.id, shopId: product.shopId },
      { reasons: decision.reasons },
    );
    return tell(core, product);
  }
  const changed = changedFields(product.live, product.underReview);
  const replaced = [product.live];
  product.live = product.underReview;
  product.underReview = null;
  product.audit = "APPROVED";
  if (product.status === "PENDING" || product.status === "FAILED") product.status = "ACTIVATE";
  forgetLeftOutSkus(core, product, replaced);
  effect(core, "product.live", { productId: product.id, shopId: product.shopId });
  tell(core, product);
  if (changed.length === 0) return;
  const data = { product_id: product.id, changed_fields: changed, update_time: product.updateTime };
  notify(core, shopOf(core, product.shopId), { type: 15, data });
}

/** SKUs that no version lists any more are gone. */
export function forgetLeftOutSkus(
  core: Core,
  product: ProductRow,
  replaced: readonly (ProductContent | null)[],
): void {
  const kept = new Set(versionsOf(product).flatMap((content) => content.skus.map((sku) => sku.id)));
  for (const sku of replaced.flatMap((content) => content?.skus ?? [])) {
    if (!kept.has(sku.id)) core.state.skus.delete(sku.id);
  }
}

function changedFields(before: ProductContent | null, after: ProductContent | null): readonly string[] {
  if (!before || !after) return [];
  const differs = (one: unknown, other: unknown) => JSON.stringify(one) !== JSON.stringify(other);
  return [
    ...(differs(before.title, after.title) ? ["title"] : []),
    ...(differs(before.description, after.description) ? ["description"] : []),
    ...(differs(before.mainImages, after.mainImages) ? ["main_images"] : []),
    ...(differs(before.attributes, after.attributes) ? ["product_attributes"] : []),
  ];
}

// Only PRODUCT_FIRST_PASS_REVIEW is documented as a value of webhook 5; the others are inferred, a client re-reads.
function tell(core: Core, product: ProductRow): void {
  const shop = shopOf(core, product.shopId);
  const status = {
    AUDITING: "PRODUCT_IN_REVIEW",
    FAILED: "PRODUCT_AUDIT_FAILED",
    APPROVED: "PRODUCT_FIRST_PASS_REVIEW",
    NONE: "",
  };
  const update_time = product.updateTime;
  const suspended_reason = product.failedReasons.join("; ");
  notify(core, shop, {
    type: 5,
    data: { product_id: product.id, status: status[product.audit], suspended_reason, update_time },
  });
  const audit = { status: product.audit, pre_approved_reason: "" };
  notify(core, shop, {
    type: 37,
    data: { product_id: product.id, audit, integrated_platform_statuses: [], update_time },
  });
}

// The review of a product's content: takes time, approves or refuses with reasons; until then the live version stays.
import { type Core, effect, shopOf } from "./core.ts";
import { touch } from "./product-index.ts";
import {
  type PendingReason,
  type ProductContent,
  type ProductRow,
  type ProductStatus,
  versionsOf,
} from "./product-rows.ts";
import { notify } from "./webhooks.ts";

type AuditEvent = { readonly productId: string; readonly review: number };
export type Decision =
  /** With a reason, the content is passed but does not go live before a second decision. */
  | { readonly approve: true; readonly pending?: PendingReason | undefined }
  | { readonly approve: false; readonly reasons: readonly string[] };

const NONE: readonly string[] = [];

/** A product that buyers see, or that someone switched off, keeps its status while its content is reviewed. */
const KEEP_STATUS: readonly ProductStatus[] = ["ACTIVATE", "SELLER_DEACTIVATED", "PLATFORM_DEACTIVATED"];

/** Auditors that act by themselves decide what nobody decided before its time. */
export function startAuditors(core: Core): void {
  core.parts.clock.on<AuditEvent>("tiktok-shop.audit", ({ productId, review }) => {
    const product = core.state.products.get(productId);
    if (product?.audit === "AUDITING" && product.review === review)
      decide(core, product, decisionByChance(core));
  });
}

function decisionByChance(core: Core): Decision {
  const { rejectShare, reasons } = core.state.auditors;
  const isRejected = rejectShare > 0 && core.parts.random.next() < rejectShare;
  return isRejected ? { approve: false, reasons: [core.parts.random.pick(reasons)] } : { approve: true };
}

export function submitForReview(core: Core, product: ProductRow, content: ProductContent): void {
  const replaced = [product.underReview];
  product.underReview = content;
  if (product.draft === content) product.draft = null;
  forgetLeftOutSkus(core, product, replaced);
  product.audit = "AUDITING";
  product.failedReasons = NONE;
  product.pendingReason = null;
  product.review += 1;
  touch(core, product);
  if (!KEEP_STATUS.includes(product.status)) product.status = "PENDING";
  tellAudit(core, product);
  if (core.parts.settings.actors !== "auto") return;
  const data = { productId: product.id, review: product.review } satisfies AuditEvent;
  core.parts.clock.schedule(core.parts.settings.timing.auditMs, { kind: "tiktok-shop.audit", data });
}

/** A review that nobody wants any more: what is decided later is about nothing. */
export function withdrawReview(product: ProductRow): void {
  if (product.audit === "AUDITING" || product.audit === "PRE_APPROVED") product.audit = "NONE";
  product.review += 1;
}

export function decideAudit(core: Core, productId: string, decision: Decision): void {
  const product = core.state.products.get(productId);
  if (!product) throw new Error(`the twin knows no TikTok Shop product ${productId}`);
  if (product.audit !== "AUDITING" && product.audit !== "PRE_APPROVED")
    throw new Error(`the twin's product ${productId} is not in review`);
  decide(core, product, decision);
}

function decide(core: Core, product: ProductRow, decision: Decision): void {
  touch(core, product);
  product.pendingReason = decision.approve ? (decision.pending ?? null) : null;
  if (!decision.approve) reject(core, product, decision.reasons);
  else if (decision.pending) product.audit = "PRE_APPROVED";
  else return approve(core, product);
  tellAudit(core, product);
}

function reject(core: Core, product: ProductRow, reasons: readonly string[]): void {
  product.audit = "FAILED";
  product.failedReasons = reasons;
  if (product.status === "PENDING") product.status = "FAILED";
  effect(core, "product.rejected", { productId: product.id, shopId: product.shopId }, { reasons });
}

function approve(core: Core, product: ProductRow): void {
  const changed = changedFields(product.live, product.underReview);
  const replaced = [product.live];
  product.live = product.underReview;
  product.underReview = null;
  product.audit = "APPROVED";
  if (product.status === "PENDING" || product.status === "FAILED") product.status = "ACTIVATE";
  forgetLeftOutSkus(core, product, replaced);
  effect(core, "product.live", { productId: product.id, shopId: product.shopId });
  tellAudit(core, product);
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

const AUDIT_WORDS = {
  AUDITING: "PRODUCT_IN_REVIEW",
  FAILED: "PRODUCT_AUDIT_FAILED",
  PRE_APPROVED: "PRODUCT_PRE_APPROVED",
  APPROVED: "PRODUCT_FIRST_PASS_REVIEW",
  NONE: "PRODUCT_REVIEW_WITHDRAWN",
} as const;

function tellAudit(core: Core, product: ProductRow): void {
  tellStatus(core, product, {
    status: AUDIT_WORDS[product.audit],
    suspended_reason: product.failedReasons.join("; "),
  });
  const audit = { status: product.audit, pre_approved_reason: product.pendingReason ?? "" };
  const update_time = product.updateTime;
  notify(core, shopOf(core, product.shopId), {
    type: 37,
    data: { product_id: product.id, audit, integrated_platform_statuses: [], update_time },
  });
}

/** Only PRODUCT_FIRST_PASS_REVIEW is documented as a status; the others are inferred, a client reads the product again. */
export function tellStatus(
  core: Core,
  product: ProductRow,
  said: { readonly status: string; readonly suspended_reason: string },
): void {
  const data = { product_id: product.id, ...said, update_time: product.updateTime };
  notify(core, shopOf(core, product.shopId), { type: 5, data });
}

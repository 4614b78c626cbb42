// Switching products on and off, deleting and recovering them: up to 20 at once, failures listed in a successful answer.

import { submitForReview, tellStatus, withdrawReview } from "./audit.ts";
import { SCOPES } from "./auth.ts";
import { texts } from "./body.ts";
import { type Core, effect } from "./core.ts";
import { touch } from "./product-index.ts";
import { type ProductRow, type ProductStatus, shownContent } from "./product-rows.ts";
import { refuse } from "./refusal.ts";
import type { Route, ShopCall } from "./route.ts";

type Move = {
  readonly from: (status: ProductStatus) => boolean;
  readonly run: (core: Core, product: ProductRow) => void;
  readonly effect: string;
};

const MOVES = {
  activate: {
    from: (status) => status === "SELLER_DEACTIVATED" || status === "PLATFORM_DEACTIVATED",
    run: (core, product) => {
      product.status = "PENDING";
      // What was last sent in goes live, a rejected edit among it; a draft stays a draft if there is more.
      submitForReview(core, product, product.underReview ?? shownContent(product));
    },
    effect: "product.activated",
  },
  deactivate: {
    from: (status) => status === "ACTIVATE",
    run: (_core, product) => {
      product.status = "SELLER_DEACTIVATED";
    },
    effect: "product.deactivated",
  },
  delete: {
    from: (status) => status !== "FREEZE" && status !== "DELETED",
    run: (_core, product) => {
      product.status = "DELETED";
      withdrawReview(product);
    },
    effect: "product.deleted",
  },
  recover: {
    from: (status) => status === "DELETED",
    run: (_core, product) => {
      product.status = "SELLER_DEACTIVATED";
    },
    effect: "product.recovered",
  },
} as const satisfies Record<string, Move>;

function moveAll({ core, shop, body }: ShopCall, move: Move): unknown {
  const ids = texts(body, "product_ids", { count: 20, code: 12019120 }) ?? [];
  if (ids.length === 0) refuse(12052031, "product_ids is required");
  const errors = ids.flatMap((product_id) => {
    const product = core.state.products.get(product_id);
    const detail = { product_id, extra_errors: [] };
    if (!product) return [{ code: 12052260, message: "Product does not exist", detail }];
    if (product.shopId !== shop.id)
      return [{ code: 12052034, message: "Product does not belong to this shop", detail }];
    if (!move.from(product.status)) {
      return [{ code: 12052003, message: "Current product status does not allow this operation", detail }];
    }
    move.run(core, product);
    touch(core, product);
    // Activating has told of its review already.
    if (product.audit !== "AUDITING" || product.status !== "PENDING")
      tellStatus(core, product, { status: `PRODUCT_${product.status}`, suspended_reason: "" });
    effect(core, move.effect, { productId: product.id, shopId: shop.id });
    return [];
  });
  return errors.length > 0 ? { errors } : {};
}

const scope = SCOPES.productWrite;
export const productStatusRoutes: readonly Route[] = [
  {
    method: "POST",
    path: "/product/202309/products/activate",
    scope,
    cipher: true,
    run: (call) => moveAll(call, MOVES.activate),
  },
  {
    method: "POST",
    path: "/product/202309/products/deactivate",
    scope,
    cipher: true,
    run: (call) => moveAll(call, MOVES.deactivate),
  },
  {
    method: "DELETE",
    path: "/product/202309/products",
    scope,
    cipher: true,
    run: (call) => moveAll(call, MOVES.delete),
  },
  {
    method: "POST",
    path: "/product/202309/products/recover",
    scope,
    cipher: true,
    run: (call) => moveAll(call, MOVES.recover),
  },
];

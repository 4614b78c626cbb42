// Control calls that move the marketplace's catalogue as the platform's own people and its sellers do.
import { z } from "zod";
import { SHOP_CHECKS, STANDINGS } from "../tiktok-shop/catalog-state.ts";
import { type ControlCall, call, param } from "./call.ts";
import { amount, stock, text } from "./fields.ts";

const SHOP = "/control/tiktok-shop/shops/:shopId";

export const catalogCalls: readonly ControlCall[] = [
  call({
    name: "suspend product",
    method: "POST",
    path: "/control/tiktok-shop/products/:productId/suspension",
    does: "The platform freezes a product, takes the freeze back, or deactivates a live one",
    body: z.strictObject({ what: z.enum(["freeze", "unfreeze", "deactivate"]), reason: text }),
    run: (twin, { params, body }) => ({
      status: twin.tiktokShop.catalog.suspend(param(params, "productId"), body),
    }),
  }),
  call({
    name: "change listing",
    method: "POST",
    path: "/control/tiktok-shop/products/:productId/seller-change",
    does: "The seller changes a listing in Seller Center, where it shows at once: words, a SKU's code, price and stock; takes it off sale or deletes it",
    body: z.strictObject({
      title: text.optional(),
      description: z.string().max(10_000).optional(),
      skus: z
        .array(
          z.strictObject({
            sellerSku: text,
            newSellerSku: text.optional(),
            price: amount.optional(),
            quantity: stock.optional(),
          }),
        )
        .max(100)
        .optional(),
      becomes: z.enum(["off-sale", "deleted"]).optional(),
    }),
    run: (twin, { params, body }) => twin.tiktokShop.changeBySeller(param(params, "productId"), body),
  }),
  call({
    name: "set category",
    method: "POST",
    path: `${SHOP}/categories/:categoryId`,
    does: "Opens, restricts, prohibits or withdraws a category for a shop; listings that are there stay",
    body: z.strictObject({ standing: z.enum(STANDINGS) }),
    run: (twin, { params, body }) =>
      twin.tiktokShop.catalog.setCategory(
        param(params, "shopId"),
        param(params, "categoryId"),
        body.standing,
      ),
  }),
  call({
    name: "set daily listings",
    method: "POST",
    path: `${SHOP}/daily-listings`,
    does: "How many listings a shop may begin a day; null is the market's rule",
    body: z.strictObject({ most: z.number().int().min(0).max(1_000_000).nullable() }),
    run: (twin, { params, body }) =>
      twin.tiktokShop.catalog.setListingQuota(param(params, "shopId"), body.most),
  }),
  call({
    name: "set unfinished checks",
    method: "POST",
    path: `${SHOP}/unfinished-checks`,
    does: "Which checks of its set-up a shop fails; while it fails any, it cannot list",
    body: z.strictObject({ checks: z.array(z.enum(SHOP_CHECKS)) }),
    run: (twin, { params, body }) =>
      twin.tiktokShop.catalog.setFailedChecks(param(params, "shopId"), body.checks),
  }),
  call({
    name: "set auditors",
    method: "POST",
    path: "/control/tiktok-shop/auditors",
    does: "The share of products that auditors acting by themselves reject, each for one of the reasons",
    body: z
      .strictObject({ rejectShare: z.number().min(0).max(1), reasons: z.array(text).max(50) })
      .refine(({ rejectShare, reasons }) => rejectShare === 0 || reasons.length > 0, {
        path: ["reasons"],
        message: "auditors that reject need reasons",
      }),
    run: (twin, { body }) => twin.tiktokShop.catalog.setAuditors(body.rejectShare, body.reasons),
  }),
];

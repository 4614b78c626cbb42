// Control calls that move the marketplace's gateway: its rules, its hidden quota, who is let in, and webhooks that
// nobody expects.
import { z } from "zod";
import { type ControlCall, call, param } from "./call.ts";
import { milliseconds, text } from "./fields.ts";

const SHOP = "/control/tiktok-shop/shops/:shopId";
const QUOTAS = "/control/tiktok-shop/quotas";

const gateway = z
  .strictObject({
    signing: z.enum(["strict", "lenient"]),
    refreshGrantType: z.enum(["strict", "lenient"]),
    scopes: z.array(text).nullable(),
    oldAccessToken: z.enum(["dies", "lives-on"]),
    retryAfter: z.enum(["absent", "sent"]),
    refusalData: z.enum(["absent", "null", "empty"]),
    allowedIps: z.array(text).nullable(),
    developmentCallsPerHour: z.number().int().min(0).max(1_000_000).nullable(),
    pageTokenSeconds: z
      .number()
      .int()
      .min(0)
      .max(30 * 86_400),
    appWebhooks: z.array(z.strictObject({ eventType: text, address: z.url() })),
  })
  .partial();

const perSecond = z.number().min(0).max(100_000);
const factor = z.number().min(0.001).max(1_000);
const standing = z.enum(["active", "deactivated"]);

export const gatewayCalls: readonly ControlCall[] = [
  call({
    name: "change gateway",
    method: "POST",
    path: "/control/tiktok-shop/gateway",
    does: "How strictly calls are signed, what a refresh does to the old token, IP allow list, development-shop cap, life of page tokens, app-wide webhooks",
    body: gateway,
    run: (twin, { body }) => {
      twin.change({ tiktokShop: { gateway: body } });
      return twin.settings.tiktokShop.gateway;
    },
  }),
  call({
    name: "set quota",
    method: "POST",
    path: QUOTAS,
    does: "Calls a second that an operation allows (a trailing * matches any rest), for one shop or each, and how that changes later; the quota set last counts",
    body: z.strictObject({
      operation: text,
      shopId: text.optional(),
      perSecond,
      changes: z
        .array(
          z.union([
            z.strictObject({ afterMs: milliseconds, perSecond }),
            z.strictObject({ afterMs: milliseconds, factor }),
          ]),
        )
        .max(1_000)
        .optional(),
    }),
    run: (twin, { body }) => ({ quotaId: twin.tiktokShop.setQuota(body) }),
  }),
  call({
    name: "read quotas",
    method: "GET",
    path: QUOTAS,
    does: "The true quotas of this moment, and how many calls each operation let through and throttled",
    run: (twin) => twin.tiktokShop.quotas(),
  }),
  call({
    name: "change quota",
    method: "PATCH",
    path: `${QUOTAS}/:quotaId`,
    does: "Halves, doubles or sets a quota while it runs",
    body: z.union([z.strictObject({ perSecond }), z.strictObject({ factor })]),
    run: (twin, { params, body }) => ({
      perSecond: twin.tiktokShop.changeQuota(param(params, "quotaId"), body),
    }),
  }),
  call({
    name: "remove quota",
    method: "DELETE",
    path: `${QUOTAS}/:quotaId`,
    does: "Takes a quota away",
    run: (twin, { params }) => twin.tiktokShop.removeQuota(param(params, "quotaId")),
  }),
  call({
    name: "set shop standing",
    method: "POST",
    path: `${SHOP}/standing`,
    does: "Whether the platform has deactivated the shop, or its seller",
    body: z.strictObject({ shop: standing, seller: standing }),
    run: (twin, { params, body }) => twin.tiktokShop.setStanding(param(params, "shopId"), body),
  }),
  call({
    name: "send webhook",
    method: "POST",
    path: `${SHOP}/webhooks`,
    does: "Sends a webhook of any type with any data, rightly signed; an id that was sent before makes it a duplicate, null leaves it out",
    body: z.strictObject({
      type: z.number().int().min(0).max(1_000_000),
      data: z.record(z.string(), z.unknown()),
      notificationId: text.nullable().optional(),
      address: z.url().optional(),
    }),
    run: (twin, { params, body }) => ({
      notificationId: twin.tiktokShop.sendWebhook(param(params, "shopId"), body),
    }),
  }),
];

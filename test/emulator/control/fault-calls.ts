// Control calls that make things go wrong.
import { z } from "zod";
import type { NewFault } from "../faults.ts";
import type { Twin } from "../twin.ts";
import { type ControlCall, call, param } from "./call.ts";
import { milliseconds, text } from "./fields.ts";

const on = {
  platform: z.enum(["shopify", "tiktok-shop"]).optional(),
  name: text.optional(),
  shop: text.optional(),
  times: z.number().int().min(1).max(1_000_000).optional(),
  rate: z.number().min(0).max(1).optional(),
};

const calls = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("throttle"), seconds: z.number().min(0).max(3_600).optional() }),
  z.strictObject({
    kind: z.literal("unavailable"),
    status: z.literal([500, 502, 503, 504]).optional(),
  }),
  z.strictObject({ kind: z.literal("slow"), milliseconds }),
  z.strictObject({
    kind: z.enum([
      "refused",
      "timeout-before",
      "timeout-after",
      "lost-answer",
      "lost-refresh",
      "cut-body",
      "unauthorized",
      "no-effect",
      "half-batch",
      "page-changed",
      "repeated-id",
    ]),
  }),
]);

const webhooks = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.enum(["lost", "duplicate", "forged", "gone"]) }),
  z.strictObject({ kind: z.enum(["late", "reordered"]), milliseconds: milliseconds.min(1) }),
]);

const fault = z.discriminatedUnion("channel", [
  z.strictObject({ channel: z.literal("call"), ...on, fault: calls }),
  z.strictObject({ channel: z.literal("webhook"), ...on, fault: webhooks }),
]);

export const faultCalls: readonly ControlCall[] = [
  call({
    name: "list faults",
    method: "GET",
    path: "/control/faults",
    does: "What is armed",
    run: (twin) => ({ faults: twin.faults.list() }),
  }),
  call({
    name: "arm fault",
    method: "POST",
    path: "/control/faults",
    does: "Makes matching calls or webhooks fail: a number of times, by rate, or until disarmed",
    body: fault,
    run: (twin, { body }) => {
      checkShop(twin, body);
      return { id: twin.faults.arm(body) };
    },
  }),
  call({
    name: "disarm faults",
    method: "DELETE",
    path: "/control/faults",
    does: "Disarms every fault",
    run: (twin) => twin.faults.disarm(),
  }),
  call({
    name: "disarm fault",
    method: "DELETE",
    path: "/control/faults/:id",
    does: "Disarms one fault",
    run: (twin, { params }) => {
      const id = param(params, "id");
      if (!twin.faults.list().some((armed) => armed.id === id)) throw new Error(`no fault ${id} is armed`);
      twin.faults.disarm(id);
    },
  }),
];

// A fault for a shop nobody has would wait for ever.
function checkShop({ settings }: Twin, { shop, platform }: NewFault): void {
  if (shop === undefined) return;
  const known = {
    shopify: settings.shopify.stores.map(({ domain }) => domain),
    "tiktok-shop": settings.tiktokShop.shops.map(({ id }) => id),
  };
  const here = platform ? known[platform] : Object.values(known).flat();
  if (!here.includes(shop)) throw new Error(`shop: the twin has no store or shop ${shop} there`);
}

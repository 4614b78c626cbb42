// Control calls that move the twin itself: settings, faults, time, and what has happened.
import { z } from "zod";
import { TIMING } from "../settings.ts";
import type { Twin } from "../twin.ts";
import { type ControlCall, call } from "./call.ts";
import { clockCalls, clockOf } from "./clock-calls.ts";
import { faultCalls } from "./fault-calls.ts";
import { milliseconds, share, text } from "./fields.ts";
import { historyOf, historyQuery } from "./history-query.ts";
import { fromPlain, toPlain } from "./snapshot-json.ts";
import { snapshotSchema } from "./snapshot-schema.ts";

const subscription = z.strictObject({
  topic: text,
  uri: text,
  name: text.exactOptional(),
  filter: text.exactOptional(),
  includeFields: z.array(text).exactOptional(),
  metafieldNamespaces: z.array(text).exactOptional(),
});

/** A day either way. */
const skew = z.number().int().min(-86_400_000).max(86_400_000);

const settings = z.strictObject({
  appUrl: z.url().optional(),
  redirectUrl: z.url().optional(),
  plan: z.enum(["standard", "advanced", "plus", "enterprise"]).optional(),
  customerData: z.enum(["none", "level-1", "level-2"]).optional(),
  subscriptions: z.array(subscription).optional(),
  timing: z
    .strictObject({
      auditMs: milliseconds,
      remorseMs: milliseconds,
      warehouseStepMs: milliseconds,
      searchLagMs: milliseconds,
      bulkMs: milliseconds,
      marketplace: z
        .strictObject({
          payMs: milliseconds,
          shipSlaMs: milliseconds,
          collectSlaMs: milliseconds,
          shipMs: milliseconds,
          collectMs: milliseconds,
          deliverMs: milliseconds,
          answerMs: milliseconds,
          refundMs: milliseconds,
          completeMs: milliseconds,
          consignListMs: milliseconds,
        })
        .partial(),
      webhookSpreadMs: milliseconds,
      idempotentMs: milliseconds,
    })
    .partial()
    .optional(),
  pace: z.enum(["real", "demo"]).optional(),
  clockSkewMs: z.strictObject({ shopify: skew, tiktokShop: skew }).partial().optional(),
  actors: z.enum(["auto", "manual"]).optional(),
  carriers: z
    .strictObject({
      lateShare: share,
      lateMs: milliseconds,
      lostShare: share,
      returnedShare: share,
      splitShare: share,
    })
    .partial()
    .optional(),
});

export const twinCalls: readonly ControlCall[] = [
  call({
    name: "reset",
    method: "POST",
    path: "/control/reset",
    does: "Begins again as new; settings stay",
    run: (twin) => twin.reset(),
  }),
  call({
    name: "read settings",
    method: "GET",
    path: "/control/settings",
    does: "Keys, secrets, stores, shops, addresses, timing",
    run: (twin) => twin.settings,
  }),
  call({
    name: "change settings",
    method: "POST",
    path: "/control/settings",
    does: "Where the app is, what it subscribes to, how long things take, whether actors act by themselves and what share of parcels goes astray",
    body: settings,
    run: (twin, { body }) => changeSettings(twin, body),
  }),
  call({
    name: "read state",
    method: "GET",
    path: "/control/state",
    does: "Both worlds as they are now",
    run: stateOf,
  }),
  call({
    name: "read history",
    method: "GET",
    path: "/control/history",
    does: "What happened, in order, and what of it the client could have known; ?since=SEQ, ?kind=, ?platform=, ?shop=, ?name= (of a call, topic, effect or fault; a trailing * matches any rest), ?heard=, ?outcome=, ?last=N",
    query: historyQuery,
    run: (twin, { query }) => ({ entries: historyOf(twin.history, query) }),
  }),
  ...faultCalls,
  ...clockCalls,
  call({
    name: "take snapshot",
    method: "POST",
    path: "/control/snapshot",
    does: "Everything that can change, as JSON to keep",
    run: (twin) => toPlain(twin.save()),
  }),
  call({
    name: "restore snapshot",
    method: "POST",
    path: "/control/restore",
    does: "Puts back what a snapshot holds",
    body: snapshotSchema,
    run: (twin, { body }) => twin.load(fromPlain(body) as ReturnType<Twin["save"]>),
  }),
];

function changeSettings(twin: Twin, change: z.infer<typeof settings>): Twin["settings"] {
  const {
    appUrl,
    redirectUrl,
    subscriptions,
    plan,
    customerData,
    pace,
    timing,
    clockSkewMs,
    actors,
    carriers,
  } = change;
  if (pace) twin.change({ timing: TIMING[pace] });
  twin.change({
    shopify: { appUrl, appSubscriptions: subscriptions, plan, customerData },
    tiktokShop: { redirectUrl },
    timing,
    clockSkewMs,
    actors,
    carriers,
  });
  return twin.settings;
}

function stateOf(twin: Twin): unknown {
  return {
    stores: twin.settings.shopify.stores.map((store) => twin.shopify.view(store.domain)),
    shops: twin.settings.tiktokShop.shops.map((shop) => twin.tiktokShop.view(shop.id)),
    clock: clockOf(twin),
    faults: twin.faults.list(),
  };
}

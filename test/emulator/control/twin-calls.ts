// Control calls that move the twin itself: settings, faults, time, and what has happened.
import { z } from "zod";
import type { NewFault } from "../faults.ts";
import type { HistoryEntry } from "../history.ts";
import type { Twin } from "../twin.ts";
import { type ControlCall, call, param } from "./call.ts";
import { clockCalls, clockOf } from "./clock-calls.ts";
import { stock as count, milliseconds, text } from "./fields.ts";
import { fromPlain, toPlain } from "./snapshot-json.ts";

const settings = z.strictObject({
  appUrl: z.url().optional(),
  redirectUrl: z.url().optional(),
  subscriptions: z.array(z.strictObject({ topic: text, uri: text })).optional(),
  timing: z
    .strictObject({
      auditMs: milliseconds,
      remorseMs: milliseconds,
      warehouseStepMs: milliseconds,
      searchLagMs: milliseconds,
      bulkMs: milliseconds,
    })
    .partial()
    .optional(),
  actors: z.enum(["auto", "manual"]).optional(),
});

const on = {
  platform: z.enum(["shopify", "tiktok-shop"]).optional(),
  name: text.optional(),
  times: count.optional(),
  rate: z.number().min(0).max(1).optional(),
};

const fault = z.discriminatedUnion("channel", [
  z.strictObject({
    channel: z.literal("call"),
    ...on,
    fault: z.discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("throttle"), seconds: z.number().min(0).max(3_600).optional() }),
      z.strictObject({ kind: z.enum(["unavailable", "lost-answer", "cut-body", "unauthorized"]) }),
      z.strictObject({ kind: z.literal("slow"), milliseconds }),
    ]),
  }),
  z.strictObject({
    channel: z.literal("webhook"),
    ...on,
    fault: z.discriminatedUnion("kind", [
      z.strictObject({ kind: z.enum(["lost", "duplicate", "forged"]) }),
      z.strictObject({ kind: z.literal("late"), milliseconds }),
    ]),
  }),
]);

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
    does: "Where the app is, what it subscribes to, how long things take, whether actors act by themselves",
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
    does: "What happened, in order; ?since=SEQ for what came after, ?effects=NAME for one effect alone, ?last=N for the tail",
    query: z.strictObject({
      since: z.coerce.number().int().min(0).optional(),
      effects: text.optional(),
      last: z.coerce.number().int().min(1).optional(),
    }),
    run: (twin, { query }) => ({ entries: entriesOf(twin, query) }),
  }),
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
    run: (twin, { body }) => ({ id: twin.faults.arm(body satisfies NewFault) }),
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
    body: z.looseObject({
      version: z.literal(1),
      now: z.number(),
      events: z.unknown(),
      random: z.number(),
      history: z.unknown(),
      faults: z.unknown(),
      shopify: z.unknown(),
      tiktokShop: z.unknown(),
    }),
    run: (twin, { body }) => twin.load(fromPlain(body) as ReturnType<Twin["save"]>),
  }),
];

function changeSettings(twin: Twin, change: z.infer<typeof settings>): Twin["settings"] {
  const { appUrl, redirectUrl, subscriptions, timing, actors } = change;
  twin.change({
    shopify: { appUrl, appSubscriptions: subscriptions },
    tiktokShop: { redirectUrl },
    timing,
    actors,
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

function entriesOf(
  twin: Twin,
  asked: { since?: number; effects?: string; last?: number },
): readonly HistoryEntry[] {
  const since = twin.history.since(asked.since ?? 0);
  const named =
    asked.effects === undefined
      ? since
      : since.filter((entry) => entry.kind === "effect" && entry.name === asked.effects);
  return asked.last === undefined ? named : named.slice(-asked.last);
}

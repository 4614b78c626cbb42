// Puts the local twin together: one clock, one source of chance, one history, and the two platforms on them.
import type { HttpHandler } from "msw";
import { RealClock, type ScheduledEvent, type TwinClock, VirtualClock } from "./clock.ts";
import { Faults } from "./faults.ts";
import { type Answerer, answererFor, handlersFor } from "./handlers.ts";
import { History } from "./history.ts";
import { Life } from "./life/life.ts";
import type { TwinParts, TwinSettings } from "./platform.ts";
import { Random } from "./random.ts";
import { Script } from "./script.ts";
import { defaultSettings } from "./settings.ts";
import { createShopifyTwin } from "./shopify/twin.ts";
import { SkewedClock } from "./skewed-clock.ts";
import { misshapen } from "./snapshot-shape.ts";
import { createTikTokShopTwin } from "./tiktok-shop/twin.ts";
import { WebhookSender } from "./webhook-sender.ts";

type DeepPartial<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [K in keyof T]?: DeepPartial<T[K]> }
    : T;

type TwinOptions = {
  readonly settings?: DeepPartial<TwinSettings>;
  /** Virtual unless said otherwise: time stands still until it is advanced. */
  readonly clock?: "real" | "virtual";
  /** Where virtual time begins. */
  readonly startAt?: Date;
  readonly seed?: number;
};

type TwinSnapshot = {
  readonly version: 1;
  readonly now: number;
  readonly events: readonly ScheduledEvent[];
  readonly random: number;
  readonly history: unknown;
  readonly faults: unknown;
  readonly shopify: unknown;
  readonly tiktokShop: unknown;
  readonly life: unknown;
  readonly script: unknown;
};

export type Twin = TwinParts & {
  readonly shopify: ReturnType<typeof createShopifyTwin>;
  readonly tiktokShop: ReturnType<typeof createTikTokShopTwin>;
  readonly life: Life;
  readonly script: Script;
  /** What stands behind both doors; `handlers` is the same for interception. */
  readonly answer: Answerer;
  readonly handlers: readonly HttpHandler[];
  /** Changes settings in place: both platforms read them whenever they need them. */
  change(settings: DeepPartial<TwinSettings>): void;
  /** As new: state, history, faults, chance and virtual time begin again; settings stay. */
  reset(): void;
  /** Everything that can change, copied; settings are not part of it. */
  save(): TwinSnapshot;
  load(snapshot: TwinSnapshot): void;
  stop(): void;
};

/** A Thursday noon within the API versions spoken here. */
const VIRTUAL_START = Date.UTC(2026, 9, 1, 12);

export function createTwin(options: TwinOptions = {}): Twin {
  const settings = merged<TwinSettings>(structuredClone(defaultSettings), options.settings);
  const seed = options.seed ?? 1;
  const startAt = options.startAt?.getTime() ?? VIRTUAL_START;
  const clock: TwinClock = options.clock === "real" ? new RealClock() : new VirtualClock(startAt);
  const random = new Random(seed);
  const history = new History(() => clock.now());
  const faults = new Faults(random);
  const webhooks = new WebhookSender({ clock, faults, history });
  const parts: TwinParts = { settings, clock, random, history, faults, webhooks };
  const seenBy = (platform: keyof TwinSettings["clockSkewMs"]): TwinParts => ({
    ...parts,
    clock: new SkewedClock(clock, () => settings.clockSkewMs[platform]),
  });
  const shopify = withAppUrlIn(settings, createShopifyTwin(seenBy("shopify")));
  const tiktokShop = createTikTokShopTwin(seenBy("tiktokShop"));
  const life = new Life({ parts, shopify, tiktokShop });
  const script = new Script(parts);
  const whole = { ...parts, shopify, tiktokShop, life, script };
  const begin = { startAt, seed };
  return {
    ...whole,
    answer: answererFor([shopify, tiktokShop], { faults, history }),
    handlers: handlersFor([shopify, tiktokShop], { faults, history }),
    change: (change) => {
      merged<TwinSettings>(settings, change);
      shopify.setAppUrl(settings.shopify.appUrl);
    },
    reset: () => reset(whole, begin),
    save: () => save(whole),
    load: (snapshot) => load(whole, snapshot),
    stop: () => clock.stop(),
  };
}

// The shell frames the app where the settings say it is, so they follow when only the platform was told.
function withAppUrlIn(settings: TwinSettings, shopify: Twin["shopify"]): Twin["shopify"] {
  const setAppUrl = (appUrl: string) => {
    merged<TwinSettings>(settings, { shopify: { appUrl } });
    shopify.setAppUrl(appUrl);
  };
  return { ...shopify, setAppUrl };
}

type Whole = TwinParts & Pick<Twin, "shopify" | "tiktokShop" | "life" | "script">;

function reset(twin: Whole, begin: { startAt: number; seed: number }): void {
  twin.clock.load(begin.startAt, []);
  twin.random.load(begin.seed);
  twin.faults.disarm();
  twin.history.clear();
  twin.shopify.reset();
  twin.tiktokShop.reset();
  twin.life.reset();
  twin.script.reset();
}

function save(twin: Whole): TwinSnapshot {
  return structuredClone({
    version: 1,
    now: twin.clock.now(),
    events: twin.clock.pending(),
    random: twin.random.save(),
    history: twin.history.save(),
    faults: twin.faults.save(),
    shopify: twin.shopify.save(),
    tiktokShop: twin.tiktokShop.save(),
    life: twin.life.save(),
    script: twin.script.save(),
  });
}

// The platforms first: what they schedule while loading gives way to the events saved.
function load(twin: Whole, snapshot: TwinSnapshot): void {
  const copy = structuredClone(snapshot);
  const wrong =
    misshapen("shopify", twin.shopify.save(), copy.shopify) ??
    misshapen("tiktokShop", twin.tiktokShop.save(), copy.tiktokShop) ??
    misshapen("life", twin.life.save(), copy.life) ??
    misshapen("script", twin.script.save(), copy.script);
  if (wrong) throw new Error(`${wrong}: the snapshot does not hold what it should`);
  twin.shopify.load(copy.shopify);
  twin.tiktokShop.load(copy.tiktokShop);
  twin.clock.load(copy.now, copy.events);
  twin.random.load(copy.random);
  twin.faults.load(copy.faults);
  twin.history.load(copy.history);
  twin.life.load(copy.life);
  twin.script.load(copy.script);
}

// Changes the target itself; lists are replaced as wholes.
function merged<T extends object>(target: T, change: DeepPartial<T> | undefined): T {
  const into = target as Record<string, unknown>;
  for (const [key, value] of Object.entries(change ?? {})) {
    if (value === undefined) continue;
    const old = into[key];
    if (isRecord(old) && isRecord(value)) merged(old, value);
    else into[key] = value;
  }
  return target;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

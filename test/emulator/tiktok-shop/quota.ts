// The quota behind "too many requests": per app, shop and operation, changed at any time, and never told in an answer.
// ("Rate limits": limits are dynamic, isolated per app and shop; no number is published.)
import { type Core, seconds } from "./core.ts";
import type { QuotaRow } from "./quota-rows.ts";
import { refuse } from "./refusal.ts";

export type RateChange = { readonly perSecond: number } | { readonly factor: number };

export type NewQuota = {
  readonly operation: string;
  readonly shopId?: string;
  readonly perSecond: number;
  /** What it becomes later, in milliseconds of the twin's clock. */
  readonly changes?: readonly (RateChange & { readonly afterMs: number })[];
};

type Met = { readonly operation: string; readonly shopId: string };

const CHANGE = "tiktok-shop.quota-changes";
const HOUR_SECONDS = 3_600;

export function startQuotas(core: Core): void {
  core.parts.clock.on<{ id: string; change: RateChange }>(CHANGE, ({ id, change }) => {
    if (core.state.traffic.quotas.has(id)) changeQuota(core, id, change);
  });
}

/** The quota set last counts, where several match. */
export function setQuota(core: Core, { operation, shopId, perSecond, changes = [] }: NewQuota): string {
  const { traffic } = core.state;
  traffic.quotaIds += 1;
  const id = `quota-${traffic.quotaIds}`;
  traffic.quotas.set(id, { id, operation, shopId: shopId ?? null, perSecond });
  for (const { afterMs, ...change } of changes)
    core.parts.clock.schedule(afterMs, { kind: CHANGE, data: { id, change } });
  return id;
}

/** What was saved up until now was saved up at the old rate. */
export function changeQuota(core: Core, id: string, change: RateChange): number {
  const quota = core.state.traffic.quotas.get(id);
  if (!quota) throw new Error(`the twin knows no quota ${id}`);
  const now = core.parts.clock.now();
  for (const [key, bucket] of core.state.traffic.buckets) {
    if (!key.startsWith(`${id} `)) continue;
    bucket.left = leftIn(bucket, quota.perSecond, now);
    bucket.at = now;
  }
  quota.perSecond = "factor" in change ? quota.perSecond * change.factor : change.perSecond;
  return quota.perSecond;
}

export function removeQuota(core: Core, id: string): void {
  if (!core.state.traffic.quotas.delete(id)) throw new Error(`the twin knows no quota ${id}`);
  for (const key of core.state.traffic.buckets.keys()) {
    if (key.startsWith(`${id} `)) core.state.traffic.buckets.delete(key);
  }
}

/** Lets a call through or refuses it, and counts it either way. */
export function spend(core: Core, met: Met): void {
  const count = countOf(core, met);
  const code = refusalOf(core, met);
  if (code === undefined) count.passed += 1;
  else {
    count.throttled += 1;
    refuse(
      code,
      code === 36009037 ? "The call limit of the development shop is reached" : "Too many requests",
      429,
    );
  }
}

function refusalOf(core: Core, met: Met): number | undefined {
  if (isHourSpent(core, met.shopId)) return 36009037;
  const quota = quotaFor(core, met);
  if (!quota) return undefined;
  const now = core.parts.clock.now();
  const key = `${quota.id} ${met.shopId} ${met.operation}`;
  const bucket = core.state.traffic.buckets.get(key) ?? { left: sizeOf(quota.perSecond), at: now };
  const left = leftIn(bucket, quota.perSecond, now);
  if (left < 1) return 36009002;
  core.state.traffic.buckets.set(key, { left: left - 1, at: now });
  return undefined;
}

/** Counted by the hour of the clock; only calls that name the shop count for it. */
function isHourSpent(core: Core, shopId: string): boolean {
  const most = core.parts.settings.tiktokShop.gateway.developmentCallsPerHour;
  if (most === null || shopId === "") return false;
  const hour = Math.floor(seconds(core) / HOUR_SECONDS);
  const known = core.state.traffic.hours.get(shopId);
  const calls = known?.hour === hour ? known.calls : 0;
  if (calls >= most) return true;
  core.state.traffic.hours.set(shopId, { hour, calls: calls + 1 });
  return false;
}

function quotaFor(core: Core, { operation, shopId }: Met): QuotaRow | undefined {
  let found: QuotaRow | undefined;
  for (const quota of core.state.traffic.quotas.values()) {
    if (quota.shopId !== null && quota.shopId !== shopId) continue;
    if (matches(quota.operation, operation)) found = quota;
  }
  return found;
}

function matches(pattern: string, operation: string): boolean {
  return pattern.endsWith("*") ? operation.startsWith(pattern.slice(0, -1)) : pattern === operation;
}

/** A second's worth, but never less than one call. */
function sizeOf(perSecond: number): number {
  return Math.max(1, perSecond);
}

function leftIn(bucket: { left: number; at: number }, perSecond: number, now: number): number {
  return Math.min(sizeOf(perSecond), bucket.left + ((now - bucket.at) / 1000) * perSecond);
}

function countOf(core: Core, { operation, shopId }: Met): { passed: number; throttled: number } {
  const key = `${shopId} ${operation}`;
  const known = core.state.traffic.counts.get(key);
  if (known) return known;
  const count = { passed: 0, throttled: 0 };
  core.state.traffic.counts.set(key, count);
  return count;
}

export type QuotaReport = {
  readonly quotas: readonly QuotaRow[];
  /** Calls that came as far as the quota, by shop and operation; the rate is the true one of this moment. */
  readonly operations: readonly {
    readonly shopId: string;
    readonly operation: string;
    readonly perSecond: number | null;
    readonly passed: number;
    readonly throttled: number;
  }[];
};

export function reportQuotas(core: Core): QuotaReport {
  const { quotas, counts } = core.state.traffic;
  return {
    quotas: [...quotas.values()].map((quota) => ({ ...quota })),
    operations: [...counts].map(([key, count]) => {
      const [shopId = "", ...operation] = key.split(" ");
      const met = { shopId, operation: operation.join(" ") };
      return { ...met, perSecond: quotaFor(core, met)?.perSecond ?? null, ...count };
    }),
  };
}

// The two reads the store makes of a fulfillment service by itself, about hourly: what it has in stock, and the tracking
// numbers that are still missing. What it answers is applied; a call that fails is written down and not repeated before
// the next hour.
import { createHmac } from "node:crypto";
import { retrack } from "./fulfillment-writes.ts";
import { variantsBySku } from "./lookup.ts";
import type { Service, Shop } from "./state.ts";
import { levelAt, setAvailable } from "./stock.ts";
import { shopAt, type World } from "./world.ts";

const ASKS = "shopify.service-reads";
const HOUR_MS = 3_600_000;
/** As for webhooks: the time for reads is not documented, so the shorter one is taken. */
const TIMEOUT_MS = 5_000;

type Due = { readonly domain: string; readonly serviceId: string };
type Read = "fetch_stock.json" | "fetch_tracking_numbers.json";

export function runServiceReads(world: World): void {
  world.parts.clock.on<Due>(ASKS, async ({ domain, serviceId }) => {
    const shop = shopAt(world, domain);
    const service = shop.services.get(serviceId);
    if (!service) return;
    scheduleReads(world, shop, service);
    if (!shop.installed || !service.callbackUrl) return;
    if (service.inventoryManagement) await readStock(world, shop, service);
    if (service.trackingSupport) await readTracking(world, shop, service);
  });
}

/** The next round of reads, an hour from now. */
export function scheduleReads(world: World, shop: Shop, service: Service): void {
  const data: Due = { domain: shop.domain, serviceId: service.id };
  world.parts.clock.schedule(HOUR_MS, { kind: ASKS, data });
}

async function readStock(world: World, shop: Shop, service: Service): Promise<void> {
  const answer = await ask(world, shop, { service, read: "fetch_stock.json", query: [] });
  for (const [sku, units] of Object.entries(answer ?? {})) {
    if (typeof units !== "number" || !Number.isInteger(units)) continue;
    for (const { itemId } of variantsBySku(shop, sku)) {
      const at = { itemId, locationId: service.locationId };
      if (levelAt(shop, at))
        setAvailable(world, shop, { ...at, available: units, cause: "inventory.fetched" });
    }
  }
}

async function readTracking(world: World, shop: Shop, service: Service): Promise<void> {
  const waiting = new Map(
    [...shop.fulfillments.values()]
      .filter((one) => one.locationId === service.locationId && one.status === "SUCCESS")
      .filter(({ tracking }) => tracking.every(({ number }) => number === null))
      .map((one) => [one.name, one]),
  );
  if (waiting.size === 0) return;
  const query = [...waiting.keys()].map((name): [string, string] => ["order_names[]", name]);
  const answer = await ask(world, shop, { service, read: "fetch_tracking_numbers.json", query });
  const numbers = (answer?.["tracking_numbers"] ?? {}) as Readonly<Record<string, unknown>>;
  for (const [name, number] of Object.entries(numbers)) {
    const fulfillment = waiting.get(name);
    if (!fulfillment || typeof number !== "string" || number === "") continue;
    retrack(world, shop, { fulfillment, tracking: { number, company: null } });
  }
}

type Ask = {
  readonly service: Service;
  readonly read: Read;
  readonly query: readonly (readonly [string, string])[];
};

async function ask(
  world: World,
  shop: Shop,
  call: Ask,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const { parts } = world;
  const result = await get(world, signed(world, shop, call));
  parts.history.add("shopify", {
    kind: "webhook",
    topic: call.read,
    messageId: parts.random.uuid(),
    shop: shop.domain,
    attempt: 1,
    outcome: result.outcome,
  });
  return result.answer;
}

async function get(
  world: World,
  { url, headers }: { url: string; headers: Readonly<Record<string, string>> },
): Promise<{ outcome: string; answer?: Readonly<Record<string, unknown>> }> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await world.parts.webhooks.deliver(url, {
      method: "GET",
      headers,
      redirect: "manual",
      signal,
    });
    const text = await response.text();
    if (response.status !== 200) return { outcome: `answered ${response.status}` };
    const answer: unknown = JSON.parse(text);
    return typeof answer === "object" && answer !== null && !Array.isArray(answer)
      ? { outcome: "delivered", answer: answer as Readonly<Record<string, unknown>> }
      : { outcome: "answered no object" };
  } catch (error) {
    if (error instanceof SyntaxError) return { outcome: "answered no JSON" };
    return { outcome: error instanceof Error && error.name === "TimeoutError" ? "timed out" : "refused" };
  }
}

// Shopify's documentation does not say how these reads are signed, so a setting chooses between the forms its other calls
// have: the hex digest of the sorted parameters in the query, or the base64 digest of the query in a header.
function signed(
  world: World,
  shop: Shop,
  { service, read, query }: Ask,
): { url: string; headers: Readonly<Record<string, string>> } {
  const { apiSecret, callbackSignature = "query" } = world.parts.settings.shopify;
  const timestamp = String(Math.floor(world.parts.clock.now() / 1_000));
  const fields = [["shop", shop.domain], ["timestamp", timestamp], ...query] as [string, string][];
  const params = new URLSearchParams(fields);
  const base = `${service.callbackUrl?.replace(/\/$/, "")}/${read}`;
  const digest = (text: string, encoding: "hex" | "base64") =>
    createHmac("sha256", apiSecret).update(text).digest(encoding);
  const headers = { "x-shopify-shop-domain": shop.domain };
  if (callbackSignature === "header")
    return {
      url: `${base}?${params}`,
      headers: { ...headers, "x-shopify-hmac-sha256": digest(String(params), "base64") },
    };
  const sorted = fields.map(([name, value]) => `${name}=${value}`).sort();
  params.set("hmac", digest(sorted.join("&"), "hex"));
  return { url: `${base}?${params}`, headers };
}

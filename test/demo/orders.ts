// Buyers and staff of the demo: orders in the marketplace and in the store, and the parcels the merchant ships.

import type { SeedAddress } from "../emulator/platform.ts";
import { DEMO_SHOP } from "../emulator/settings.ts";
import type { Worlds } from "./control.ts";
import type { DemoOptions } from "./options.ts";
import { describe, type Watch } from "./progress.ts";
import { secondsSinceStart, seen, step, until, waiting } from "./say.ts";
import type { Stack } from "./stack.ts";

export type PlacedOrders = {
  /** Marketplace orders the platform ships, and those the merchant ships. */
  readonly byPlatform: readonly string[];
  readonly byMerchant: readonly string[];
  /** Names of the store's own orders for the platform's warehouse. */
  readonly own: readonly string[];
};

const OWN_ORDERS = 2;

const BUYER: SeedAddress = {
  firstName: "Maren",
  lastName: "Okafor",
  address1: "418 Alder Street",
  address2: null,
  city: "Portland",
  provinceCode: "OR",
  province: "Oregon",
  zip: "97205",
  countryCode: "US",
  phone: "+15035550142",
  email: "maren.okafor@example.com",
};

/** Every second marketplace order is for goods in the platform's warehouse; then two in the store itself. */
export async function placeOrders(stack: Stack, options: DemoOptions): Promise<PlacedOrders> {
  return step("orders", async (say) => {
    const goods = sellable(await stack.control.worlds());
    const byPlatform: string[] = [];
    const byMerchant: string[] = [];
    for (let index = 0; index < options.orders; index++) {
      const platform = index % 2 === 0 && goods.atPlatform.length > 0;
      const lines = cart(platform ? goods.atPlatform : goods.atMerchant, index);
      const fulfillment = platform ? "FULFILLMENT_BY_TIKTOK" : "FULFILLMENT_BY_SELLER";
      const { orderId } = await stack.control.post<{ orderId: string }>(
        `tiktok-shop/shops/${DEMO_SHOP}/orders`,
        { lines, fulfillment },
      );
      (platform ? byPlatform : byMerchant).push(orderId);
    }
    say(
      `Buyers placed ${options.orders} orders in TikTok Shop: ${byPlatform.length} for its warehouse, ${byMerchant.length} for the merchant's`,
    );
    const own: string[] = [];
    for (let index = 0; index < OWN_ORDERS && goods.atPlatform.length > 0; index++) {
      const lines = cart(goods.atPlatform, index).map((line) => ({
        sku: line.sellerSku,
        quantity: line.quantity,
      }));
      const { name } = await stack.control.post<{ name: string }>(
        `shopify/stores/${stack.storeDomain}/orders`,
        { lines, address: BUYER },
      );
      const { fulfillmentOrderIds } = await stack.control.post<{ fulfillmentOrderIds: string[] }>(
        `shopify/stores/${stack.storeDomain}/orders/${encodeURIComponent(name)}/fulfillment-request`,
      );
      if (fulfillmentOrderIds.length === 0) throw new Error(`${name} was not routed to TikTok's warehouse`);
      own.push(name);
    }
    say(
      `Buyers placed ${own.length} orders in the store itself, and staff asked TikTok's warehouse to ship them`,
    );
    return { byPlatform, byMerchant, own };
  });
}

type Shipping = DemoOptions & { readonly placed: PlacedOrders };

/** Ships in the store what is the merchant's, waits until everything has left; answers when the first parcel did. */
export async function shipAsMerchant(stack: Stack, watch: Watch, shipping: Shipping): Promise<number> {
  return step("shipments", async (say) => {
    const shipped = new Set<string>();
    let first = 0;
    let nextKill = shipping.killWorkerEveryMs
      ? Date.now() + shipping.killWorkerEveryMs
      : Number.POSITIVE_INFINITY;
    // A worker that is killed again and again spends most of its time starting.
    const patience = (shipping.killWorkerEveryMs ? 240 : 120) + shipping.orders;
    await until("every order has left and both sides know", { seconds: patience }, async () => {
      if (Date.now() > nextKill) {
        await stack.restartWorker();
        nextKill = Date.now() + shipping.killWorkerEveryMs;
      }
      const worlds = await stack.control.worlds();
      await shipOpenOrders(stack, worlds, { mine: new Set(shipping.placed.byMerchant), shipped });
      first ||= worlds.store.orders.some((order) => order.fulfillments.length > 0) ? secondsSinceStart() : 0;
      const open = stillOpen(worlds, shipping.placed);
      return open.length === 0
        ? seen(true)
        : waiting(`${open.slice(0, 3).join("; ")} (${describe(await watch.look())})`);
    });
    say(
      `TikTok's warehouse shipped ${shipping.placed.byPlatform.length} marketplace orders and ${shipping.placed.own.length} of the store's own`,
    );
    say(`The merchant shipped ${shipped.size} orders in Shopify; the first parcel left after ${first} s`);
    return first;
  });
}

type Ship = { readonly mine: ReadonlySet<string>; readonly shipped: Set<string> };

async function shipOpenOrders(stack: Stack, worlds: Worlds, ship: Ship): Promise<void> {
  for (const order of worlds.store.orders) {
    if (!order.sourceIdentifier || !ship.mine.has(order.sourceIdentifier) || ship.shipped.has(order.name))
      continue;
    const number = `9400100000000000${String(1000 + ship.shipped.size)}`;
    const place = `shopify/stores/${stack.storeDomain}/orders/${encodeURIComponent(order.name)}/fulfillment`;
    await stack.control.post(place, { company: "USPS", number });
    ship.shipped.add(order.name);
  }
}

// Each a sentence: which order, and what it lacks.
function stillOpen({ store, shop }: Worlds, placed: PlacedOrders): string[] {
  const copies = new Map(store.orders.map((order) => [order.sourceIdentifier, order]));
  const marketplace = [...placed.byPlatform, ...placed.byMerchant].flatMap((orderId) => {
    const copy = copies.get(orderId);
    if (!copy) return [`order ${orderId} is not in the store`];
    if (copy.fulfillments.length === 0) return [`${copy.name} has not left`];
    const order = shop.orders.find((candidate) => candidate.id === orderId);
    return order?.lines.every((line) => line.trackingNumber)
      ? []
      : [`TikTok Shop does not know that ${copy.name} has left`];
  });
  const own = placed.own.flatMap((name) =>
    store.orders.some((order) => order.name === name && order.fulfillments.length > 0)
      ? []
      : [`${name} has not left`],
  );
  return [...marketplace, ...own];
}

type Goods = { readonly atPlatform: readonly string[]; readonly atMerchant: readonly string[] };

function sellable({ shop }: Worlds): Goods {
  const atPlatform = shop.fbtStock.flatMap((row) => row.sellerSkus.slice(0, 1));
  const atMerchant = shop.products
    .filter((listing) => listing.status === "ACTIVATE")
    .flatMap((listing) => listing.skus)
    .filter(
      (sku) =>
        !atPlatform.includes(sku.sellerSku) && sku.stock.reduce((sum, row) => sum + row.quantity, 0) >= 3,
    )
    .map((sku) => sku.sellerSku);
  if (atMerchant.length === 0) throw new Error("no live listing has stock to sell");
  return { atPlatform, atMerchant };
}

function cart(skus: readonly string[], index: number): { sellerSku: string; quantity: number }[] {
  const first = skus[index % skus.length] ?? "";
  const second = skus[(index * 7 + 3) % skus.length] ?? "";
  const lines = [{ sellerSku: first, quantity: 1 + (index % 2) }];
  return index % 3 === 0 && second !== first ? [...lines, { sellerSku: second, quantity: 1 }] : lines;
}

// What people do in the store: staff in the admin, buyers at the checkout.
import type { SeedAddress, ShopifyTwin } from "../platform.ts";
import { may } from "./fulfillment-order-state.ts";
import { submitCancellation, submitRequest } from "./fulfillment-order-writes.ts";
import { type Leaving, ship } from "./fulfillment-writes.ts";
import { orderByName, variantBySku } from "./lookup.ts";
import { cents, decimal } from "./money.ts";
import type { FulfillmentOrder, Order, OrderLine } from "./order-state.ts";
import { addressOf } from "./order-texts.ts";
import { bookOrder, cancelOrder } from "./order-writes.ts";
import { variantTitle } from "./products.ts";
import { openLocation } from "./shop.ts";
import type { Shop } from "./state.ts";
import { setAvailable } from "./stock.ts";
import { firstLocation, gid, now, shopAt, type World } from "./world.ts";

type Moves = Pick<
  ShopifyTwin,
  | "addLocation"
  | "setStock"
  | "placeOrder"
  | "requestFulfillment"
  | "requestCancellation"
  | "fulfillAsMerchant"
  | "cancelOrder"
>;

/** Standard shipping at the twin's checkouts. */
const SHIPPING_CENTS = 500;

export function staffMoves(world: World): Moves {
  return {
    addLocation: (domain, name) => openLocation(world, shopAt(world, domain), { name, serviceId: null }).id,
    setStock(domain, sku, quantity, locationId) {
      const shop = shopAt(world, domain);
      const place = locationId ?? firstLocation(shop).id;
      if (!shop.locations.has(place)) throw new Error(`${domain} has no location ${place}`);
      setAvailable(world, shop, {
        itemId: variantBySku(shop, sku).itemId,
        locationId: place,
        available: quantity,
        cause: "inventory.set",
      });
    },
    placeOrder(domain, order) {
      const { id, name } = placeOrder(world, shopAt(world, domain), order);
      return { orderId: id, name };
    },
    requestFulfillment: (domain, orderName) => onParts(world, domain, orderName, "REQUEST_FULFILLMENT"),
    requestCancellation: (domain, orderName) => onParts(world, domain, orderName, "cancellation"),
    fulfillAsMerchant: (domain, orderName, shipment) =>
      fulfillAsMerchant(world, { shop: shopAt(world, domain), orderName }, shipment),
    cancelOrder(domain, orderName) {
      const shop = shopAt(world, domain);
      const order = orderByName(shop, orderName);
      cancelOrder(world, shop, { order, reason: "STAFF", restock: true, refund: false, note: null });
    },
  };
}

type Purchase = {
  readonly lines: readonly { sku: string; quantity: number }[];
  readonly address?: SeedAddress;
};

function placeOrder(world: World, shop: Shop, { lines, address }: Purchase): Order {
  const bought = lines.map((line) => boughtLine(shop, line));
  const total = bought.reduce((sum, line) => sum + cents(line.price) * line.quantity, SHIPPING_CENTS);
  return bookOrder(world, shop, {
    name: null,
    currency: shop.currency,
    presentmentCurrency: null,
    poNumber: null,
    billingAddress: null,
    discount: null,
    sourceIdentifier: null,
    sourceName: "web",
    note: null,
    tags: [],
    email: address?.email ?? null,
    phone: address?.phone ?? null,
    attributes: [],
    financialStatus: "PAID",
    shippingAddress: address ? addressOf(address) : null,
    lines: bought,
    shipping: [{ title: "Standard", code: "standard", price: decimal(SHIPPING_CENTS) }],
    taxes: [],
    taxesIncluded: false,
    transactions: [
      {
        id: gid(world, "OrderTransaction"),
        kind: "SALE",
        status: "SUCCESS",
        gateway: "bogus",
        amount: decimal(total),
      },
    ],
    processedAt: now(world),
    test: false,
  });
}

function boughtLine(shop: Shop, { sku, quantity }: { sku: string; quantity: number }): Omit<OrderLine, "id"> {
  const variant = variantBySku(shop, sku);
  const product = shop.products.get(variant.productId);
  return {
    variantId: variant.id,
    productId: variant.productId,
    title: product?.title ?? "",
    variantTitle: product?.options[0]?.name === "Title" ? null : variantTitle(variant),
    sku,
    vendor: product?.vendor ?? null,
    quantity,
    price: variant.price,
    requiresShipping: variant.requiresShipping,
    taxable: variant.taxable,
    serviceHandle: null,
    claimed: variant.tracked,
    taxes: [],
    attributes: [],
  };
}

function onParts(
  world: World,
  domain: string,
  orderName: string,
  ask: "REQUEST_FULFILLMENT" | "cancellation",
): readonly string[] {
  const shop = shopAt(world, domain);
  const asked = partsOf(shop, orderByName(shop, orderName)).filter((part) =>
    ask === "REQUEST_FULFILLMENT"
      ? may(shop, part, "REQUEST_FULFILLMENT")
      : may(shop, part, "REQUEST_CANCELLATION") || may(shop, part, "CANCEL_FULFILLMENT_ORDER"),
  );
  for (const part of asked) {
    if (ask === "REQUEST_FULFILLMENT")
      submitRequest(world, shop, { part, message: null, notifyCustomer: false });
    else submitCancellation(world, shop, { part, message: "Customer cancelled their order" });
  }
  return asked.map(({ id }) => id);
}

type MerchantShipment = Parameters<ShopifyTwin["fulfillAsMerchant"]>[2];

function fulfillAsMerchant(
  world: World,
  at: { shop: Shop; orderName: string },
  shipment: MerchantShipment,
): string {
  const { shop, orderName } = at;
  const order = orderByName(shop, orderName);
  const own = partsOf(shop, order).filter(
    (part) => !shop.locations.get(part.locationId)?.serviceId && may(shop, part, "CREATE_FULFILLMENT"),
  );
  const [first] = own;
  if (!first) throw new Error(`order ${orderName} has nothing that the merchant could ship`);
  const leaving = own
    .filter(({ locationId }) => locationId === first.locationId)
    .flatMap((part) => leavingOf(order, part, shipment.lines));
  const made = ship(world, shop, {
    order,
    leaving,
    tracking: { company: shipment.company, number: shipment.number },
  });
  if (typeof made === "string") throw new Error(`order ${orderName} cannot be shipped: ${made}`);
  return made.id;
}

function leavingOf(
  order: Order,
  part: FulfillmentOrder,
  named: MerchantShipment["lines"],
): readonly Leaving[] {
  if (!named) return [{ part, lines: null }];
  const lines = part.lines.flatMap((line) => {
    const sku = order.lines.find(({ id }) => id === line.orderLineId)?.sku;
    const quantity = named.find((one) => one.sku === sku)?.quantity ?? 0;
    return quantity > 0 ? [{ id: line.id, quantity }] : [];
  });
  return lines.length > 0 ? [{ part, lines }] : [];
}

const partsOf = (shop: Shop, order: Order): readonly FulfillmentOrder[] =>
  order.fulfillmentOrderIds.flatMap((id) => shop.fulfillmentOrders.get(id) ?? []);

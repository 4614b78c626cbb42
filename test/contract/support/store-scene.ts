// The store in which every query and mutation is driven once, and what a drive is.
import { type Alone, aProduct, STORE, shopifyAlone } from "../../emulator/shopify/alone.ts";

export type StoreScene = {
  readonly alone: Alone;
  readonly ids: {
    readonly product: string;
    readonly variant: string;
    readonly item: string;
    readonly level: string;
    /** The merchant's own location, which stocks the lamp and the rope. */
    readonly location: string;
    readonly service: string;
    /** The service's location, which stocks the lamp as well. */
    readonly serviceLocation: string;
    /** An order of two ropes at the merchant's own location, open. */
    readonly order: string;
    readonly orderName: string;
    readonly part: string;
    /** An order of twenty lamps, more than the merchant holds: its part is at the service. */
    readonly serviceOrderName: string;
    readonly servicePart: string;
  };
};

/** A document whose only root field is the operation driven. */
type Asked = { readonly document: string; readonly variables?: Readonly<Record<string, unknown>> };

/** Brings about what the operation needs, and says what to ask. */
export type StoreDrive = (scene: StoreScene) => Promise<Asked> | Asked;

/** By the name of the query or mutation, as the README's table has it. */
export type StoreDrives = Readonly<Record<string, StoreDrive>>;

export async function storeScene(): Promise<StoreScene> {
  const alone = shopifyAlone();
  alone.twin.importProducts(STORE, [
    aProduct("lamp", [{ sku: "LAMP" }]),
    aProduct("rope", [{ sku: "ROPE-S" }, { sku: "ROPE-L" }]),
  ]);
  const service = await serviceOf(alone);
  alone.twin.setStock(STORE, "LAMP", 30, service.location.id);
  const own = alone.twin.placeOrder(STORE, { lines: [{ sku: "ROPE-S", quantity: 2 }] });
  const served = alone.twin.placeOrder(STORE, { lines: [{ sku: "LAMP", quantity: 20 }] });
  await alone.parts.clock.advance(2_000);
  const { data } = await alone.graphql(
    '{ productVariants(first: 1, query: "sku:LAMP") { nodes { id product { id } inventoryItem { id inventoryLevels(first: 1) { nodes { id location { id } } } } } } }',
  );
  const variant = data["productVariants"].nodes[0];
  const level = variant.inventoryItem.inventoryLevels.nodes[0];
  const partOf = (orderId: string) =>
    alone.twin.view(STORE).orders.find(({ id }) => id === orderId)?.fulfillmentOrders[0]?.id ?? "";
  const ids = {
    product: variant.product.id,
    variant: variant.id,
    item: variant.inventoryItem.id,
    level: level.id,
    location: level.location.id,
    service: service.id,
    serviceLocation: service.location.id,
    order: own.orderId,
    orderName: own.name,
    part: partOf(own.orderId),
    serviceOrderName: served.name,
    servicePart: partOf(served.orderId),
  };
  return { alone, ids };
}

async function serviceOf(alone: Alone): Promise<{ id: string; location: { id: string } }> {
  const { data } = await alone.graphql(
    'mutation { fulfillmentServiceCreate(name: "FBT", callbackUrl: "https://app.example.com/fbt", inventoryManagement: true, trackingSupport: true, requiresShippingMethod: true) { fulfillmentService { id location { id } } } }',
  );
  return data["fulfillmentServiceCreate"].fulfillmentService;
}

/** The merchant ships the open order: the id of its fulfillment. */
export function shipped({ alone, ids }: StoreScene): string {
  return alone.twin.fulfillAsMerchant(STORE, ids.orderName, { company: "UPS", number: "1Z9" });
}

/** A mutation of the common form: it takes an id, more arguments as text, and answers user errors. */
export function mutation(name: string, args: string, selection = ""): string {
  return `mutation { ${name}(${args}) { ${selection} userErrors { field message } } }`;
}

// Control calls that move the store's side: staff, buyers and the catalogue.
import { z } from "zod";
import { type ControlCall, call, param } from "./call.ts";
import { address, quantity, stock, text } from "./fields.ts";

const STORE = "/control/shopify/stores/:domain";
const ORDER = `${STORE}/orders/:name`;

const lines = z.array(z.strictObject({ sku: text, quantity })).min(1);

// A global id has slashes, which an address would take for its own: its number stands for it.
const numbered = (locationId: string) => ({
  locationId,
  locationNumber: locationId.slice(locationId.lastIndexOf("/") + 1),
});

// The # of an order's name cannot stand in an address, so it may be left out.
const locationId = (params: Readonly<Record<string, string>>) =>
  `gid://shopify/Location/${param(params, "locationNumber")}`;
const orderName = (params: Readonly<Record<string, string>>) => {
  const name = param(params, "name");
  return name.startsWith("#") ? name : `#${name}`;
};

export const shopifyCalls: readonly ControlCall[] = [
  call({
    name: "set stock",
    method: "POST",
    path: `${STORE}/stock`,
    does: "Sets what is available of a SKU, at the first location unless one is named",
    body: z.strictObject({ sku: text, quantity: stock, locationId: text.optional() }),
    run: (twin, { params, body }) =>
      twin.shopify.setStock(
        param(params, "domain"),
        body.sku,
        body.quantity,
        ...(body.locationId ? [body.locationId] : []),
      ),
  }),
  call({
    name: "add location",
    method: "POST",
    path: `${STORE}/locations`,
    does: "Adds a location of the merchant's own",
    body: z.strictObject({ name: text }),
    run: (twin, { params, body }) => ({
      ...numbered(twin.shopify.addLocation(param(params, "domain"), body.name)),
    }),
  }),
  call({
    name: "change location",
    method: "PATCH",
    path: `${STORE}/locations/:locationNumber`,
    does: "Renames, closes or opens a location of the merchant's own (the number in its id)",
    body: z.strictObject({ name: text.optional(), isActive: z.boolean().optional() }),
    run: (twin, { params, body }) =>
      twin.shopify.changeLocation(param(params, "domain"), locationId(params), body),
  }),
  call({
    name: "delete location",
    method: "DELETE",
    path: `${STORE}/locations/:locationNumber`,
    does: "Deletes a closed location of the merchant's own; what it stocked is stocked there no longer",
    run: (twin, { params }) => twin.shopify.deleteLocation(param(params, "domain"), locationId(params)),
  }),
  call({
    name: "change store",
    method: "PATCH",
    path: STORE,
    does: "The owner renames the store, or changes its currency or time zone: shop/update is sent",
    body: z.strictObject({
      name: text.optional(),
      currency: z
        .string()
        .regex(/^[A-Z]{3}$/)
        .optional(),
      timeZone: text.optional(),
    }),
    run: (twin, { params, body }) => twin.shopify.changeStore(param(params, "domain"), body),
  }),
  call({
    name: "install app",
    method: "POST",
    path: `${STORE}/install`,
    does: "Installs the app: tokens can be exchanged from now on",
    run: (twin, { params }) => twin.shopify.install(param(params, "domain")),
  }),
  call({
    name: "uninstall app",
    method: "POST",
    path: `${STORE}/uninstall`,
    does: "Uninstalls the app: its tokens are refused and app/uninstalled is sent",
    run: (twin, { params }) => twin.shopify.uninstall(param(params, "domain")),
  }),
  call({
    name: "grant scopes",
    method: "POST",
    path: `${STORE}/scopes`,
    does: "The merchant agrees to these access scopes: what is missing is lost at once, app/scopes_update is sent",
    body: z.strictObject({ scopes: z.array(text).min(1) }),
    run: (twin, { params, body }) => twin.shopify.grantScopes(param(params, "domain"), body.scopes),
  }),
  call({
    name: "request erasure",
    method: "POST",
    path: `${STORE}/erasure-request`,
    does: "A buyer wants to be forgotten: answers when customers/redact will be sent for the orders named",
    body: z.strictObject({ orderIds: z.array(text).optional() }),
    run: (twin, { params, body }) => ({
      redactAt: twin.shopify.requestErasure(param(params, "domain"), body.orderIds ?? []),
    }),
  }),
  call({
    name: "place store order",
    method: "POST",
    path: `${STORE}/orders`,
    does: "A buyer orders in the store itself",
    body: z.strictObject({ lines, address: address.optional() }),
    run: (twin, { params, body }) => twin.shopify.placeOrder(param(params, "domain"), body),
  }),
  call({
    name: "request fulfillment",
    method: "POST",
    path: `${ORDER}/fulfillment-request`,
    does: "Staff ask the fulfillment service to ship an order (its name, with or without #)",
    run: (twin, { params }) => ({
      fulfillmentOrderIds: twin.shopify.requestFulfillment(param(params, "domain"), orderName(params)),
    }),
  }),
  call({
    name: "request cancellation",
    method: "POST",
    path: `${ORDER}/cancellation-request`,
    does: "Staff ask the fulfillment service not to ship an order after all",
    run: (twin, { params }) => ({
      fulfillmentOrderIds: twin.shopify.requestCancellation(param(params, "domain"), orderName(params)),
    }),
  }),
  call({
    name: "fulfill as merchant",
    method: "POST",
    path: `${ORDER}/fulfillment`,
    does: "Staff ship what is open at the merchant's own locations: all of it, or the lines named",
    body: z.strictObject({ company: text, number: text, lines: lines.optional() }),
    run: (twin, { params, body }) => ({
      fulfillmentId: twin.shopify.fulfillAsMerchant(param(params, "domain"), orderName(params), body),
    }),
  }),
  call({
    name: "cancel store order",
    method: "POST",
    path: `${ORDER}/cancel`,
    does: "Staff cancel an order",
    run: (twin, { params }) => twin.shopify.cancelOrder(param(params, "domain"), orderName(params)),
  }),
  call({
    name: "ask for privacy",
    method: "POST",
    path: `${STORE}/privacy-request`,
    does: "Sends one of the compliance topics, for the orders named",
    body: z.strictObject({
      topic: z.enum(["customers/data_request", "customers/redact", "shop/redact"]),
      orderIds: z.array(text).optional(),
    }),
    run: (twin, { params, body }) =>
      twin.shopify.askForPrivacy(param(params, "domain"), body.topic, body.orderIds),
  }),
];

// The store itself, its locations, and the fulfillment services apps register: a service comes with a location.
import { connection, type PageArgs } from "./connection.ts";
import { type Context, type Fields, payload, refuse, same } from "./fields.ts";
import { scheduleReads } from "./fulfillment-service-calls.ts";
import type { Level, Location, Service, Shop } from "./state.ts";
import { levelAt } from "./stock.ts";
import { announce } from "./webhooks.ts";
import { gid, legacyId, newLocation, now, record, type World } from "./world.ts";

type ServiceInput = {
  readonly name?: string | null;
  readonly callbackUrl?: string | null;
  readonly inventoryManagement?: boolean | null;
  readonly trackingSupport?: boolean | null;
  readonly requiresShippingMethod?: boolean | null;
};
type ListArgs = PageArgs & {
  readonly includeLegacy?: boolean | null;
  readonly includeInactive?: boolean | null;
};

export const shopFields: Fields = {
  Shop: {
    ...same("id", "name", "createdAt"),
    myshopifyDomain: (shop: Shop) => shop.domain,
    currencyCode: (shop: Shop) => shop.currency,
    ianaTimezone: (shop: Shop) => shop.timeZone,
    email: (shop: Shop) => `owner@${shop.domain}`,
    url: (shop: Shop) => `https://${shop.domain}`,
    plan: () => ({
      publicDisplayName: "Plus",
      displayName: "Shopify Plus",
      partnerDevelopment: false,
      shopifyPlus: true,
    }),
    primaryDomain: (shop: Shop) => ({
      id: shop.id.replace("Shop/", "Domain/"),
      host: shop.domain,
      url: `https://${shop.domain}`,
    }),
    weightUnit: () => "GRAMS",
    fulfillmentServices: (shop: Shop) => [manual(shop), ...shop.services.values()],
  },
  ShopPlan: same("publicDisplayName", "displayName", "partnerDevelopment", "shopifyPlus"),
  Domain: same("id", "host", "url"),
  FulfillmentService: {
    ...same(
      "id",
      "handle",
      "serviceName",
      "callbackUrl",
      "inventoryManagement",
      "trackingSupport",
      "requiresShippingMethod",
    ),
    type: (service: Service) => (service.handle === "manual" ? "MANUAL" : "THIRD_PARTY"),
    location: (service: Service, _args: unknown, { shop }: Context) =>
      shop.locations.get(service.locationId) ?? null,
  },
  Location: {
    ...same("id", "name", "isActive", "createdAt", "updatedAt"),
    legacyResourceId: (location: Location) => String(legacyId(location.id)),
    isFulfillmentService: (location: Location) => location.serviceId !== null,
    fulfillmentService: (location: Location, _args: unknown, { shop }: Context) =>
      shop.services.get(location.serviceId ?? "") ?? null,
    fulfillsOnlineOrders: () => true,
    shipsInventory: () => true,
    address: (location: Location) => ({ countryCode: location.countryCode }),
    inventoryLevel: (location: Location, args: { inventoryItemId: string }, { shop }: Context) =>
      levelAt(shop, { itemId: args.inventoryItemId, locationId: location.id }) ?? null,
    inventoryLevels: (location: Location, args: PageArgs, { shop }: Context) =>
      connection(levelsAt(shop, location.id), args),
  },
  LocationAddress: same(
    "countryCode",
    "address1",
    "address2",
    "city",
    "province",
    "provinceCode",
    "zip",
    "phone",
    "country",
  ),
  App: same("id", "handle", "title"),
  AppInstallation: same("id", "accessScopes"),
  AccessScope: same("handle", "description"),
  QueryRoot: {
    shop: (_root: unknown, _args: unknown, { shop }: Context) => shop,
    location: (_root: unknown, args: { id?: string | null }, { shop }: Context) =>
      (args.id ? shop.locations.get(args.id) : [...shop.locations.values()][0]) ?? null,
    locations: (_root: unknown, args: ListArgs, { shop }: Context) =>
      connection(
        [...shop.locations.values()].filter((location) => isListed(location, args)),
        args,
      ),
    fulfillmentService: (_root: unknown, args: { id: string }, { shop }: Context) =>
      shop.services.get(args.id) ?? null,
  },
  Mutation: {
    fulfillmentServiceCreate: (_root: unknown, args: ServiceInput, context: Context) =>
      createService(context, args),
    fulfillmentServiceUpdate: (_root: unknown, args: ServiceInput & { id: string }, context: Context) =>
      updateService(context, args),
    fulfillmentServiceDelete: (_root: unknown, args: { id: string }, context: Context) =>
      deleteService(context, args.id),
  },
  FulfillmentServiceCreatePayload: payload("fulfillmentService"),
  FulfillmentServiceUpdatePayload: payload("fulfillmentService"),
  FulfillmentServiceDeletePayload: payload("deletedId"),
};

// A service's location counts as legacy; neither those nor closed ones are listed unless asked for.
function isListed(location: Location, args: ListArgs): boolean {
  return (
    (location.isActive || Boolean(args.includeInactive)) &&
    (!location.serviceId || Boolean(args.includeLegacy))
  );
}

/** A new location of the merchant's or of a service's, told to the apps. */
export function openLocation(
  world: World,
  shop: Shop,
  input: { name: string; serviceId: string | null },
): Location {
  const location = newLocation(world, shop, input);
  record(world, "location.created", { locationId: location.id }, { name: location.name });
  announce(world, shop, { topic: "locations/create", payload: locationPayload(location) });
  return location;
}

/** A location as webhooks tell it. */
export function locationPayload(location: Location): object {
  const country = new Intl.DisplayNames("en", { type: "region" }).of(location.countryCode) ?? null;
  return {
    id: legacyId(location.id),
    name: location.name,
    address1: null,
    address2: null,
    city: null,
    zip: null,
    province: null,
    country: location.countryCode,
    phone: null,
    created_at: location.createdAt,
    updated_at: location.updatedAt,
    country_code: location.countryCode,
    country_name: country,
    province_code: null,
    legacy: location.serviceId !== null,
    active: location.isActive,
    admin_graphql_api_id: location.id,
  };
}

// Every store ships by hand where no service does; Shopify lists that first.
function manual(shop: Shop): Service {
  const first = [...shop.locations.values()][0];
  return {
    id: shop.id.replace("Shop/", "FulfillmentService/"),
    handle: "manual",
    serviceName: "Manual",
    callbackUrl: null,
    inventoryManagement: false,
    trackingSupport: false,
    requiresShippingMethod: true,
    locationId: first?.id ?? "",
  };
}

function levelsAt(shop: Shop, locationId: string): readonly Level[] {
  return [...shop.levels.values()].flatMap((levels) => levels.get(locationId) ?? []);
}

function createService({ world, shop }: Context, args: ServiceInput): object {
  const name = args.name?.trim() ?? "";
  if (!name) return refuse("Name can't be blank", ["name"]);
  if ([...shop.services.values()].some(({ serviceName }) => serviceName === name))
    return refuse("Name has already been taken", ["name"]);
  const id = gid(world, "FulfillmentService").concat("?id=true");
  const location = openLocation(world, shop, { name, serviceId: id });
  const service: Service = {
    id,
    handle: name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, ""),
    serviceName: name,
    callbackUrl: args.callbackUrl ?? null,
    inventoryManagement: args.inventoryManagement ?? false,
    trackingSupport: args.trackingSupport ?? false,
    requiresShippingMethod: args.requiresShippingMethod ?? true,
    locationId: location.id,
  };
  shop.services.set(id, service);
  scheduleReads(world, shop, service);
  record(
    world,
    "fulfillmentService.created",
    { serviceId: id, locationId: location.id },
    { handle: service.handle },
  );
  return { fulfillmentService: service, userErrors: [] };
}

function updateService({ world, shop }: Context, args: ServiceInput & { id: string }): object {
  const service = shop.services.get(args.id);
  if (!service) return refuse("Fulfillment service could not be found.", ["id"]);
  service.serviceName = args.name ?? service.serviceName;
  if (args.callbackUrl !== undefined) service.callbackUrl = args.callbackUrl;
  service.inventoryManagement = args.inventoryManagement ?? service.inventoryManagement;
  service.trackingSupport = args.trackingSupport ?? service.trackingSupport;
  service.requiresShippingMethod = args.requiresShippingMethod ?? service.requiresShippingMethod;
  record(world, "fulfillmentService.updated", { serviceId: service.id });
  return { fulfillmentService: service, userErrors: [] };
}

function deleteService({ world, shop }: Context, id: string): object {
  const service = shop.services.get(id);
  if (!service) return refuse("Fulfillment service could not be found.", ["id"]);
  const open = [...shop.fulfillmentOrders.values()].some(
    (part) => part.locationId === service.locationId && !["CLOSED", "CANCELLED"].includes(part.status),
  );
  if (open) return refuse("The fulfillment service still has open fulfillment orders.", ["id"]);
  shop.services.delete(id);
  const location = shop.locations.get(service.locationId);
  if (location) Object.assign(location, { isActive: false, updatedAt: now(world) });
  for (const levels of shop.levels.values()) levels.delete(service.locationId);
  record(world, "fulfillmentService.deleted", { serviceId: id });
  return { deletedId: id, userErrors: [] };
}

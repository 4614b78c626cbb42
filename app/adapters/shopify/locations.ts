// The store itself, its locations, and our fulfillment service among them.
import { z } from "zod";
import { PlatformError } from "../../use-cases/ports/platform-error.ts";
import type { FulfillmentService, StorePort } from "../../use-cases/ports/store.ts";
import { allNodes, connectionOf, type RunOperation } from "./operation.ts";
import { refuseUserErrors, userErrors } from "./user-errors.ts";

const service = z.object({
  id: z.string(),
  handle: z.string(),
  serviceName: z.string(),
  callbackUrl: z.string().nullable(),
  location: z.object({ id: z.string() }).nullable(),
});
type Service = z.output<typeof service>;

const location = z.object({
  id: z.string(),
  name: z.string(),
  isActive: z.boolean(),
  isFulfillmentService: z.boolean(),
  address: z.object({ countryCode: z.string().nullable() }),
});

export const LOCATION_OPERATIONS = {
  storeDetails: {
    document: `#graphql
      query storeDetails { shop { name currencyCode ianaTimezone } }`,
    idempotent: "safe",
    data: z.object({
      shop: z.object({ name: z.string(), currencyCode: z.string(), ianaTimezone: z.string() }),
    }),
  },
  locations: {
    document: `#graphql
      query locations($after: String) {
        locations(first: 100, after: $after, includeInactive: true, includeLegacy: true) {
          nodes { id name isActive isFulfillmentService address { countryCode } }
          pageInfo { hasNextPage endCursor }
        }
      }`,
    idempotent: "safe",
    data: z.object({ locations: connectionOf(location) }),
  },
  fulfillmentServices: {
    document: `#graphql
      query fulfillmentServices {
        shop { fulfillmentServices { id handle serviceName callbackUrl location { id } } }
      }`,
    idempotent: "safe",
    data: z.object({ shop: z.object({ fulfillmentServices: z.array(service) }) }),
  },
  fulfillmentServiceCreate: {
    document: `#graphql
      mutation fulfillmentServiceCreate($name: String!, $callbackUrl: URL!) {
        fulfillmentServiceCreate(
          name: $name, callbackUrl: $callbackUrl
          inventoryManagement: true, trackingSupport: true, requiresShippingMethod: true
        ) {
          fulfillmentService { id handle serviceName callbackUrl location { id } }
          userErrors { field message }
        }
      }`,
    idempotent: "unsafe",
    data: z.object({
      fulfillmentServiceCreate: z.object({ fulfillmentService: service.nullable(), userErrors }),
    }),
  },
  fulfillmentServiceUpdate: {
    document: `#graphql
      mutation fulfillmentServiceUpdate($id: ID!, $callbackUrl: URL!) {
        fulfillmentServiceUpdate(id: $id, callbackUrl: $callbackUrl) {
          fulfillmentService { id }
          userErrors { field message }
        }
      }`,
    // Writes the same address again: harmless.
    idempotent: "safe",
    data: z.object({ fulfillmentServiceUpdate: z.object({ userErrors }) }),
  },
} as const;

export type LocationMethods = Pick<StorePort, "details" | "locations" | "ensureFulfillmentService">;

export function locationMethods(run: RunOperation): LocationMethods {
  return {
    details: async () => {
      const { shop } = await run(LOCATION_OPERATIONS.storeDetails);
      return { name: shop.name, currency: shop.currencyCode, timeZone: shop.ianaTimezone };
    },
    locations: async () => {
      const nodes = await allNodes(
        async (after) => (await run(LOCATION_OPERATIONS.locations, { after })).locations,
      );
      return nodes.map((node) => ({
        storeLocationId: node.id,
        name: node.name,
        countryCode: node.address.countryCode,
        active: node.isActive,
        isFulfillmentService: node.isFulfillmentService,
      }));
    },
    ensureFulfillmentService: (input) => ensureService(run, input),
  };
}

// Names are unique in a store, so that after an unknown outcome, or a reinstall, the search finds the one there is.
async function ensureService(
  run: RunOperation,
  input: { name: string; callbackUrl: string },
): Promise<FulfillmentService> {
  const { shop } = await run(LOCATION_OPERATIONS.fulfillmentServices);
  const existing = shop.fulfillmentServices.find((one) => one.serviceName === input.name);
  if (!existing) return createService(run, input);
  if (existing.callbackUrl !== input.callbackUrl) {
    const { callbackUrl } = input;
    const answer = await run(LOCATION_OPERATIONS.fulfillmentServiceUpdate, { id: existing.id, callbackUrl });
    refuseUserErrors("fulfillmentServiceUpdate", answer.fulfillmentServiceUpdate.userErrors);
  }
  return toService("fulfillmentServices", existing);
}

async function createService(
  run: RunOperation,
  input: { name: string; callbackUrl: string },
): Promise<FulfillmentService> {
  const { fulfillmentServiceCreate: answer } = await run(LOCATION_OPERATIONS.fulfillmentServiceCreate, input);
  refuseUserErrors("fulfillmentServiceCreate", answer.userErrors);
  return toService("fulfillmentServiceCreate", answer.fulfillmentService);
}

function toService(operation: string, found: Service | null): FulfillmentService {
  if (!found?.location) {
    const detail = "fulfillmentService.location: missing";
    throw new PlatformError({ platform: "shopify", operation, kind: "malformed", detail });
  }
  return { serviceId: found.id, handle: found.handle, storeLocationId: found.location.id };
}

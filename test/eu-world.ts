// A store with a shop in Germany, where listings name who answers for the product, and a product of a category that
// demands it.
import type { ConnectionId } from "../app/domain/ids.ts";
import { STORES_OWN } from "../app/domain/listing-settings.ts";
import type { PartyKind, PartyRule } from "../app/domain/party.ts";
import { changeListingSettings } from "../app/use-cases/change-listing-settings.ts";
import { aProduct, aShop, createCatalogWorld } from "./catalog-world.ts";
import { DEMO_SHOP, DEMO_STORE } from "./emulator/settings.ts";
import { A_MAKER, A_PERSON } from "./emulator/tiktok-shop/a-party.ts";

const SUNSCREEN = "601509";
const SPF = { attributeId: "100392", categoryId: null, source: { kind: "fixed", value: "SPF 30" } } as const;

export type EuWorld = Awaited<ReturnType<typeof createEuWorld>>;

/** Connected; nothing is imported yet. */
export async function createEuWorld() {
  const world = await createCatalogWorld({ shops: [aShop({ region: "DE", currency: "EUR" })] });
  world.twin.shopify.importProducts(DEMO_STORE, [aProduct()]);
  await world.connect();
  const { id } = await world.prisma.connection.findFirstOrThrow();
  const connectionId = id as ConnectionId;
  return {
    ...world,
    connectionId,
    /** Registers one at the twin, as in Seller Center; answers its id. */
    register: (kind: PartyKind, change: object = {}): string => {
      const fields = kind === "manufacturer" ? A_MAKER : A_PERSON;
      return world.twin.tiktokShop.catalog.addParty(DEMO_SHOP, kind, { ...fields, ...change });
    },
    choose: async (...parties: readonly PartyRule[]) => {
      const { settings } = world.ports.records;
      const { version } = await settings.listingSettings(world.storeId, connectionId);
      const category = { field: "product-type", value: "Soap", categoryId: SUNSCREEN } as const;
      const price = { ...STORES_OWN.price, rateMillionths: 900_000 };
      return changeListingSettings(world.ports, {
        storeId: world.storeId,
        connectionId,
        settings: { ...STORES_OWN, price, categories: [category], attributes: [SPF], parties },
        version,
      });
    },
  };
}

/** For every product, unless more is said. */
export const aPartyRule = (kind: PartyKind, partyId: string, change: Partial<PartyRule> = {}): PartyRule => ({
  ...{ kind, partyId, field: "every", value: "", name: "Of Seller Center" },
  ...change,
});

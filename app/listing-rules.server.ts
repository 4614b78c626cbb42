// What pages may ask for about listing settings: read and check what a form sends, save, choose for products, and look
// things up at the marketplace.
import { listingSettingsSchema } from "./adapters/database/settings-form.ts";
import type { Brand, CategoryAttribute } from "./domain/category.ts";
import { as, type ConnectionId, type StoreId } from "./domain/ids.ts";
import type { ListingSettings } from "./domain/listing-settings.ts";
import { marketRules } from "./domain/market-rules.ts";
import type { Party, PartyKind } from "./domain/party.ts";
import type { PartyDetails } from "./domain/party-details.ts";
import { changeListingSettings, type SettingsAnswer } from "./use-cases/change-listing-settings.ts";
import {
  type ChoiceAnswer,
  chooseForProducts,
  type ProductsChoice,
} from "./use-cases/choose-for-products.ts";
import { requirementsOf } from "./use-cases/ports/category-requirements.ts";
import { ensureCategories } from "./use-cases/ports/category-tree.ts";
import type { Ports } from "./use-cases/ports/ports.ts";
import { type PartyAnswer, registerParty } from "./use-cases/register-party.ts";

export type ListingRules = {
  /** Undefined when the text is not settings at all; whether they can be meant is said by `change`. */
  readonly read: (json: string) => ListingSettings | undefined;
  /** Undefined when the store has no such connection. */
  readonly current: (
    storeId: StoreId,
    connectionId: string,
  ) => Promise<{ readonly settings: ListingSettings; readonly version: number } | undefined>;
  readonly change: (
    storeId: StoreId,
    connectionId: string,
    to: { readonly settings: ListingSettings; readonly version: number },
  ) => Promise<SettingsAnswer>;
  /** Sets what is named for each of the products; null gives it back to the rules. */
  readonly choose: (
    storeId: StoreId,
    connectionId: string,
    choice: Pick<ProductsChoice, "productIds" | "change" | "isBacklog">,
  ) => Promise<ChoiceAnswer>;
  /** Makes sure that the marketplace's category tree is there to be searched. */
  readonly learnCategories: (storeId: StoreId, connectionId: string) => Promise<void>;
  readonly attributes: (
    storeId: StoreId,
    connectionId: string,
    categoryId: string,
  ) => Promise<readonly CategoryAttribute[]>;
  /** Whether listings of a market name who answers for the product. */
  readonly namesParties: (region: string) => boolean;
  /** Registered at the marketplace by this seller, whose name holds these words. */
  readonly parties: (
    storeId: StoreId,
    connectionId: string,
    asked: { readonly kind: PartyKind; readonly search: string },
  ) => Promise<{ readonly parties: readonly Party[]; readonly hasMore: boolean }>;
  /** Undefined when the store has no such connection. */
  readonly registerParty: (
    storeId: StoreId,
    connectionId: string,
    wish: { readonly kind: PartyKind; readonly details: Partial<PartyDetails> },
  ) => Promise<PartyAnswer | undefined>;
  readonly brands: (storeId: StoreId, connectionId: string, namePrefix: string) => Promise<readonly Brand[]>;
};

/** Runs work of a store's while no other of the same name runs, in whichever process. */
type OneAtATime = <T>(name: string, work: () => Promise<T>) => Promise<T>;

export function listingRules(ports: Ports, oneAtATime: OneAtATime): ListingRules {
  const owned = async (storeId: StoreId, id: string): Promise<ConnectionId | undefined> =>
    (await ports.records.stores.connection(storeId, as<ConnectionId>(id)))?.id;
  return {
    read: (json) => listingSettingsSchema.safeParse(jsonOf(json)).data,
    current: async (storeId, id) => {
      const connectionId = await owned(storeId, id);
      return connectionId && ports.records.settings.listingSettings(storeId, connectionId);
    },
    change: (storeId, id, to) =>
      changeListingSettings(ports, { storeId, connectionId: as<ConnectionId>(id), ...to }),
    choose: (storeId, id, choice) =>
      chooseForProducts(ports, { storeId, connectionId: as<ConnectionId>(id), ...choice }),
    learnCategories: async (storeId, id) => {
      const connectionId = await owned(storeId, id);
      if (connectionId) await ensureCategories(ports, { storeId, connectionId });
    },
    attributes: async (storeId, id, categoryId) => {
      const connectionId = await owned(storeId, id);
      if (!connectionId) return [];
      const asked = await requirementsOf(ports, { storeId, connectionId, categoryId });
      return asked?.attributes ?? [];
    },
    namesParties: (region) => marketRules(region, ports.now()).namesParties,
    parties: async (storeId, id, asked) => {
      const connectionId = await owned(storeId, id);
      return connectionId ? (await ports.marketplaceFor(connectionId)).parties(asked) : NOBODY;
    },
    registerParty: async (storeId, id, wish) => {
      const connectionId = await owned(storeId, id);
      if (!connectionId) return undefined;
      return oneAtATime(`party:${storeId}`, () => registerParty(ports, { connectionId, ...wish }));
    },
    brands: async (storeId, id, namePrefix) => {
      const connectionId = await owned(storeId, id);
      if (!connectionId) return [];
      const marketplace = await ports.marketplaceFor(connectionId);
      const brands = await marketplace.brands({ namePrefix, categoryId: null });
      await ports.records.categories.saveBrandNames(storeId, connectionId, brands);
      return brands;
    },
  };
}

const NOBODY = { parties: [], hasMore: false };

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

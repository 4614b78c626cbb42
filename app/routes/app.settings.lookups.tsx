// What pickers look up while somebody types: categories, attributes of a category, brands, manufacturers
// and responsible persons.
import type { LoaderFunctionArgs } from "@remix-run/node";
import { searchCategories } from "../queries/mapping.server.ts";

const LONGEST_SEARCH = 100;

/** One thing to pick. */
export type Found = { readonly id: string; readonly label: string; readonly note: string | null };

/** `hasMore`: further ones have these words, too. */
type LookedUp = { readonly found: readonly Found[]; readonly hasMore?: boolean };

export async function loader({ request, context }: LoaderFunctionArgs): Promise<LookedUp> {
  const { storeId } = await context.application.authenticate(request);
  const { listingRules, database } = context.application;
  const params = new URL(request.url).searchParams;
  const connectionId = params.get("connection") ?? "";
  const search = (params.get("search") ?? "").slice(0, LONGEST_SEARCH);
  const kind = params.get("kind");
  switch (kind) {
    case "category":
      await listingRules.learnCategories(storeId, connectionId);
      return { found: await searchCategories(database, { storeId, connectionId, search }) };
    case "attribute": {
      const attributes = await listingRules.attributes(storeId, connectionId, params.get("category") ?? "");
      return {
        found: attributes
          .filter((one) => one.kind === "property")
          .map((one) => ({
            id: one.attributeId,
            label: one.name,
            note: one.isRequired ? "required" : null,
          })),
      };
    }
    case "brand": {
      const brands = await listingRules.brands(storeId, connectionId, search);
      return {
        found: brands.map((one) => ({
          id: one.brandId,
          label: one.name,
          note: one.isUsable ? null : "only with its owner's consent",
        })),
      };
    }
    case "manufacturer":
    case "responsible-person": {
      const { parties, hasMore } = await listingRules.parties(storeId, connectionId, { kind, search });
      return { found: parties.map((one) => ({ id: one.partyId, label: one.name, note: null })), hasMore };
    }
    default:
      return { found: [] };
  }
}

// An inventory item as inventory_items/* webhooks carry it.
import type { Variant } from "./state.ts";
import { legacyId } from "./world.ts";

export function itemPayload(variant: Variant): object {
  return {
    ...deletedItemPayload(variant),
    sku: variant.sku,
    created_at: variant.createdAt,
    updated_at: variant.updatedAt,
    requires_shipping: variant.requiresShipping,
    cost: null,
    tracked: variant.tracked,
    weight_value: variant.weightGrams ?? 0,
    weight_unit: "g",
  };
}

export function deletedItemPayload(variant: Variant): object {
  return {
    id: legacyId(variant.itemId),
    country_code_of_origin: variant.countryCodeOfOrigin,
    province_code_of_origin: null,
    harmonized_system_code: variant.harmonizedSystemCode,
    country_harmonized_system_codes: [],
    admin_graphql_api_id: variant.itemId,
  };
}

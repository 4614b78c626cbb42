// Branded ids: a listing's id can never be passed where an order's is meant. Ids of platforms are strings, always.

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type StoreId = Branded<"StoreId">;
export type ConnectionId = Branded<"ConnectionId">;
export type ProductId = Branded<"ProductId">;
export type VariantId = Branded<"VariantId">;
export type ListingId = Branded<"ListingId">;
export type WarehouseId = Branded<"WarehouseId">;
export type OrderId = Branded<"OrderId">;
export type OrderLineId = Branded<"OrderLineId">;
export type FulfillmentOrderId = Branded<"FulfillmentOrderId">;
export type ShipmentId = Branded<"ShipmentId">;

/** The one way to make a branded id, at the border where a plain string enters: `as<OrderId>(row.id)`. */
export function as<Id extends string>(plain: string): Id {
  return plain as Id;
}

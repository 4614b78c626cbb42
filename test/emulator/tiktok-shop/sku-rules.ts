// Reads a product's SKUs from a request: stock codes, prices, stock, sales attributes, identifier codes.
import { object, objects, text, whole } from "./body.ts";
import { ruleFor } from "./market-rules.ts";
import { refuse } from "./refusal.ts";
import type { Json } from "./route.ts";
import { readSalesAttributes, type SalesAttributeInput } from "./sales-attribute-rules.ts";
import { warehousesOf } from "./warehouses.ts";
import type { Writing } from "./writing.ts";

export type SkuInput = {
  /** Names a SKU that exists; without one the SKU is new. */
  readonly id: string | null;
  readonly sellerSku: string;
  readonly price: { readonly amount: string; readonly currency: string } | null;
  readonly listPrice: string | null;
  readonly stock: ReadonlyMap<string, number> | null;
  readonly salesAttributes: readonly SalesAttributeInput[];
  readonly identifierCode: { readonly code: string; readonly type: string } | null;
  readonly externalSkuId: string | null;
};

/** Fields of SKUs that no SKU of this twin can have; with a value they are refused by name. */
const NOT_HELD = [
  "pre_sale",
  "combined_skus",
  "external_list_prices",
  "extra_identifier_codes",
  "global_listing_policy",
];

/** `isNew` tells whether a SKU must bring price and stock with it. */
export function readSkus(
  writing: Writing,
  body: Json,
  isNew: (skuId: string | null) => boolean,
): readonly SkuInput[] {
  const given = objects(body, "skus") ?? [];
  if (given.length === 0 && writing.mode === "LISTING") refuse(12019015, "A product needs at least one SKU");
  const { most } = ruleFor(writing.core, writing.shop, "skus");
  if (given.length > most) refuse(12052050, `A product can have at most ${most} SKUs`);
  const attributes = readSalesAttributes(writing, given);
  const skus = given.map((sku, at) =>
    readSku(writing, sku, { salesAttributes: attributes[at] ?? [], isNew }),
  );
  const codes = skus.flatMap((sku) => (sku.sellerSku ? [sku.sellerSku] : []));
  if (new Set(codes).size < codes.length) refuse(12052553, "Two SKUs have the same seller_sku");
  const identifiers = skus.flatMap((sku) => (sku.identifierCode ? [sku.identifierCode.code] : []));
  if (new Set(identifiers).size < identifiers.length)
    refuse(12052592, "Two SKUs have the same identifier code");
  return skus;
}

function readSku(
  writing: Writing,
  sku: Json,
  context: {
    salesAttributes: readonly SalesAttributeInput[];
    isNew: (skuId: string | null) => boolean;
  },
): SkuInput {
  const id = text(sku, "id") || null;
  const isNew = context.isNew(id);
  const price = object(sku, "price");
  const inventory = objects(sku, "inventory") ?? [];
  if (isNew && writing.mode === "LISTING") checkComplete(price, inventory);
  const read = price ? readPrice(writing, price) : null;
  const foreign = NOT_HELD.find((name) => ![undefined, null].includes(sku[name] as null));
  if (foreign && !(Array.isArray(sku[foreign]) && sku[foreign].length === 0))
    refuse(12052910, `The field skus.${foreign} is not supported here`);
  return {
    id,
    sellerSku: readSellerSku(writing, sku),
    price: read,
    listPrice: readListPrice(writing, object(sku, "list_price"), read?.amount),
    // Without any, a SKU that exists keeps its stock as it is.
    stock: isNew || inventory.length > 0 ? readStock(writing, inventory) : null,
    salesAttributes: context.salesAttributes,
    identifierCode: readIdentifier(object(sku, "identifier_code")),
    externalSkuId: readExternalSkuId(sku),
  };
}

function checkComplete(price: Json | undefined, inventory: readonly Json[]): void {
  if (!price) refuse(12052012, "A SKU has no price");
  if (inventory.length === 0) refuse(12052096, "A SKU has no warehouse with stock");
}

function readExternalSkuId(sku: Json): string | null {
  const id = text(sku, "external_sku_id") || null;
  if (id && id.length > 999) refuse(12052994, "external_sku_id is longer than 999 characters");
  return id;
}

function readSellerSku({ core, shop }: Writing, sku: Json): string {
  const code = text(sku, "seller_sku") ?? "";
  const { most } = ruleFor(core, shop, "sellerSku");
  if (code.length > most) refuse(12052054, `seller_sku is longer than ${most} characters`);
  if (/\s/.test(code)) refuse(12019059, "seller_sku contains spaces");
  return code;
}

type Reader = Pick<Writing, "core" | "shop">;

/** The display price: positive, in the shop's currency, within the market's span. */
export function readPrice({ core, shop }: Reader, price: Json): { amount: string; currency: string } {
  const [amount, currency] = [text(price, "amount") ?? "", text(price, "currency") ?? ""];
  if (currency !== shop.currency)
    refuse(12052084, `The currency ${currency} is not available; use ${shop.currency}`);
  const { least, most, decimals } = ruleFor(core, shop, "price");
  const format = decimals === 0 ? /^\d{1,12}$/ : /^\d{1,10}(?:\.\d{1,2})?$/;
  if (!format.test(amount)) refuse(12052012, `The price ${amount.slice(0, 50)} has a wrong format`);
  if (Number(amount) < least || Number(amount) > most)
    refuse(12052073, `The price must be between ${least} and ${most} ${currency}`);
  // The shop's own string: one for all prices.
  return { amount: Number(amount).toFixed(decimals), currency: shop.currency };
}

/** A list price below the price is discarded. */
export function readListPrice(
  reader: Reader,
  list: Json | undefined,
  amount: string | undefined,
): string | null {
  if (!list) return null;
  const read = readPrice(reader, list);
  return amount !== undefined && Number(read.amount) < Number(amount) ? null : read.amount;
}

function readStock({ core, shop }: Writing, inventory: readonly Json[]): ReadonlyMap<string, number> {
  const stock = new Map<string, number>();
  for (const entry of inventory) {
    const warehouse = warehousesOf(core, shop).find(
      (candidate) => candidate.id === text(entry, "warehouse_id"),
    );
    if (!warehouse) refuse(12052097, `Warehouse ${text(entry, "warehouse_id") ?? ""} does not exist`);
    if (warehouse.type !== "SALES_WAREHOUSE") refuse(12019022, "Stock can only lie in a sales warehouse");
    if (warehouse.fbtWarehouseId) refuse(12052144, "Stock of a platform warehouse cannot be edited");
    const quantity = whole(entry, "quantity") ?? 0;
    const { least, most } = ruleFor(core, shop, "stock");
    if (quantity < least || quantity > most)
      refuse(12052055, `The quantity must be between ${least} and ${most}`);
    stock.set(warehouse.id, quantity);
  }
  return stock;
}

const CODE_FORMAT: Readonly<Record<string, RegExp>> = {
  GTIN: /^\d{14}$/,
  EAN: /^(?:\d{8}|\d{13}|\d{14})$/,
  UPC: /^\d{12}$/,
  ISBN: /^(?:\d{13}|\d{9}X)$/,
  JAN: /^(?:\d{8}|\d{13})$/,
};

function readIdentifier(identifier: Json | undefined): SkuInput["identifierCode"] {
  if (!identifier) return null;
  const [code, type] = [text(identifier, "code") ?? "", text(identifier, "type") ?? ""];
  if (!CODE_FORMAT[type]?.test(code))
    refuse(12052591, `The identifier code ${code} is not a valid ${type || "code"}`);
  return { code, type };
}

// Reads a product's SKUs from a request: stock codes, prices, stock, sales attributes, identifier codes.
import { object, objects, text, whole } from "./body.ts";
import type { Shop } from "./core.ts";
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

const MANY_SKUS = ["BR", "DE", "ES", "FR", "IE", "IT", "JP", "MX", "GB", "US"];
/** US: the list price's documented span, taken for the price too, whose own span is not published. */
const PRICE_SPAN: Readonly<Record<string, readonly [number, number]>> = {
  USD: [0.01, 7600],
  BRL: [0.5, 10_000],
};
const ZERO_DECIMAL = ["IDR", "JPY", "VND"];

/** `isNew` tells whether a SKU must bring price and stock with it. */
export function readSkus(
  writing: Writing,
  body: Json,
  isNew: (skuId: string | null) => boolean,
): readonly SkuInput[] {
  const given = objects(body, "skus") ?? [];
  if (given.length === 0 && writing.mode === "LISTING") refuse(12019015, "A product needs at least one SKU");
  const most = MANY_SKUS.includes(writing.shop.region) ? 300 : 100;
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
  const read = price ? readPrice(writing.shop, price) : null;
  return {
    id,
    sellerSku: readSellerSku(sku),
    price: read,
    listPrice: readListPrice(writing.shop, object(sku, "list_price"), read?.amount),
    // A replacement keeps stock as it is; only a new SKU brings its own.
    stock: isNew ? readStock(writing, inventory) : null,
    salesAttributes: context.salesAttributes,
    identifierCode: readIdentifier(object(sku, "identifier_code")),
    externalSkuId: text(sku, "external_sku_id") || null,
  };
}

function checkComplete(price: Json | undefined, inventory: readonly Json[]): void {
  if (!price) refuse(12052012, "A SKU has no price");
  if (inventory.length === 0) refuse(12052096, "A SKU has no warehouse with stock");
}

function readSellerSku(sku: Json): string {
  const code = text(sku, "seller_sku") ?? "";
  if (code.length > 50) refuse(12052054, "seller_sku is longer than 50 characters");
  if (/\s/.test(code)) refuse(12019059, "seller_sku contains spaces");
  return code;
}

/** The display price: positive, in the shop's currency, within the market's span. */
export function readPrice(shop: Shop, price: Json): { amount: string; currency: string } {
  const [amount, currency] = [text(price, "amount") ?? "", text(price, "currency") ?? ""];
  if (currency !== shop.currency)
    refuse(12052084, `The currency ${currency} is not available; use ${shop.currency}`);
  const format = ZERO_DECIMAL.includes(currency) ? /^\d{1,12}$/ : /^\d{1,10}(?:\.\d{1,2})?$/;
  if (!format.test(amount)) refuse(12052012, `The price ${amount} has a wrong format`);
  const [least, most] = PRICE_SPAN[currency] ?? [0.01, 1_000_000_000];
  if (Number(amount) < least || Number(amount) > most)
    refuse(12052073, `The price must be between ${least} and ${most} ${currency}`);
  return { amount: inFull(amount, currency), currency };
}

/** A list price below the price is discarded. */
export function readListPrice(shop: Shop, list: Json | undefined, amount: string | undefined): string | null {
  if (!list) return null;
  const read = readPrice(shop, list);
  return amount !== undefined && Number(read.amount) < Number(amount) ? null : read.amount;
}

function inFull(amount: string, currency: string): string {
  return ZERO_DECIMAL.includes(currency) ? amount : Number(amount).toFixed(2);
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
    if (quantity < 1 || quantity > 99_999) refuse(12052055, "The quantity must be between 1 and 99,999");
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

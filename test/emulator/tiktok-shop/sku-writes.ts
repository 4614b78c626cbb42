// Turns the SKUs of a request into rows and content: ids are kept where named, made where new.
import { type Core, newId } from "./core.ts";
import {
  type ProductRow,
  type SalesAttribute,
  type SkuContent,
  stockIn,
  versionsOf,
} from "./product-rows.ts";
import { refuse } from "./refusal.ts";
import type { SalesAttributeInput } from "./sales-attribute-rules.ts";
import type { SkuInput } from "./sku-rules.ts";
import type { Writing } from "./writing.ts";

/** The platform's own ids for the axes everybody uses. */
const COMMON_AXES: Readonly<Record<string, string>> = { color: "100000", size: "100007" };

const NONE: readonly string[] = [];

/** Writes rows of new SKUs, and prices of named ones; answers the content they now have. */
export function writeSkus(
  writing: Writing,
  product: ProductRow,
  inputs: readonly SkuInput[],
): readonly SkuContent[] {
  const { core } = writing;
  const known = versionsOf(product).flatMap((content) => content.skus);
  const named = known.flatMap((sku) => sku.salesAttributes);
  return inputs.map((input) => {
    const salesAttributes = input.salesAttributes.map((attribute) => {
      const written = identified(core, attribute, named);
      named.push(written);
      return written;
    });
    return {
      id: writeRow(writing, product, input),
      sellerSku: input.sellerSku,
      salesAttributes,
      identifierCode: input.identifierCode,
      externalSkuId: input.externalSkuId,
    };
  });
}

/** Prices and stock are new at once, whatever the review says; a draft leaves those that buyers see alone. */
function writeRow({ core, mode }: Writing, product: ProductRow, input: SkuInput): string {
  const row = core.state.skus.get(input.id ?? "");
  if (!row) return newRow(core, product, input);
  if (mode === "AS_DRAFT" && product.live?.skus.some((sku) => sku.id === row.id)) return row.id;
  row.price = input.price?.amount ?? row.price;
  row.currency = input.price?.currency ?? row.currency;
  row.listPrice = input.listPrice ?? row.listPrice;
  for (const [warehouseId, quantity] of input.stock ?? []) {
    const stock = stockIn(row, warehouseId);
    if (stock) stock.quantity = quantity;
    else row.stock.push({ warehouseId, quantity, committed: 0 });
  }
  return row.id;
}

function newRow(core: Core, product: ProductRow, input: SkuInput): string {
  const id = newId(core, "sku");
  const stock = [...(input.stock ?? [])].map(([warehouseId, quantity]) => ({
    warehouseId,
    quantity,
    committed: 0,
  }));
  core.state.skus.set(id, {
    id,
    productId: product.id,
    shopId: product.shopId,
    price: input.price?.amount ?? "0",
    currency: input.price?.currency ?? "",
    listPrice: input.listPrice,
    stock,
  });
  return id;
}

function identified(
  core: Core,
  input: SalesAttributeInput,
  named: readonly SalesAttribute[],
): SalesAttribute {
  const axis = axisOf(core, input, named);
  const value = named.find(
    (known) =>
      known.id === axis.id &&
      (input.valueId ? known.valueId === input.valueId : known.valueName === input.valueName),
  );
  // Written out in full: objects made by spreading have hidden classes of their own each, and many are held.
  return {
    id: axis.id,
    name: axis.name,
    valueId: input.valueId ?? value?.valueId ?? newId(core, "value"),
    valueName: input.valueName || (value?.valueName ?? ""),
    imageUri: input.imageUri,
    furtherUris: input.furtherUris.length === 0 ? NONE : input.furtherUris,
  };
}

function axisOf(
  core: Core,
  input: SalesAttributeInput,
  named: readonly SalesAttribute[],
): { id: string; name: string } {
  const known = named.find((other) => (input.id ? other.id === input.id : other.name === input.name));
  const id = input.id ?? known?.id ?? COMMON_AXES[input.name.toLowerCase()] ?? newId(core, "attribute");
  return { id, name: input.name || (known?.name ?? "") };
}

/** A listing's SKUs that exist must have a price and stock, from this call or from before it: a draft may have lacked them. */
export function checkSellable(
  { core, mode }: Writing,
  skus: readonly { readonly id: string | null; readonly price?: unknown; readonly stock?: unknown }[],
): void {
  if (mode === "AS_DRAFT") return;
  if (skus.length === 0) refuse(12019015, "A product needs at least one SKU");
  for (const { id, price, stock } of skus) {
    const row = core.state.skus.get(id ?? "");
    if (!row) continue;
    if (row.currency === "" && !price) refuse(12052012, `SKU ${row.id} has no price`);
    if (row.stock.length === 0 && !stock) refuse(12052096, `SKU ${row.id} has no warehouse with stock`);
  }
}

/** What create and edit answer of the SKUs. */
export function writtenSkus(skus: readonly SkuContent[]): readonly unknown[] {
  return skus.map((sku) => ({
    id: sku.id,
    seller_sku: sku.sellerSku,
    external_sku_id: sku.externalSkuId ?? "",
    sales_attributes: sku.salesAttributes.map(({ id, valueId }) => ({ id, value_id: valueId })),
  }));
}

// New prices for SKUs of a live product: at once, without a review, all of them or none.

import { SCOPES } from "./auth.ts";
import { object, objects, requiredText } from "./body.ts";
import { effect } from "./core.ts";
import { touch } from "./product-index.ts";
import { productOf } from "./products.ts";
import { refuse } from "./refusal.ts";
import type { Route, ShopCall } from "./route.ts";
import { readListPrice, readPrice } from "./sku-rules.ts";

function update({ core, shop, body, id }: ShopCall): unknown {
  const product = productOf(core, shop, id);
  if (product.status !== "ACTIVATE")
    refuse(12052901, "Prices can only be updated while the product is ACTIVATE");
  const given = objects(body, "skus") ?? [];
  if (given.length === 0) refuse(12052902, "The SKU list is empty");
  const changes = given.map((sku) => {
    const row = core.state.skus.get(requiredText(sku, "id"));
    if (row?.productId !== product.id)
      refuse(12052036, `SKU ${requiredText(sku, "id")} does not belong to product ${id}`);
    const { amount } = readPrice(
      { core, shop },
      object(sku, "price") ?? refuse(12052012, "A SKU has no price"),
    );
    return { row, amount, listPrice: readListPrice({ core, shop }, object(sku, "list_price"), amount) };
  });
  for (const { row, amount, listPrice } of changes) {
    row.price = amount;
    row.listPrice = listPrice ?? row.listPrice;
    effect(core, "price.updated", { productId: product.id, skuId: row.id, shopId: shop.id }, { amount });
  }
  touch(core, product);
  return {};
}

export const priceRoutes: readonly Route[] = [
  {
    method: "POST",
    path: "/product/202309/products/{id}/prices/update",
    scope: SCOPES.productWrite,
    cipher: true,
    run: update,
  },
];

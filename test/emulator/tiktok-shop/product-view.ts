// A product as reads show it. Reads say price.sale_price where writes said price.amount.

import { SCOPES } from "./auth.ts";
import { brandOf } from "./brands.ts";
import { chainOf } from "./category-tree.ts";
import type { Core, Shop } from "./core.ts";
import { imageView } from "./images.ts";
import { stockRows } from "./inventory.ts";
import {
  type ProductContent,
  type ProductExtras,
  type ProductRow,
  type SkuContent,
  type SkuRow,
  shownContent,
} from "./product-rows.ts";
import { productOf } from "./products.ts";
import { refuse } from "./refusal.ts";
import type { Route, ShopCall } from "./route.ts";

function get({ core, shop, id, query }: ShopCall): unknown {
  const product = productOf(core, shop, id);
  if (["FREEZE", "DELETED"].includes(product.status))
    refuse(12052901, "Products in FREEZE or DELETED cannot be read");
  const content = versionAsked(product, query);
  return {
    ...summary(core, product),
    title: content.title,
    product_status: ["PENDING", "FAILED"].includes(product.status) ? "INITIAL" : product.status,
    description: content.description,
    ...contentView(core, shop, content),
    audit_failed_reasons:
      product.failedReasons.length === 0
        ? []
        : [
            {
              listing_platform: "TIKTOK_SHOP",
              position: "Product",
              reasons: product.failedReasons,
              suggestions: [],
            },
          ],
    skus: content.skus.map((sku) => skuView(core, shop, sku)),
  };
}

function versionAsked(product: ProductRow, query: URLSearchParams): ProductContent {
  const review = query.get("return_under_review_version") === "true";
  const draft = query.get("return_draft_version") === "true";
  if (review && draft)
    refuse(12052910, "return_under_review_version and return_draft_version exclude each other");
  if (review) return product.underReview ?? refuse(12052547, "The product has no version under review");
  return (draft ? product.draft : null) ?? shownContent(product);
}

function contentView(core: Core, shop: Shop, content: ProductContent): object {
  return {
    category_chains: chainOf(content.categoryId).map(({ id, parentId, name, leaf }) => ({
      id,
      parent_id: parentId,
      local_name: name,
      is_leaf: leaf !== null,
    })),
    main_images: content.mainImages.map((uri) => imageView(core, uri)),
    product_attributes: content.attributes,
    ...(content.weight ? { package_weight: content.weight } : {}),
    ...(content.dimensions ? { package_dimensions: content.dimensions } : {}),
    ...(content.externalProductId ? { external_product_id: content.externalProductId } : {}),
    ...(content.brandId
      ? { brand: { id: content.brandId, name: brandOf(core, shop, content.brandId)?.name ?? "" } }
      : {}),
    product_types: [],
    is_not_for_sale: false,
    ...(content.extras ? extrasView(core, content.extras) : {}),
  };
}

function extrasView(core: Core, extras: ProductExtras): object {
  return {
    is_not_for_sale: extras.isNotForSale,
    is_cod_allowed: extras.takesCash,
    manufacturer_ids: extras.manufacturerIds,
    responsible_person_ids: extras.responsiblePersonIds,
    ...(extras.minimumOrder === null ? {} : { minimum_order_quantity: extras.minimumOrder }),
    delivery_options: extras.deliveryOptionIds.map((id) => ({ id, is_available: true })),
    ...(extras.sizeChartUri ? { size_chart: { image: imageView(core, extras.sizeChartUri) } } : {}),
    certifications: extras.certifications.map(({ id, imageUris }) => ({
      id,
      images: imageUris.map((uri) => imageView(core, uri)),
      files: [],
    })),
  };
}

/** What a search shows of a product, in the version asked for. */
export function searchView(core: Core, shop: Shop, product: ProductRow, content: ProductContent): object {
  return {
    ...summary(core, product),
    title: content.title,
    skus: content.skus.map((sku) => skuView(core, shop, sku)),
    is_not_for_sale: content.extras?.isNotForSale ?? false,
  };
}

function summary(core: Core, product: ProductRow) {
  return {
    id: product.id,
    title: shownContent(product).title,
    status: product.status,
    audit: {
      status: product.audit,
      pre_approved_reasons: product.pendingReason ? [product.pendingReason] : [],
    },
    has_draft: product.draft !== null,
    create_time: product.createTime,
    update_time: product.updateTime,
    sales_regions: [core.parts.settings.tiktokShop.shops.find((shop) => shop.id === product.shopId)?.region],
  };
}

function skuView(core: Core, shop: Shop, sku: SkuContent): object {
  return {
    id: sku.id,
    seller_sku: sku.sellerSku,
    ...priceView(shop, core.state.skus.get(sku.id)),
    inventory: stockRows(core, shop, sku.id).map((stock) => ({
      warehouse_id: stock.warehouseId,
      quantity: stock.quantity,
    })),
    sales_attributes: sku.salesAttributes.map((attribute) => ({
      id: attribute.id,
      name: attribute.name,
      value_id: attribute.valueId,
      value_name: attribute.valueName,
      ...(attribute.imageUri ? { sku_img: imageView(core, attribute.imageUri) } : {}),
      ...(attribute.furtherUris.length > 0
        ? { supplementary_sku_images: attribute.furtherUris.map((uri) => imageView(core, uri)) }
        : {}),
    })),
    ...(sku.identifierCode ? { identifier_code: sku.identifierCode } : {}),
    external_sku_id: sku.externalSkuId ?? "",
    status_info: { status: "NORMAL" },
  };
}

function priceView(shop: Shop, row: SkuRow | undefined): object {
  const currency = row?.currency || shop.currency;
  const price = row?.price ?? "0";
  return {
    price: { currency, sale_price: price, tax_exclusive_price: price },
    ...(row?.listPrice ? { list_price: { currency, amount: row.listPrice } } : {}),
  };
}

const scope = SCOPES.productRead;
export const productReadRoutes: readonly Route[] = [
  { method: "GET", path: "/product/202309/products/{id}", scope, cipher: true, run: get },
];

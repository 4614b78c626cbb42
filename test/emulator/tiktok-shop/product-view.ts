// A product as reads and searches show it. Reads say price.sale_price where writes said price.amount.

import { SCOPES } from "./auth.ts";
import { text, texts, whole } from "./body.ts";
import { chainOf } from "./categories.ts";
import type { Core, Shop } from "./core.ts";
import { imageView } from "./images.ts";
import { stockRows } from "./inventory.ts";
import { offsetIn, pageOf } from "./paging.ts";
import {
  type ProductContent,
  type ProductRow,
  type SkuContent,
  type SkuRow,
  shownContent,
} from "./product-rows.ts";
import { productOf } from "./products.ts";
import { refuse } from "./refusal.ts";
import type { Route, ShopCall } from "./route.ts";

/** Beyond this a search cannot page. */
const SEARCH_CAP = 10_000;

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
    ...contentView(core, content),
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

function contentView(core: Core, content: ProductContent): object {
  return {
    category_chains: chainOf(content.categoryId),
    main_images: content.mainImages.map((uri) => imageView(core, uri)),
    product_attributes: content.attributes,
    ...(content.weight ? { package_weight: content.weight } : {}),
    ...(content.dimensions ? { package_dimensions: content.dimensions } : {}),
    ...(content.externalProductId ? { external_product_id: content.externalProductId } : {}),
    ...(content.brandId ? { brand: { id: content.brandId, name: "" } } : {}),
    product_types: [],
    is_not_for_sale: false,
  };
}

function summary(core: Core, product: ProductRow) {
  return {
    id: product.id,
    title: shownContent(product).title,
    status: product.status,
    audit: { status: product.audit, pre_approved_reasons: [] },
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

function search({ core, shop, body, query }: ShopCall): unknown {
  if (offsetIn(query) >= SEARCH_CAP) refuse(12052180, "The search window goes beyond 10,000 results");
  const matches = [...core.state.products.values()]
    .filter((product) => product.shopId === shop.id)
    .filter(filterOf(body));
  const rule = { largest: 100, badSize: 12019109, badToken: 12019108 };
  const page = pageOf(matches, query, { rule, filters: body });
  return {
    products: page.items.map((product) => ({
      ...summary(core, product),
      skus: shownContent(product).skus.map((sku) => skuView(core, shop, sku)),
      is_not_for_sale: false,
    })),
    total_count: page.total_count,
    next_page_token: page.next_page_token,
  };
}

function filterOf(body: ShopCall["body"]): (product: ProductRow) => boolean {
  const sellerSkus = texts(body, "seller_skus", { count: 10, code: 12019027 });
  const skuIds = texts(body, "sku_ids", { count: 10, code: 12019087 });
  const audits = texts(body, "audit_status", { count: 10, code: 12052910 });
  const status = text(body, "status") ?? "ALL";
  const [createdFrom, createdTo] = [
    whole(body, "create_time_ge") ?? 0,
    whole(body, "create_time_le") ?? Number.POSITIVE_INFINITY,
  ];
  const [updatedFrom, updatedTo] = [
    whole(body, "update_time_ge") ?? 0,
    whole(body, "update_time_le") ?? Number.POSITIVE_INFINITY,
  ];
  if (createdFrom > createdTo || updatedFrom > updatedTo)
    refuse(12019118, "The search time range is invalid");
  const tests: readonly ((product: ProductRow) => boolean)[] = [
    (product) => status === "ALL" || product.status === status,
    (product) => !audits?.length || audits.includes(product.audit),
    (product) => product.createTime >= createdFrom && product.createTime <= createdTo,
    (product) => product.updateTime >= updatedFrom && product.updateTime <= updatedTo,
    (product) =>
      !sellerSkus?.length || shownContent(product).skus.some((sku) => sellerSkus.includes(sku.sellerSku)),
    (product) => !skuIds?.length || shownContent(product).skus.some((sku) => skuIds.includes(sku.id)),
  ];
  return (product) => tests.every((test) => test(product));
}

const scope = SCOPES.productRead;
export const productReadRoutes: readonly Route[] = [
  { method: "GET", path: "/product/202309/products/{id}", scope, cipher: true, run: get },
  { method: "POST", path: "/product/202309/products/search", scope, cipher: true, run: search },
  { method: "POST", path: "/product/202312/products/search", scope, cipher: true, run: search },
  { method: "POST", path: "/product/202502/products/search", scope, cipher: true, run: search },
];

// Control calls that change a store's catalogue as staff do.
import { z } from "zod";
import { importCsv } from "../seed.ts";
import { type ControlCall, call, param } from "./call.ts";
import { amount, stock, text } from "./fields.ts";

const STORE = "/control/shopify/stores/:domain";

const options = z.array(z.strictObject({ name: text, value: text }));

/** What may be said of a variant, new or changed. */
const variant = {
  barcode: text.nullable(),
  compareAtPrice: amount.nullable(),
  weightGrams: z.number().int().min(0).nullable(),
  requiresShipping: z.boolean(),
  taxable: z.boolean(),
  inventoryPolicy: z.enum(["DENY", "CONTINUE"]),
};

const newVariant = z.strictObject({
  sku: text,
  options,
  price: amount,
  quantity: stock.default(0),
  barcode: variant.barcode.default(null),
  compareAtPrice: variant.compareAtPrice.default(null),
  weightGrams: variant.weightGrams.default(null),
  requiresShipping: variant.requiresShipping.default(true),
  taxable: variant.taxable.default(true),
  inventoryPolicy: variant.inventoryPolicy.default("DENY"),
});

const variantChange = z
  .strictObject({
    ...variant,
    sku: text.nullable(),
    options,
    price: amount,
    tracked: z.boolean(),
    countryCodeOfOrigin: z.string().length(2).nullable(),
    harmonizedSystemCode: text.nullable(),
  })
  .partial();

const collection = z.strictObject({
  title: text,
  products: z.array(text).optional(),
  rules: z
    .array(
      z.strictObject({
        column: z.enum(["TAG", "TITLE", "TYPE", "VENDOR"]),
        relation: z.enum(["EQUALS", "NOT_EQUALS", "CONTAINS", "NOT_CONTAINS", "STARTS_WITH", "ENDS_WITH"]),
        condition: text,
      }),
    )
    .optional(),
  anyRule: z.boolean().optional(),
});

export const storeCatalogCalls: readonly ControlCall[] = [
  call({
    name: "import products",
    method: "POST",
    path: `${STORE}/products`,
    does: "Imports a Shopify product CSV (the body); names each row that cannot be read",
    body: "text",
    run: (twin, { params, body }) => importCsv(twin, param(params, "domain"), body),
  }),
  call({
    name: "change product",
    method: "PATCH",
    path: `${STORE}/products/:handle`,
    does: "Changes a product as staff would: texts, status, vendor, type; tags and images as a whole",
    body: z.strictObject({
      title: text.optional(),
      descriptionHtml: z.string().optional(),
      status: z.enum(["ACTIVE", "DRAFT", "ARCHIVED"]).optional(),
      vendor: z.string().max(255).optional(),
      productType: z.string().max(255).optional(),
      tags: z.array(text).max(250).optional(),
      images: z.array(z.strictObject({ url: z.url(), altText: text.nullable() })).optional(),
    }),
    run: (twin, { params, body }) =>
      twin.shopify.updateProduct(param(params, "domain"), param(params, "handle"), body),
  }),
  call({
    name: "delete product",
    method: "DELETE",
    path: `${STORE}/products/:handle`,
    does: "Deletes a product",
    run: (twin, { params }) => twin.shopify.deleteProduct(param(params, "domain"), param(params, "handle")),
  }),
  call({
    name: "set price",
    method: "POST",
    path: `${STORE}/prices`,
    does: "Sets the price of a SKU",
    body: z.strictObject({ sku: text, price: amount }),
    run: (twin, { params, body }) =>
      twin.shopify.setVariantPrice(param(params, "domain"), body.sku, body.price),
  }),
  call({
    name: "fail bulk operation",
    method: "POST",
    path: `${STORE}/bulk-failure`,
    does: "Makes the next bulk operation fail, after so many objects",
    body: z.strictObject({
      code: z.enum(["INTERNAL_SERVER_ERROR", "TIMEOUT", "ACCESS_DENIED"]),
      after: z.number().int().min(0),
    }),
    run: (twin, { params, body }) => twin.shopify.failNextBulk(param(params, "domain"), body),
  }),
  call({
    name: "add variant",
    method: "POST",
    path: `${STORE}/products/:handle/variants`,
    does: "Adds a variant to a product",
    body: newVariant,
    run: (twin, { params, body }) => ({
      variantId: twin.shopify.addVariant(param(params, "domain"), param(params, "handle"), {
        ...body,
        imageUrl: null,
      }),
    }),
  }),
  call({
    name: "change variant",
    method: "PATCH",
    path: `${STORE}/variants/:sku`,
    does: "Changes a variant: SKU, option values, price, barcode, weight, origin and the like",
    body: variantChange,
    run: (twin, { params, body }) =>
      twin.shopify.updateVariant(param(params, "domain"), param(params, "sku"), body),
  }),
  call({
    name: "remove variant",
    method: "DELETE",
    path: `${STORE}/variants/:sku`,
    does: "Removes a variant of a product that has others",
    run: (twin, { params }) => twin.shopify.removeVariant(param(params, "domain"), param(params, "sku")),
  }),
  call({
    name: "put collection",
    method: "POST",
    path: `${STORE}/collections/:handle`,
    does: "Adds or replaces a collection: of products by handle, or by rules",
    body: collection,
    run: (twin, { params, body }) => ({
      collectionId: twin.shopify.putCollection(param(params, "domain"), param(params, "handle"), body),
    }),
  }),
  call({
    name: "delete collection",
    method: "DELETE",
    path: `${STORE}/collections/:handle`,
    does: "Deletes a collection; its products stay",
    run: (twin, { params }) =>
      twin.shopify.deleteCollection(param(params, "domain"), param(params, "handle")),
  }),
];

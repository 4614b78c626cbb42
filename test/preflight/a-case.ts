// One product in one market, told twice: judged by our rules, and sent raw to the twin, with nothing of ours mended.
import { readImageFacts } from "../../app/adapters/http/image-header.ts";
import { readCategoryRequirements } from "../../app/adapters/tiktok-shop/category-requirements.ts";
import { readCategories } from "../../app/adapters/tiktok-shop/category-tree.ts";
import type { Call } from "../../app/adapters/tiktok-shop/client.ts";
import { wantedValues } from "../../app/domain/attribute-source.ts";
import { listingDescription } from "../../app/domain/listing-content.ts";
import type { AttributeRule, PackageDefault } from "../../app/domain/listing-settings.ts";
import { printMoney } from "../../app/domain/money.ts";
import { type PartyRule, partiesOf } from "../../app/domain/party.ts";
import { preflightVerdict, type Verdict } from "../../app/domain/preflight-verdict.ts";
import { buyerOptions, type StoreProduct, type StoreVariant } from "../../app/domain/product.ts";
import { PlatformError } from "../../app/use-cases/ports/platform-error.ts";
import { aShopIn, priceIn } from "../emulator/tiktok-shop/a-market.ts";
import { type AShop, aPng, WAREHOUSE } from "../emulator/tiktok-shop/a-shop.ts";

export type Case = {
  readonly region: string;
  readonly product: Omit<StoreProduct, "status" | "updatedAt">;
  readonly categoryId: string;
  /** By address. */
  readonly pictures: ReadonlyMap<string, Uint8Array>;
  readonly attributes: readonly AttributeRule[];
  readonly packages: readonly PackageDefault[];
  readonly parties: readonly PartyRule[];
  readonly arrange?: (shop: AShop) => void;
};

export const PICTURE = "https://cdn.example/soap.png";
/** Camp cookware: demands nothing anywhere. */
const PLAIN_CATEGORY = "603126";
const fine = aPng(600, 600);

export function aVariantIn(region: string, change: Partial<StoreVariant> = {}): StoreVariant {
  const { amount, currency } = priceIn(region);
  const digits = /\.\d/.test(amount) ? 100 : 1;
  return {
    storeVariantId: `gid://v/${change.sku ?? "1"}`,
    inventoryItemId: "gid://i/1",
    sku: "POT-1",
    title: "Default Title",
    position: 1,
    options: [{ name: "Title", value: "Default Title" }],
    price: { minor: Math.round(Number(amount) * digits), currency },
    compareAtPrice: null,
    barcode: null,
    weightGrams: 120,
    imageUrl: null,
    sellsWithoutStock: false,
    ...change,
  };
}

/** A case that is fine everywhere; name only what matters. */
export function aCase(
  region: string,
  product: Partial<StoreProduct> = {},
  change: Partial<Omit<Case, "region" | "product">> = {},
): Case {
  return {
    region,
    product: {
      storeProductId: "gid://p/1",
      title: "Titanium camp pot with a folding handle",
      descriptionHtml: "<p>Weighs next to <b>nothing</b>.</p>",
      vendor: "Fernweh",
      productType: "Cookware",
      tags: [],
      collections: [],
      metafields: [],
      images: [{ url: PICTURE, altText: null }],
      variants: [aVariantIn(region)],
      ...product,
    },
    categoryId: PLAIN_CATEGORY,
    pictures: new Map([[PICTURE, fine]]),
    attributes: [],
    packages: [],
    parties: [],
    ...change,
  };
}

const shops = new Map<string, Promise<AShop>>();

/** One shop a market; one of its own for a case that changes the shop. */
export async function shopFor({ region, arrange }: Case): Promise<AShop> {
  const shop = arrange ? aShopIn(region) : (shops.get(region) ?? aShopIn(region));
  if (arrange) arrange(await shop);
  else shops.set(region, shop);
  return shop;
}

export async function judged(one: Case, shop: AShop): Promise<Verdict> {
  const { region, product, categoryId } = one;
  const call = callOf(shop);
  const category = (await readCategories(call, region)).find((row) => row.categoryId === categoryId);
  const requirements = category && (await requirementsOf(call, region, categoryId));
  const { currency } = priceIn(region);
  return preflightVerdict(product, {
    demands: { market: { region, currency }, on: new Date(shop.clock.now()), sharedSkus: new Set() },
    hasWarehouse: true,
    attributes: one.attributes,
    packages: one.packages,
    parties: one.parties,
    chosen: [],
    category: { kind: "known", categoryId, category, requirements },
    images: new Map(
      [...one.pictures].map(([url, bytes]) => [url, { facts: readImageFacts(bytes), fault: null }]),
    ),
  });
}

async function requirementsOf(call: Call, region: string, categoryId: string) {
  try {
    return await readCategoryRequirements(call, region, categoryId);
  } catch {
    return undefined;
  }
}

/** What the twin says to it: null when it takes the product. `description` as the store has it, or as we send it. */
export async function twinsWord(
  one: Case,
  shop: AShop,
  description: "raw" | "ours" = "raw",
): Promise<string | null> {
  const { product } = one;
  const uris = new Map<string, string>();
  const variantUrls = product.variants.flatMap((variant) => variant.imageUrl ?? []);
  for (const [use, urls] of [
    ["MAIN_IMAGE", product.images.map((image) => image.url)],
    ["ATTRIBUTE_IMAGE", variantUrls],
  ] as const) {
    for (const url of urls) {
      const answer = await shop.upload(Buffer.from(one.pictures.get(url) ?? []), use);
      if (answer.code !== 0) return `${answer.code} ${answer.message}`;
      uris.set(url, answer.data.uri);
    }
  }
  const html = product.descriptionHtml;
  const body = {
    ...bodyOf(one, uris),
    description: description === "raw" ? html : listingDescription(html),
  };
  const answer = await shop.call("POST /product/202309/products/listing_check", body);
  if (answer.code !== 0) return `${answer.code} ${answer.message}`;
  const reasons = (answer.data as unknown as { fail_reasons: { code: number; message: string }[] })
    .fail_reasons;
  return reasons[0] ? `${reasons[0].code} ${reasons[0].message}` : null;
}

function bodyOf(one: Case, uris: ReadonlyMap<string, string>) {
  const { region, product, categoryId, packages } = one;
  const grams = Math.max(0, ...product.variants.map((variant) => variant.weightGrams ?? 0));
  const size = packages[0]?.size;
  return {
    title: product.title,
    category_id: categoryId,
    category_version: region === "US" ? "v2" : undefined,
    main_images: product.images.slice(0, 9).map((image) => ({ uri: uris.get(image.url) })),
    package_weight: { value: (grams / 1000).toFixed(3), unit: "KILOGRAM" },
    ...(size
      ? {
          package_dimensions: {
            length: `${size.length}`,
            width: `${size.width}`,
            height: `${size.height}`,
            unit: "CENTIMETER",
          },
        }
      : {}),
    product_attributes: attributesOf(one),
    ...partyIdsOf(one),
    skus: product.variants.map((variant) => ({
      seller_sku: variant.sku ?? "",
      price: { amount: printMoney(variant.price), currency: variant.price.currency },
      inventory: [{ warehouse_id: WAREHOUSE, quantity: 10 }],
      sales_attributes: buyerOptions(variant.options).map(({ name, value }, at) => ({
        name,
        value_name: value,
        ...(at === 0 && variant.imageUrl ? { sku_img: { uri: uris.get(variant.imageUrl) } } : {}),
      })),
    })),
  };
}

function partyIdsOf({ product, parties }: Case) {
  const { manufacturerId, responsiblePersonId } = partiesOf(product, parties);
  return {
    manufacturer_ids: manufacturerId ? [manufacturerId] : [],
    responsible_person_ids: responsiblePersonId ? [responsiblePersonId] : [],
  };
}

/** Values the twin lists, by name. */
const LISTED: Readonly<Record<string, string>> = {
  "Lithium Ion": "1016101",
  None: "1016103",
  "SPF 30": "1003922",
};

function attributesOf({ product, categoryId, attributes }: Case) {
  const ids = new Set(attributes.map((rule) => rule.attributeId));
  return [...ids].map((id) => ({
    id,
    values: wantedValues(product, id, { categoryId, rules: attributes, chosen: [] }).map((name) =>
      LISTED[name] ? { id: LISTED[name] } : { name },
    ),
  }));
}

function callOf(shop: AShop): Call {
  return async (operation) => {
    const { method, params = {}, query = {} } = operation;
    const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => params[name] ?? "");
    const asked = Object.fromEntries(
      Object.entries(query).flatMap(([name, value]) => (value ? [[name, value]] : [])),
    );
    const answer = await shop.call(`${method} ${path}`, operation.body, asked);
    if (answer.code === 0) return operation.answer.parse(answer.data);
    const detail = `${answer.code} ${answer.message}`;
    throw new PlatformError({ platform: "tiktok-shop", operation: path, kind: "rejected", detail });
  };
}

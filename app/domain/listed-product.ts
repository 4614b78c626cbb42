// A product as a connection's settings would have it listed: words by the templates, prices by the rule. From here on
// nothing needs to know the settings of words and prices.
import type { ListingSettings } from "./listing-settings.ts";
import { listingCompareAt, listingPrice } from "./price-rule.ts";
import type { StoreProduct } from "./product.ts";

type Wording = Pick<StoreProduct, "title" | "descriptionHtml" | "vendor" | "productType" | "variants">;

/** The same product with the listing's words and prices. A price that no rate converts stays in the store's currency. */
export function listedProduct<Product extends Wording>(
  product: Product,
  settings: ListingSettings,
  currency: string,
): Product {
  return {
    ...product,
    title: filled(settings.titleTemplate, product, "{title}").trim(),
    descriptionHtml: filled(settings.descriptionTemplate, product, "{description}"),
    variants: product.variants.map((variant) => {
      const price = listingPrice(variant.price, settings.price, currency) ?? variant.price;
      return {
        ...variant,
        price,
        compareAtPrice: listingCompareAt(variant.compareAtPrice, settings.price, price) ?? null,
      };
    }),
  };
}

// A template that forgot the store's own words would give every product the same ones: then they stand alone.
function filled(template: string, product: Wording, own: "{title}" | "{description}"): string {
  const used = template.includes("{") ? template : own;
  return used
    .replaceAll(/\{option:([^{}]+)\}/g, (_, name: string) => optionValues(product, name.trim()))
    .replaceAll("{vendor}", product.vendor)
    .replaceAll("{type}", product.productType)
    .replaceAll("{title}", product.title)
    .replaceAll("{description}", product.descriptionHtml);
}

function optionValues(product: Wording, name: string): string {
  const wanted = name.toLowerCase();
  const values = product.variants.flatMap((variant) =>
    variant.options.filter((option) => option.name.toLowerCase() === wanted).map((option) => option.value),
  );
  return [...new Set(values)].join(", ");
}

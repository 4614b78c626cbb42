// A product's content back in the words of a request, so that a partial edit is judged as the whole that it makes.
import type { ProductContent, ProductExtras } from "./product-rows.ts";
import type { Json } from "./route.ts";

/** What a partial edit cannot change. */
const FIXED = ["category_id", "category_version", "delivery_option_ids", "minimum_order_quantity"];

/** The old content with what the edit names, each property replaced as a whole. */
export function editedBody(old: ProductContent, edit: Json): Json {
  const named = Object.entries(edit).filter(
    ([name, value]) => value !== undefined && value !== null && !FIXED.includes(name),
  );
  return { ...bodyOf(old), ...Object.fromEntries(named) };
}

function bodyOf(content: ProductContent): Json {
  return {
    title: content.title,
    description: content.description,
    category_id: content.categoryId,
    category_version: content.categoryVersion,
    brand_id: content.brandId,
    main_images: content.mainImages.map((uri) => ({ uri })),
    product_attributes: content.attributes,
    package_weight: content.weight,
    package_dimensions: content.dimensions,
    external_product_id: content.externalProductId,
    ...(content.extras ? extrasBody(content.extras) : {}),
  };
}

function extrasBody(extras: ProductExtras): Json {
  return {
    certifications: extras.certifications.map(({ id, imageUris }) => ({
      id,
      images: imageUris.map((uri) => ({ uri })),
    })),
    size_chart: extras.sizeChartUri ? { image: { uri: extras.sizeChartUri } } : null,
    is_cod_allowed: extras.takesCash,
    is_not_for_sale: extras.isNotForSale,
    minimum_order_quantity: extras.minimumOrder,
    delivery_option_ids: extras.deliveryOptionIds,
    manufacturer_ids: extras.manufacturerIds,
    responsible_person_ids: extras.responsiblePersonIds,
  };
}

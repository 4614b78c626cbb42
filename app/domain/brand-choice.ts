// Which brand of the marketplace a listing carries: the merchant's choice for the product, else the one its vendor
// stands for, else none.

/** How a vendor is written as a key of the brands in the settings. */
export function vendorKey(vendor: string): string {
  return vendor.trim().toLocaleLowerCase("en");
}

export function brandOf(
  vendor: string,
  brands: Readonly<Record<string, string>>,
  chosenBrandId: string | null,
): string | null {
  if (chosenBrandId !== null) return chosenBrandId;
  const key = vendorKey(vendor);
  return Object.hasOwn(brands, key) ? (brands[key] ?? null) : null;
}

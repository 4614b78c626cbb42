// What a store is filled with, and who buys: products, variants and addresses as they come from outside.

export type SeedVariant = {
  readonly sku: string | null;
  readonly options: readonly { readonly name: string; readonly value: string }[];
  readonly price: string;
  readonly compareAtPrice: string | null;
  readonly barcode: string | null;
  readonly weightGrams: number | null;
  readonly requiresShipping: boolean;
  /** Units at the store's first location. */
  readonly quantity: number;
  readonly imageUrl: string | null;
  readonly taxable: boolean;
  readonly inventoryPolicy: "DENY" | "CONTINUE";
  /** Whether the store counts its units; it does where nothing is said. */
  readonly tracked?: boolean;
};

export type SeedProduct = {
  readonly handle: string;
  readonly title: string;
  readonly descriptionHtml: string;
  readonly vendor: string;
  readonly productType: string;
  readonly tags: readonly string[];
  readonly status: "ACTIVE" | "DRAFT" | "ARCHIVED";
  readonly images: readonly { readonly url: string; readonly altText: string | null }[];
  readonly variants: readonly SeedVariant[];
};

export type SeedAddress = {
  readonly firstName: string;
  readonly lastName: string;
  readonly address1: string;
  readonly address2: string | null;
  readonly city: string;
  readonly provinceCode: string;
  readonly province: string;
  readonly zip: string;
  readonly countryCode: string;
  readonly phone: string;
  readonly email: string;
};

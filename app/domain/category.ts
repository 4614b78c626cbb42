// The marketplace's categories, and what each of them asks of a listing, in our words.

export type Category = {
  readonly categoryId: string;
  /** Null at the top of the tree. */
  readonly parentId: string | null;
  readonly name: string;
  /** Only a leaf holds listings. */
  readonly isLeaf: boolean;
  /** What the marketplace says of this merchant's right to list there; only "open" needs no permission. */
  readonly standing: "open" | "by-invitation" | "not-the-main-one" | "prohibited";
};

export type AttributeCondition = { readonly attributeId: string; readonly valueId: string };

export type CategoryAttribute = {
  readonly attributeId: string;
  readonly name: string;
  /** A property describes the product; a choice is what buyers choose between and comes from the variants' options. */
  readonly kind: "property" | "choice";
  readonly isRequired: boolean;
  /** Any of these makes it required as well. */
  readonly requiredBy: readonly AttributeCondition[];
  readonly takesSeveral: boolean;
  /** Values beyond the listed ones are taken. */
  readonly takesOwnValues: boolean;
  /** Own values must be positive numbers. */
  readonly isNumber: boolean;
  readonly values: readonly { readonly valueId: string; readonly name: string }[];
};

export type CategoryRules = {
  readonly needsPackageSize: boolean;
  readonly needsSizeChart: boolean;
  readonly needsManufacturer: boolean;
  readonly needsResponsiblePerson: boolean;
  readonly needsProducerRegistration: boolean;
  readonly certificates: readonly {
    readonly certificateId: string;
    readonly name: string;
    readonly isRequired: boolean;
    readonly requiredBy: readonly AttributeCondition[];
  }[];
};

/** Of one leaf category, as the marketplace tells it. */
export type CategoryRequirements = {
  readonly rules: CategoryRules;
  readonly attributes: readonly CategoryAttribute[];
};

/** A brand of the marketplace. One that is not usable would be refused on this merchant's listings. */
export type Brand = { readonly brandId: string; readonly name: string; readonly isUsable: boolean };

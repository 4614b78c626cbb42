// Brands that a seller finds in the market, names of our own: some it may sell as, some that anyone may name, and some
// that only their owner may (T1).

export type BrandRow = {
  readonly id: string;
  readonly name: string;
  readonly isT1: boolean;
  readonly standing: "AUTHORIZED" | "EXPIRED" | "UNAUTHORIZED";
};

const brand = (at: number, name: string, standing: BrandRow["standing"], isT1: boolean): BrandRow => ({
  id: `70820427022${String(at).padStart(8, "0")}`,
  name,
  standing,
  isT1,
});

export const BRANDS: readonly BrandRow[] = [
  brand(1, "Fernweh", "AUTHORIZED", false),
  brand(2, "Nordlicht", "AUTHORIZED", false),
  brand(3, "Cascade", "UNAUTHORIZED", false),
  brand(4, "Birchbark", "UNAUTHORIZED", false),
  brand(5, "Fernblick", "UNAUTHORIZED", false),
  brand(6, "Summit & Sons", "UNAUTHORIZED", true),
  brand(7, "Alpenglow Royal", "EXPIRED", true),
  brand(8, "Quiet Harbor", "AUTHORIZED", true),
];

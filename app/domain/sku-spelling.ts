// When two SKUs are one SKU spelled twice: people type capitals, blanks and look-alike characters as they please.

/** Equal for SKUs that differ in capitals, blanks or the width of their characters alone; empty for no SKU. */
export function foldedSku(sku: string | null): string {
  return (sku ?? "").normalize("NFKC").replaceAll(/\s+/g, "").toLowerCase();
}

/** How a SKU may stand elsewhere: as it is, and without blanks in one case or the other. */
export function spellingsOf(sku: string): readonly string[] {
  const plain = sku.normalize("NFKC").replaceAll(/\s+/g, "");
  return [...new Set([sku, plain, plain.toLowerCase(), plain.toUpperCase()])];
}

// Each kind of fault in the links, in a merchant's words.
import type { LinkFindingKind } from "../domain/link-finding.ts";

export const LINK_KIND_WORDS = {
  crossed: { heading: "Linked to another product", all: "Relink all" },
  "one-to-many": { heading: "Linked more than once", all: "Keep one each" },
  ambiguous: { heading: "One SKU, several times", all: "Keep one each" },
  dead: { heading: "Linked to something gone", all: "Mend all" },
  missing: { heading: "Not linked", all: "Link all" },
  "case-different": { heading: "Spelled differently", all: "Mend all" },
  "unknown-at-store": { heading: "Not in your store", all: "Leave all alone" },
} as const satisfies Record<LinkFindingKind, { heading: string; all: string }>;

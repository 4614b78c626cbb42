// Variants that stand in the store, in its order: how every reader of products takes them, so that none of those that
// went is priced, listed or counted.
import type { Prisma } from "./generated/client.ts";

export const STANDING = {
  where: { removedAt: null },
  orderBy: [{ position: "asc" }, { id: "asc" }],
} as const satisfies Prisma.Product$variantsArgs;

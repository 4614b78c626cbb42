// Sets the category of the products behind some listings, for whichever page lets listings be selected.
import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { productsOfListings } from "../queries/mapping.server.ts";

const Ask = z.object({
  /** Ids of listings, separated by commas. */
  listings: z
    .string()
    .transform((text) => text.split(",").filter(Boolean))
    .pipe(z.array(z.string().max(100)).min(1).max(1_000)),
  /** Empty gives the products back to the rules. */
  category: z.string().max(40),
});

export async function action({ request, context }: ActionFunctionArgs) {
  const { storeId } = await context.application.authenticate(request);
  const { listingRules, database } = context.application;
  const ask = Ask.safeParse(Object.fromEntries(await request.formData()));
  if (!ask.success) return { message: "That could not be read. Reload the page and try again.", changed: 0 };
  const change = { categoryId: ask.data.category || null };
  let changed = 0;
  for (const [connectionId, productIds] of await productsOfListings(database, storeId, ask.data.listings)) {
    const answer = await listingRules.choose(storeId, connectionId, { productIds, change });
    if (answer.kind === "refused") return { message: answer.sentence, changed };
    changed += answer.changed;
  }
  return { message: changedWords(changed), changed };
}

function changedWords(changed: number): string {
  if (changed === 0) return "They have this category already.";
  return changed === 1 ? "Category set for 1 product." : `Category set for ${changed} products.`;
}

// Sets the category of the products behind some listings, for whichever page lets listings be selected: those named, or
// all of one shop that the search in the address means.
import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { countWords } from "../components/count.ts";
import { filterOf } from "../queries/listing-filter.server.ts";
import { productsMatching, productsOfListings } from "../queries/mapping.server.ts";

const Ids = z
  .string()
  .transform((text) => text.split(",").filter(Boolean))
  .pipe(z.array(z.string().max(100)).min(1).max(1_000));

const Ask = z.object({
  /** Ids of listings, separated by commas, or "all" that the address means. */
  listings: z.union([z.literal("all"), Ids]),
  /** The shop whose listings "all" are. */
  connection: z.string().min(1).max(100).optional(),
  /** Empty gives the products back to the rules. */
  category: z.string().max(40),
});

const UNREADABLE = { message: "That could not be read. Reload the page and try again.", changed: 0 };

export async function action({ request, context }: ActionFunctionArgs) {
  const { storeId } = await context.application.authenticate(request);
  const { listingRules, database } = context.application;
  const ask = Ask.safeParse(Object.fromEntries(await request.formData()));
  if (!ask.success) return UNREADABLE;
  const { listings, connection, category } = ask.data;
  const change = { categoryId: category || null };
  // Categories are a market's own: without its shop nobody can say which is meant.
  if (listings === "all" && connection === undefined) return UNREADABLE;
  const filter = { ...filterOf(new URL(request.url).searchParams), connectionId: connection ?? "" };
  const isBacklog = listings === "all";
  const batches = isBacklog
    ? productsMatching(database, storeId, filter)
    : await productsOfListings(database, storeId, listings);
  let changed = 0;
  let met = 0;
  for await (const [connectionId, productIds] of batches) {
    const answer = await listingRules.choose(storeId, connectionId, { productIds, change, isBacklog });
    if (answer.kind === "refused") return { message: answer.sentence, changed };
    changed += answer.changed;
    met += productIds.length;
  }
  return { message: met > 0 ? changedWords(changed, change) : "No listing matches any more.", changed };
}

function changedWords(changed: number, { categoryId }: { readonly categoryId: string | null }): string {
  if (changed === 0)
    return categoryId === null ? "The rules decide for them already." : "They have this category already.";
  const products = countWords(changed, "product");
  return categoryId === null ? `The rules decide for ${products}.` : `Category set for ${products}.`;
}

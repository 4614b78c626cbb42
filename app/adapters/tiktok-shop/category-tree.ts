// The category tree of a shop's market.
import { z } from "zod";
import type { Category } from "../../domain/category.ts";
import type { Call } from "./client.ts";
import { id, list, text } from "./fields.ts";
import { marketOf } from "./markets.ts";
import { VERSION } from "./versions.ts";

const treeSchema = z.object({
  categories: list(
    z.object({
      id,
      parent_id: text,
      local_name: z.string(),
      is_leaf: z.boolean(),
      permission_statuses: list(z.string()),
    }),
  ),
});

/** Prohibited categories are asked for, too: a rule that names one is to be explained, not to vanish. */
export async function readCategories(call: Call, region: string): Promise<readonly Category[]> {
  const { categories } = await call({
    method: "GET",
    path: `/product/${VERSION.product}/categories`,
    query: { category_version: marketOf(region)?.categoryVersion, include_prohibited_categories: "true" },
    scope: "shop",
    repeat: "safe",
    answer: treeSchema,
  });
  return categories.map((row) => ({
    categoryId: row.id,
    parentId: row.parent_id === null || row.parent_id === "0" ? null : row.parent_id,
    name: row.local_name,
    isLeaf: row.is_leaf,
    standing: standingOf(row.permission_statuses),
  }));
}

// A status we do not know is no permission.
function standingOf(statuses: readonly string[]): Category["standing"] {
  if (statuses.length === 0 || statuses.includes("AVAILABLE")) return "open";
  if (statuses.includes("INVITE_ONLY")) return "by-invitation";
  return statuses.includes("NON_MAIN_CATEGORY") ? "not-the-main-one" : "prohibited";
}

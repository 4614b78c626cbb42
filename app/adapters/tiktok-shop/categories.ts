// Which leaf category the marketplace would put a product in.
import { z } from "zod";
import { isPlatformError } from "../../use-cases/ports/platform-error.ts";
import type { Call } from "./client.ts";
import { text } from "./fields.ts";
import { marketOf } from "./markets.ts";
import { VERSION } from "./versions.ts";

const NO_MATCHING_CATEGORY = "12019064";

/** The leaf the marketplace recommends; undefined when it has none to offer. */
export async function recommendCategory(
  call: Call,
  region: string,
  input: { title: string; descriptionHtml: string },
): Promise<string | undefined> {
  try {
    const data = await call({
      method: "POST",
      path: `/product/${VERSION.product}/categories/recommend`,
      body: {
        product_title: input.title,
        ...(input.descriptionHtml === "" ? {} : { description: input.descriptionHtml }),
        category_version: marketOf(region)?.categoryVersion,
      },
      scope: "shop",
      repeat: "safe",
      answer: z.object({ leaf_category_id: text }),
    });
    return data.leaf_category_id ?? undefined;
  } catch (error) {
    if (isPlatformError(error, "rejected") && error.facts.code === NO_MATCHING_CATEGORY) return undefined;
    throw error;
  }
}

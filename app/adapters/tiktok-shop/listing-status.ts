// Taking listings off sale, putting them back and deleting them: up to 20 a call, failures listed in a successful answer.
import { z } from "zod";
import type { SwitchMove } from "../../domain/listing-life.ts";
import type { MarketplacePort } from "../../use-cases/ports/marketplace.ts";
import type { Call } from "./client.ts";
import { batchError, list, text, wordsOf } from "./fields.ts";
import { VERSION } from "./versions.ts";

type Refused = Awaited<ReturnType<MarketplacePort["switchListings"]>>[number];

const AT_ONCE = 20;
const PRODUCTS = `/product/${VERSION.product}/products`;
const CALLS = {
  activate: { method: "POST", path: `${PRODUCTS}/activate` },
  deactivate: { method: "POST", path: `${PRODUCTS}/deactivate` },
  delete: { method: "DELETE", path: PRODUCTS },
} as const satisfies Record<SwitchMove, { method: "POST" | "DELETE"; path: string }>;

const answerSchema = z.object({
  errors: list(
    batchError.extend({
      detail: z.object({ product_id: text, extra_errors: list(z.object({ message: text })) }).nullish(),
    }),
  ),
});

export async function switchListings(
  call: Call,
  move: SwitchMove,
  ids: readonly string[],
): Promise<readonly Refused[]> {
  const refused: Refused[] = [];
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const asked = ids.slice(at, at + AT_ONCE);
    const { errors } = await call({
      ...CALLS[move],
      body: { product_ids: asked },
      scope: "shop",
      repeat: "safe",
      answer: answerSchema,
    });
    for (const error of errors) {
      const { detail, ...said } = error;
      const reason = wordsOf({ ...said, detail: detail ? { ...detail, sku_id: null } : null });
      // An error that names no listing concerns all of them.
      for (const marketplaceProductId of detail?.product_id ? [detail.product_id] : asked)
        refused.push({ marketplaceProductId, reason });
    }
  }
  return refused;
}

// The platform's habits of writing values: ids and money as strings, seconds as numbers, absent or "" for nothing.
import { z } from "zod";
import { type Money, parseMoney } from "../../domain/money.ts";

/** An id: a decimal string, or in old messages a number small enough to be exact. */
export const id = z.union([z.string().min(1), z.number().int().transform(String)]);

/** Optional text: absent, null and "" all mean nothing. */
export const text = z
  .string()
  .nullish()
  .transform((value) => (value ? value : null));

/** Seconds since 1970, as a number or in newer fields a string. */
export const seconds = z
  .union([z.number(), z.string().regex(/^\d+$/).transform(Number)])
  .transform((value) => new Date(value * 1000));

/** A list that is left out when empty. */
export function list<Schema extends z.ZodType>(item: Schema) {
  return z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);
}

/** A list that some messages write as its single element. */
export function oneOrMany<Schema extends z.ZodType>(item: Schema) {
  return z.union([
    z.array(item),
    item.transform((single) => [single]),
    z
      .null()
      .optional()
      .transform(() => []),
  ]);
}

/** A decimal string, checked against a currency once that is known. */
export const decimal = z.string().regex(/^-?\d{1,13}(\.\d+)?$/);

/** Money of a checked decimal. */
export function moneyOf(amount: string, currency: string): Money {
  const money = parseMoney(amount, currency);
  if (money === undefined) throw new Error("a checked decimal is money");
  return money;
}

/** A refused member of a batch that as a whole succeeded. The code is a number in most APIs, a string in some. */
export const batchError = z.object({
  code: z.union([z.number(), z.string()]).transform(String),
  message: z.string().nullish(),
  detail: z
    .object({
      sku_id: text,
      extra_errors: list(z.object({ message: text })),
    })
    .nullish(),
});

/** The platform's words on a refused member: the inner reasons where it gives them. */
export function wordsOf(error: z.output<typeof batchError>): string {
  const inner = (error.detail?.extra_errors ?? []).flatMap((extra) => extra.message ?? []);
  return inner.length > 0 ? inner.join("; ") : error.message || `refused with code ${error.code}`;
}

/** All pages of a nested list, however many. */
export async function allPages<T>(
  read: (pageToken: string | undefined) => Promise<{ items: readonly T[]; next: string | null }>,
): Promise<T[]> {
  const items: T[] = [];
  let token: string | undefined;
  do {
    const page = await read(token);
    items.push(...page.items);
    token = page.next ?? undefined;
  } while (token !== undefined);
  return items;
}

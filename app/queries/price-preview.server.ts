// What a price rule that is not saved yet would make of real products: before and after for a few, and how many change,
// are lifted to the floor, or cannot be priced. Reads only.
import type { PrismaClient } from "../adapters/database/generated/client.ts";
import { STANDING } from "../adapters/database/standing-variants.ts";
import type { StoreId } from "../domain/ids.ts";
import { type Money, printMoney } from "../domain/money.ts";
import { listingCompareAt, listingPrice, type PriceRule } from "../domain/price-rule.ts";
import { SAMPLE } from "./preview-sample.server.ts";

const SHOWN = 8;

type Ask = {
  readonly storeId: StoreId;
  readonly connectionId: string;
  readonly before: PriceRule;
  readonly after: PriceRule;
};

export async function pricePreview(database: PrismaClient, { storeId, connectionId, before, after }: Ask) {
  const where = { storeId, status: "active" };
  const [{ currency }, active, products] = await Promise.all([
    database.connection.findFirstOrThrow({
      where: { storeId, id: connectionId },
      select: { currency: true },
    }),
    database.product.count({ where }),
    database.product.findMany({
      where,
      ...SAMPLE,
      select: {
        id: true,
        title: true,
        variants: {
          ...STANDING,
          select: { priceMinor: true, compareAtMinor: true, currency: true },
        },
      },
    }),
  ]);
  const judged = products.map((product) => {
    const variants = product.variants.map((variant) => judge(variant, { before, after, currency }));
    return { product, variants, isChanged: variants.some((one) => one.then !== one.now) };
  });
  const share = (count: number) => Math.round((count * active) / Math.max(products.length, 1));
  const count = (test: (one: Judged) => boolean) =>
    share(judged.filter((one) => one.variants.some(test)).length);
  const shown = [...judged.filter((one) => one.isChanged), ...judged.filter((one) => !one.isChanged)];
  return {
    active,
    isEstimate: active > products.length,
    changed: share(judged.filter((one) => one.isChanged).length),
    lifted: count((one) => one.isLifted),
    unpriced: count((one) => one.then === null),
    rows: shown
      .slice(0, SHOWN)
      .flatMap(({ product, variants: [first] }) =>
        first
          ? [{ id: product.id, title: product.title, store: first.store, now: first.now, then: first.then }]
          : [],
      ),
  };
}

type Judged = ReturnType<typeof judge>;
type Priced = {
  readonly priceMinor: number;
  readonly compareAtMinor: number | null;
  readonly currency: string;
};

function judge(
  variant: Priced,
  { before, after, currency }: Pick<Ask, "before" | "after"> & { currency: string },
) {
  const money = (minor: number): Money => ({ minor, currency: variant.currency });
  const price = money(variant.priceMinor);
  const compareAt = variant.compareAtMinor === null ? null : money(variant.compareAtMinor);
  const printed = (rule: PriceRule) => {
    const listed = listingPrice(price, rule, currency);
    if (!listed) return null;
    const struck = listingCompareAt(compareAt, rule, listed);
    return `${words(listed)}${struck ? `, instead of ${words(struck)}` : ""}`;
  };
  const bare = listingPrice(price, { ...after, floorMinor: null, ending: "as-is" }, currency);
  const isLifted = bare !== undefined && bare.minor > 0 && bare.minor < (after.floorMinor ?? 0);
  return { store: words(price), now: printed(before), then: printed(after), isLifted };
}

function words(money: Money): string {
  return `${printMoney(money)} ${money.currency}`;
}

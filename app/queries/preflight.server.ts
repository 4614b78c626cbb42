// The pre-flight board's data: what keeps products from being listed, by cause, with counts and examples. Counts come
// from an index; words and titles are read for the few examples only.
import { z } from "zod";
import type { Prisma, PrismaClient } from "../adapters/database/generated/client.ts";
import type { StoreId } from "../domain/ids.ts";
import { mendingSetting } from "../domain/requirement.ts";
import { type SettingPlace, settingPlace } from "./setting-place.server.ts";

export type PreflightCause = {
  readonly cause: string;
  /** Where in the app it is mended; null where that is elsewhere. */
  readonly mend: SettingPlace | null;
  readonly heading: string;
  readonly fix: string;
  /** Products it keeps from being listed, and of these the ones that nothing else keeps. */
  readonly products: number;
  readonly frees: number;
  readonly examples: readonly {
    readonly listingId: string;
    readonly productId: string;
    readonly title: string;
    readonly sentence: string;
  }[];
};

export type PreflightBoard = {
  readonly causes: readonly PreflightCause[];
  /** Causes beyond those shown. */
  readonly moreCauses: number;
  readonly products: {
    /** On sale in the store. */
    readonly all: number;
    /** With something in their way. */
    readonly blocked: number;
    /** Judged in part only: the marketplace was not asked for a category, or a picture could not be read yet. */
    readonly categoryUnchecked: number;
    readonly imagesUnchecked: number;
  };
};

export type PreflightAsk = { readonly storeId: StoreId; readonly connectionId: string };

const MOST_CAUSES = 100;
const EXAMPLES = 3;

type Counted = { cause: string; products: number; frees: number };

export async function preflightBoard(database: PrismaClient, ask: PreflightAsk): Promise<PreflightBoard> {
  const { storeId, connectionId } = ask;
  const [counted, [blocked], all] = await Promise.all([
    countCauses(database, ask),
    database.$queryRaw<{ count: number }[]>`
      select count(*)::int as count from "ListingFinding"
      where "storeId" = ${storeId} and "connectionId" = ${connectionId} and "isFirst"`,
    database.product.count({ where: { storeId, status: "active" } }),
  ]);
  const causes = counted.filter((one) => !one.cause.startsWith("unchecked:"));
  const shown = causes.slice(0, MOST_CAUSES);
  const examples = await examplesOf(database, ask, shown);
  const unchecked = (what: string) => counted.find((one) => one.cause === `unchecked:${what}`)?.products ?? 0;
  return {
    causes: shown.map((one) => toCause(one, examples.get(one.cause) ?? [], connectionId)),
    moreCauses: causes.length - shown.length,
    products: {
      all,
      blocked: blocked?.count ?? 0,
      categoryUnchecked: unchecked("category"),
      imagesUnchecked: unchecked("images"),
    },
  };
}

function countCauses(database: PrismaClient, { storeId, connectionId }: PreflightAsk): Promise<Counted[]> {
  return database.$queryRaw<Counted[]>`
    select "cause", count(*)::int as products, (count(*) filter (where "isOnly"))::int as frees
    from "ListingFinding" where "storeId" = ${storeId} and "connectionId" = ${connectionId}
    group by "cause" order by frees desc, products desc, "cause" collate "C"`;
}

type Example = {
  cause: string;
  listingId: string;
  productId: string;
  title: string;
  unmet: Prisma.JsonValue;
};

async function examplesOf(
  database: PrismaClient,
  { storeId, connectionId }: PreflightAsk,
  causes: readonly Counted[],
): Promise<ReadonlyMap<string, Example[]>> {
  const rows = await database.$queryRaw<Example[]>`
    select c."cause", l."id" as "listingId", l."productId", p."title", l."unmet"
    from unnest(${causes.map((one) => one.cause)}::text[]) as c("cause")
    cross join lateral (
      select f."listingId" from "ListingFinding" f
      where f."storeId" = ${storeId} and f."connectionId" = ${connectionId} and f."cause" = c."cause"
      limit ${EXAMPLES}
    ) few
    join "Listing" l on l."id" = few."listingId" join "Product" p on p."id" = l."productId"
    order by p."title", l."id"`;
  return Map.groupBy(rows, (row) => row.cause);
}

const words = z.array(
  z.object({
    cause: z.string(),
    field: z.string(),
    heading: z.string(),
    fix: z.string(),
    sentence: z.string(),
  }),
);

function toCause(
  { cause, products, frees }: Counted,
  examples: readonly Example[],
  connectionId: string,
): PreflightCause {
  const found = examples.map((row) => ({
    row,
    // What an older version of us wrote in another form is shown by its cause alone.
    said: words.safeParse(row.unmet).data?.find((one) => one.cause === cause),
  }));
  const first = found[0]?.said;
  const setting = mendingSetting(cause);
  return {
    cause,
    products,
    frees,
    mend: setting ? settingPlace(setting, connectionId) : null,
    heading: first?.heading ?? cause,
    fix: first?.fix ?? "",
    examples: found.map(({ row: { listingId, productId, title }, said }) => ({
      listingId,
      productId,
      title,
      sentence: said?.sentence ?? "",
    })),
  };
}

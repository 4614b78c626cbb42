// What unsaved settings would make of real products: before and after for a few, how many products change, and how many
// each category rule decides. Reads only; nothing is saved and nobody is asked.
import type { Prisma, PrismaClient } from "../adapters/database/generated/client.ts";
import { STANDING } from "../adapters/database/standing-variants.ts";
import type { CategoryRequirements } from "../domain/category.ts";
import type { StoreId } from "../domain/ids.ts";
import type { ListingSettings } from "../domain/listing-settings.ts";
import { differ, type Outcome, type Surroundings, settingsOutcome } from "../domain/settings-outcome.ts";
import { anywhere } from "./listing-filter.server.ts";
import { firstImage } from "./listing-reasons.server.ts";
import { SAMPLE } from "./preview-sample.server.ts";
import { type PreviewWords, previewWords } from "./preview-words.server.ts";
import { brandNames, categoryNames } from "./settings-names.server.ts";
import { storeProduct } from "./store-product.server.ts";

const SHOWN = 5;

export type PreviewAsk = {
  readonly storeId: StoreId;
  readonly connectionId: string;
  readonly before: ListingSettings;
  readonly after: ListingSettings;
  /** Shows products of the merchant's choice: a part of the title. Empty: those that change. */
  readonly search: string;
};

export type PreviewRow = {
  readonly id: string;
  readonly title: string;
  readonly imageUrl: string | null;
  readonly before: PreviewWords;
  readonly after: PreviewWords;
};

export type Preview = {
  readonly active: number;
  readonly changed: number;
  /** The numbers are projected from a sample. */
  readonly isEstimate: boolean;
  /** In the order of the category rules. */
  readonly decidedByRule: readonly number[];
  readonly decidedByChoice: number;
  readonly rows: readonly PreviewRow[];
};

const INCLUDE = (connectionId: string) =>
  ({
    variants: STANDING,
    choices: { where: { connectionId } },
    listings: { where: { connectionId }, select: { recommendedCategoryId: true } },
  }) as const satisfies Prisma.ProductInclude;

type Row = Prisma.ProductGetPayload<{ include: ReturnType<typeof INCLUDE> }>;
type Judged = { readonly row: Row; readonly before: Outcome; readonly after: Outcome };

export async function previewSettings(database: PrismaClient, ask: PreviewAsk): Promise<Preview> {
  const { storeId, connectionId, after } = ask;
  const where = { storeId, status: "active" };
  const include = INCLUDE(connectionId);
  const [connection, active, sample, found] = await Promise.all([
    database.connection.findFirstOrThrow({
      where: { storeId, id: connectionId },
      select: { currency: true },
    }),
    database.product.count({ where }),
    database.product.findMany({ where, include, ...SAMPLE }),
    ask.search === "" ? undefined : searched(database, ask),
  ]);
  const attributesOf = await knownAttributes(database, ask, [...sample, ...(found ?? [])]);
  const judge = (row: Row) => judged(row, ask, { ...connection, attributesOf });
  const all = sample.map(judge);
  const changing = all.filter((one) => differ(one.before, one.after));
  const shown = found?.map(judge) ?? [...changing, ...all].slice(0, SHOWN);
  const share = (count: number) => Math.round((count * active) / Math.max(sample.length, 1));
  const decides = (one: Judged) => one.after.category?.because;
  return {
    active,
    changed: share(changing.length),
    isEstimate: active > sample.length,
    decidedByRule: after.categories.map((rule) =>
      share(all.filter((one) => isBy(decides(one), rule)).length),
    ),
    decidedByChoice: share(all.filter((one) => decides(one)?.kind === "chosen").length),
    rows: await worded(database, ask, [...new Map(shown.map((one) => [one.row.id, one])).values()]),
  };
}

/** Of so many found the first by title are shown: a word that nearly every product has must not read them all. */
const MOST_FOUND = 500;

async function searched(database: PrismaClient, { storeId, connectionId, search }: PreviewAsk) {
  const found = await database.$queryRaw<{ id: string }[]>`
    with few as materialized (
      select "id", "title" from "Product"
      where "storeId" = ${storeId} and "status" = 'active' and "title" ilike ${anywhere(search)} limit ${MOST_FOUND}
    )
    select "id" from few order by "title", "id" limit ${SHOWN}`;
  return database.product.findMany({
    where: { storeId, id: { in: found.map((row) => row.id) } },
    include: INCLUDE(connectionId),
    orderBy: [{ title: "asc" }, { id: "asc" }],
  });
}

type Because = NonNullable<Outcome["category"]>["because"];

function isBy(because: Because | undefined, rule: ListingSettings["categories"][number]): boolean {
  return because?.kind === "rule" && because.rule === rule;
}

async function worded(
  database: PrismaClient,
  { connectionId, before: saved, after: drafted }: PreviewAsk,
  shown: readonly Judged[],
) {
  const outcomes = shown.flatMap(({ before, after }) => [before, after]);
  const parties = [...saved.parties, ...drafted.parties];
  const names = {
    ...Object.fromEntries(parties.map((rule) => [rule.partyId, rule.name])),
    ...(await categoryNames(
      database,
      connectionId,
      outcomes.flatMap((one) => one.category?.categoryId ?? []),
    )),
    ...(await brandNames(
      database,
      connectionId,
      outcomes.flatMap((one) => one.brandId ?? []),
    )),
  };
  return shown.map(({ row, before, after }) => ({
    id: row.id,
    title: row.title,
    imageUrl: firstImage(row.images),
    before: previewWords(before, names),
    after: previewWords(after, names),
  }));
}

type Known = Pick<Surroundings, "currency" | "attributesOf">;

/** What categories ask for, as far as it was ever read: where it was not, the merchant's own words stand for it. */
async function knownAttributes(database: PrismaClient, ask: PreviewAsk, rows: readonly Row[]) {
  const settings = [ask.before, ask.after];
  if (settings.every((one) => one.attributes.length === 0)) return () => undefined;
  const named = settings.flatMap((one) => one.categories.map((rule) => rule.categoryId));
  const others = rows.flatMap((row) => [
    row.choices[0]?.categoryId ?? "",
    row.listings[0]?.recommendedCategoryId ?? "",
  ]);
  const kept = await database.categoryRequirement.findMany({
    where: { connectionId: ask.connectionId, categoryId: { in: [...new Set([...named, ...others])] } },
  });
  const byId = new Map(
    kept.map((row) => [row.categoryId, (row.requirements as unknown as CategoryRequirements).attributes]),
  );
  return (categoryId: string) => byId.get(categoryId);
}

function judged(row: Row, { before, after }: PreviewAsk, known: Known): Judged {
  const product = storeProduct(row);
  const [choice] = row.choices;
  const around: Surroundings = {
    ...known,
    chosen: {
      categoryId: choice?.categoryId ?? null,
      brandId: choice?.brandId ?? null,
      attributes: (choice?.attributes ?? []) as unknown as Surroundings["chosen"]["attributes"],
    },
    recommendedCategoryId: row.listings[0]?.recommendedCategoryId ?? null,
  };
  return {
    row,
    before: settingsOutcome(product, before, around),
    after: settingsOutcome(product, after, around),
  };
}

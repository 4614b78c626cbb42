// How long a publish will take, before anything of it is sent: what its products still ask of the marketplace, by the
// rates that the shop was last seen to allow. All of them are looked at in a small catalogue, a fair sample in a large.
import type { PrismaClient } from "../adapters/database/generated/client.ts";
import { type CategoryRule, merchantsCategory } from "../domain/category-choice.ts";
import { listedImageUrls, variantImageUrls } from "../domain/listing-draft.ts";
import {
  type CallCounts,
  type CallPurpose,
  type Duration,
  distinctAmongAll,
  durationOf,
  leastCalls,
  type SeenRates,
} from "../domain/publish-calls.ts";
import { type Unsent, unsentSample } from "./publish-sample.server.ts";

export type Shop = {
  readonly id: string;
  readonly storeId: string;
  readonly openId: string;
};

type Asked = {
  readonly shop: Shop;
  readonly categoryRules: readonly CategoryRule[];
  readonly waiting: number;
  readonly now: Date;
};

/** A sample smaller than this, of more than that, says little: the end is then a guess within these bounds. */
const FEW = 30;
const DOUBT = { least: 0.5, most: 2 };
/** Quotas move: what was seen longer ago than this is no longer believed. */
const BELIEVED_MS = 30 * 24 * 60 * 60_000;

export async function publishOutlook(
  database: PrismaClient,
  { shop, categoryRules, waiting, now }: Asked,
): Promise<Duration> {
  const [sample, rates] = await Promise.all([unsentSample(database, shop), seenRates(database, shop, now)]);
  const scale = sample.length === 0 ? 1 : Math.max(1, waiting / sample.length);
  const counts = await countsOf(database, shop, { sample, scale, categoryRules });
  const { least, most } = durationOf(leastCalls({ ...counts, listings: waiting }), rates);
  if (sample.length >= Math.min(FEW, waiting)) return { least, most };
  return { least: least * DOUBT.least, most: most * DOUBT.most };
}

type Sampled = {
  readonly sample: readonly Unsent[];
  readonly scale: number;
  readonly categoryRules: readonly CategoryRule[];
};

async function countsOf(
  database: PrismaClient,
  shop: Shop,
  { sample, scale, categoryRules }: Sampled,
): Promise<Omit<CallCounts, "listings">> {
  const { groups, categoryIds } = categoriesOf(sample, categoryRules);
  const [pictures, known] = await Promise.all([
    picturesToUpload(database, shop, sample),
    database.categoryRequirement.findMany({
      where: { connectionId: shop.id },
      select: { categoryId: true },
    }),
  ]);
  const demanded = new Set(known.map((one) => one.categoryId));
  const unknown = [...new Set(categoryIds)].filter((id) => !demanded.has(id));
  const typed = groups.filter((one) => one.startsWith("type "));
  return {
    images: distinctAmongAll(pictures, scale),
    recommendations: distinctAmongAll(groups, scale),
    // Which categories will be recommended nobody knows; products of one type are mostly of one.
    categories: unknown.length + new Set(typed).size,
  };
}

// Products of one type and vendor share a question; one without a type is asked for by itself.
function categoriesOf(sample: readonly Unsent[], categoryRules: readonly CategoryRule[]) {
  const groups: string[] = [];
  const categoryIds: string[] = [];
  for (const product of sample) {
    const categoryId =
      merchantsCategory(product, categoryRules, product.chosenCategoryId)?.categoryId ??
      product.recommendedCategoryId;
    if (categoryId !== null) categoryIds.push(categoryId);
    else if (product.productType === "") groups.push(`product ${product.id}`);
    else groups.push(`type ${JSON.stringify([product.productType, product.vendor])}`);
  }
  return { groups, categoryIds };
}

/** Of each product its pictures that the seller's account does not have yet, by content where that is known. */
async function picturesToUpload(
  database: PrismaClient,
  { storeId, openId }: Shop,
  sample: readonly Unsent[],
): Promise<readonly string[]> {
  const urlsOf = sample.map((one) => [...listedImageUrls(one), ...variantImageUrls(one).values()]);
  const read = await database.$queryRaw<{ url: string; contentHash: string; isUploaded: boolean }[]>`
    select s."url", s."contentHash", exists (
      select from "MarketplaceImage" m
      where m."storeId" = s."storeId" and m."openId" = ${openId} and m."contentHash" = s."contentHash"
    ) as "isUploaded"
    from "ImageSource" s
    where s."storeId" = ${storeId} and s."url" = any(${[...new Set(urlsOf.flat())]}) and s."contentHash" <> ''`;
  const sources = new Map(read.map((one) => [one.url, one]));
  return urlsOf.flatMap((urls) => {
    const wanted = urls.filter((url) => sources.get(url)?.isUploaded !== true);
    return [...new Set(wanted.map((url) => sources.get(url)?.contentHash ?? url))];
  });
}

async function seenRates(database: PrismaClient, { id }: Shop, now: Date): Promise<SeenRates> {
  const rows = await database.endpointRate.findMany({
    where: { connectionId: id, seenAt: { gt: new Date(now.getTime() - BELIEVED_MS) } },
    orderBy: { seenAt: "desc" },
  });
  return {
    byPurpose: new Map(
      rows.flatMap(({ purpose, perSecond }) =>
        purpose === null ? [] : [[purpose as CallPurpose, perSecond] as const],
      ),
    ),
    // Sharing proves anew in each process: what was found last holds.
    shared: rows[0]?.endpoint === "*" ? rows[0].perSecond : null,
  };
}

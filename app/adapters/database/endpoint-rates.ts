// What an endpoint of a shop was last seen to let pass, in SQL: written by whoever calls it, read for estimates and by
// whoever calls it next.
import type { PrismaClient } from "./generated/client.ts";

export type EndpointRateSeen = {
  /** The shop as the marketplace's calls name it: the same for every store it is connected to. */
  readonly cipher: string;
  readonly endpoint: string;
  readonly purpose: string | null;
  readonly perSecond: number;
  readonly at: Date;
};

/** Of several processes the latest word stands. */
export async function saveEndpointRate(
  client: PrismaClient,
  { cipher, endpoint, purpose, perSecond, at }: EndpointRateSeen,
): Promise<void> {
  await client.$executeRaw`
    insert into "EndpointRate" as r ("connectionId", "endpoint", "storeId", "purpose", "perSecond", "seenAt")
    select c."id", ${endpoint}, c."storeId", ${purpose}, ${perSecond}, ${at}::timestamptz
    from "Connection" c where c."cipher" = ${cipher} and c."state" = 'active' order by c."id"
    on conflict ("connectionId", "endpoint") do update set "perSecond" = excluded."perSecond",
      "purpose" = excluded."purpose", "seenAt" = excluded."seenAt"
    where r."seenAt" <= excluded."seenAt"`;
}

/** What was seen last. Nothing where the shop's endpoints have proved since to share one quota: theirs was another. */
export async function lastEndpointRate(
  client: PrismaClient,
  { cipher, endpoint }: Pick<EndpointRateSeen, "cipher" | "endpoint">,
): Promise<Pick<EndpointRateSeen, "perSecond" | "at"> | undefined> {
  const [last] = await client.$queryRaw<{ endpoint: string; perSecond: number; at: Date }[]>`
    select r."endpoint", r."perSecond", r."seenAt" as "at"
    from "EndpointRate" r join "Connection" c on c."id" = r."connectionId"
    where c."cipher" = ${cipher} and c."state" = 'active' and r."endpoint" in (${endpoint}, '*')
    order by r."seenAt" desc limit 1`;
  return last?.endpoint === endpoint ? last : undefined;
}

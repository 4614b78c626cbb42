// What an endpoint of a shop was last seen to let pass, in SQL: written by whoever calls it, read for estimates.
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

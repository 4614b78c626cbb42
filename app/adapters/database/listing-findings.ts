// The causes that keep a listing from being sent, one row each, so that counting them over a whole catalogue reads an
// index and nothing else. Always written together with the listing's own list.
import type { UnmetRequirement } from "../../domain/listing.ts";
import type { Unchecked } from "../../domain/preflight-verdict.ts";
import type { Db } from "./client.ts";

type Findings = { readonly unmet: readonly UnmetRequirement[]; readonly unchecked: readonly Unchecked[] };

/** How "could not be judged" stands among the causes. */
const UNCHECKED = "unchecked:";

/** Replaces what is known of one listing, by one statement. */
export async function saveFindings(client: Db, listingId: string, findings: Findings): Promise<void> {
  const causes = [...new Set(findings.unmet.map((one) => one.cause))];
  const unchecked = findings.unchecked.map((one) => `${UNCHECKED}${one}`);
  await client.$executeRaw`
    with found as (
      select "cause", "place" = 1 as "isFirst", ${causes.length === 1} as "isOnly"
      from unnest(${causes}::text[]) with ordinality as f("cause", "place")
      union all select u, false, false from unnest(${unchecked}::text[]) as u
    ), gone as (
      delete from "ListingFinding"
      where "listingId" = ${listingId} and "cause" <> all (select "cause" from found)
    )
    insert into "ListingFinding" as known
      ("storeId", "connectionId", "listingId", "cause", "isFirst", "isOnly")
    select l."storeId", l."connectionId", l."id", found."cause", found."isFirst", found."isOnly"
    from found cross join "Listing" l where l."id" = ${listingId}
    on conflict ("listingId", "cause") do update
      set "isFirst" = excluded."isFirst", "isOnly" = excluded."isOnly"
      where (known."isFirst", known."isOnly") <> (excluded."isFirst", excluded."isOnly")`;
}

// What the app itself believes, read from its database: how far a step has come.
import pg from "pg";

export type Progress = {
  readonly products: number;
  readonly catalogRead: boolean;
  readonly listings: Readonly<Record<string, number>>;
  readonly ordersImported: number;
  readonly unreported: number;
  readonly reportedToStore: number;
  readonly reportedToMarketplace: number;
  readonly openIssues: readonly { readonly code: string; readonly title: string; readonly advice: string }[];
  readonly waiting: readonly {
    readonly verb: string;
    readonly count: number;
    readonly reason: string | null;
  }[];
};

export type Watch = { look(): Promise<Progress>; close(): Promise<void> };

/** Opens the app's database for looking only. */
export async function watch(databaseUrl: string): Promise<Watch> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  pool.on("error", () => undefined);
  const rows = async <T>(sql: string) => (await pool.query(sql)).rows as T[];
  const count = async (sql: string) =>
    (await rows<{ n: number }>(`select count(*)::int as n from ${sql}`))[0]?.n ?? 0;
  return {
    close: () => pool.end(),
    // Work first: where none waits any more, what is read after it is what that work came to.
    look: async () => ({
      waiting: await rows(
        `select verb, count(*)::int as count, max(reason) as reason from "WorkItem" where verb not like 'reconcile-%' group by verb`,
      ),
      products: await count(`"Product" where status <> 'deleted'`),
      catalogRead: (await count(`"Store" where "catalogImportedAt" is not null`)) > 0,
      listings: Object.fromEntries(
        (
          await rows<{ state: string; n: number }>(
            `select state, count(*)::int as n from "Listing" group by state`,
          )
        ).map((row) => [row.state, row.n]),
      ),
      ordersImported: await count(`"Order"`),
      unreported: await count(`"Shipment" where "reportedAt" is null`),
      reportedToStore: await count(`"Shipment" where "reportedAt" is not null and "reportTo" = 'store'`),
      reportedToMarketplace: await count(
        `"Shipment" where "reportedAt" is not null and "reportTo" = 'marketplace'`,
      ),
      openIssues: await rows(
        `select code, title, advice from "Issue" where "clearedAt" is null order by "openedAt"`,
      ),
    }),
  };
}

/** Where things stand, for a step that is not in time. */
export function describe(progress: Progress): string {
  const listings = Object.entries(progress.listings).map(([state, count]) => `${count} ${state}`);
  const waiting = progress.waiting.map(
    (work) => `${work.count} ${work.verb}${work.reason ? ` (${work.reason})` : ""}`,
  );
  const issues = progress.openIssues.slice(-3).map((issue) => issue.title);
  return `listings ${listings.join(", ") || "none"}; waiting ${waiting.join(", ") || "nothing"}; newest issues: ${issues.join(" ") || "none"}`;
}

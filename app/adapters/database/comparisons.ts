// Comparisons of both sides in SQL.
import type { StoreId } from "../../domain/ids.ts";
import type { ComparisonRecords, ComparisonRow, Finding } from "../../use-cases/ports/comparison-records.ts";
import type { Db } from "./client.ts";
import { endComparison } from "./comparison-end.ts";
import { comparisonReads, comparisonWaits } from "./comparison-reads.ts";
import type { Prisma } from "./generated/client.ts";

// Ended ones that are kept: a month of nights.
const KEPT = 30;
/** Records of comparisons on a client or on one transaction. */
export function createComparisonRecords(client: Db, now: () => Date): ComparisonRecords {
  const running = async (storeId: StoreId): Promise<ComparisonRow | undefined> => {
    const row = await client.comparison.findFirst({
      where: { storeId, endedAt: null },
      orderBy: { startedAt: "desc" },
    });
    return row ? { ...row, askedBy: row.askedBy as ComparisonRow["askedBy"] } : undefined;
  };
  const change = async (storeId: StoreId, data: Prisma.ComparisonUpdateManyMutationInput) =>
    void (await client.comparison.updateMany({ where: { storeId, endedAt: null }, data }));
  return {
    running,
    begin: async (storeId, askedBy, at) => {
      const found = await running(storeId);
      if (found) return found;
      await forgetOld(client, storeId);
      const row = await client.comparison.create({ data: { storeId, askedBy, startedAt: at } });
      return { ...row, askedBy };
    },
    note: async (storeId, findings) => {
      const found = findings.length > 0 ? await running(storeId) : undefined;
      if (found) await client.comparisonFinding.createMany(rowsOf(found.id, storeId, findings));
    },
    saveStoreRead: async (storeId, exportStartedAt, at) =>
      void (await client.comparison.updateMany({
        where: { storeId, endedAt: null, startedAt: { lte: exportStartedAt } },
        data: { storeReadAt: at },
      })),
    saveShopsRead: (storeId, at) => change(storeId, { shopsReadAt: at }),
    saveSalesRead: (storeId, at) => change(storeId, { salesReadAt: at }),
    ...comparisonReads(client, now),
    ...comparisonWaits(client),
    end: (storeId, at) => endComparison(client, storeId, at),
  };
}

function rowsOf(comparisonId: string, storeId: StoreId, findings: readonly Finding[]) {
  const data = findings.map(({ stock = [], ...finding }) => ({
    ...finding,
    comparisonId,
    storeId,
    stock: [...stock],
  }));
  return { data, skipDuplicates: true };
}

async function forgetOld(client: Db, storeId: StoreId): Promise<void> {
  const old = await client.comparison.findMany({
    where: { storeId },
    orderBy: { startedAt: "desc" },
    skip: KEPT - 1,
    select: { id: true },
  });
  await client.comparison.deleteMany({ where: { id: { in: old.map((row) => row.id) } } });
}

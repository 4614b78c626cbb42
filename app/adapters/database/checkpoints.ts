// Marks and checkpoints as use-cases see them: what waits, and how far a sweep or an import has come.
import type { WorkRecords } from "../../use-cases/ports/foundation-records.ts";
import type { Db } from "./client.ts";
import type { Prisma } from "./generated/client.ts";

/** Records of work on a client or on one transaction. `mark` says when marks are written: at once, or at its end. */
export function createWorkRecords(client: Db, mark: WorkRecords["mark"]): WorkRecords {
  return {
    mark,
    waiting: ({ dueBy, ...work }, most) =>
      client.workItem.count({
        where: { ...work, waitsFor: null, ...(dueBy ? { dueAt: { lte: dueBy } } : {}) },
        take: most,
      }),
    checkpoint: async (storeId, name) => {
      const row = await client.checkpoint.findUnique({ where: { storeId_name: { storeId, name } } });
      return row?.value;
    },
    saveCheckpoint: async (storeId, name, value) => {
      const json = JSON.parse(JSON.stringify(value ?? null)) as Prisma.InputJsonValue;
      await client.checkpoint.upsert({
        where: { storeId_name: { storeId, name } },
        create: { storeId, name, value: json },
        update: { value: json },
      });
    },
  };
}

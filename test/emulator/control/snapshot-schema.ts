// What makes JSON a snapshot of this twin.
import { z } from "zod";

const record = z.record(z.string(), z.unknown());

export const snapshotSchema = z.looseObject({
  version: z.literal(1),
  now: z.number(),
  events: z.array(
    z.looseObject({ kind: z.string(), dueAt: z.number(), seq: z.number().int(), data: z.unknown() }),
  ),
  random: z.number(),
  history: z.looseObject({ entries: z.array(record), seq: z.number().int() }),
  faults: z.looseObject({ armed: z.array(record), count: z.number().int() }),
  shopify: record,
  tiktokShop: record,
  life: record,
  script: record,
});

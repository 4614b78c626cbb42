// What the link doctor found and what the merchant said to it, in SQL.
import { as } from "../../domain/ids.ts";
import type { LinkStep } from "../../domain/link-finding.ts";
import type { FindingRow, LinkRecords } from "../../use-cases/ports/link-records.ts";
import type { Db } from "./client.ts";

type Part = Pick<
  LinkRecords,
  "saveFindings" | "finding" | "countFindings" | "acceptFindings" | "forgetFinding" | "forgetFindingsOf"
>;

/** Findings on a client or on one transaction. */
export function createFindingRecords(client: Db): Part {
  return {
    async saveFindings({ storeId, connectionId }, findings, at) {
      const json = JSON.stringify(findings);
      await client.$executeRaw`
        DELETE FROM "LinkFinding" WHERE "storeId" = ${storeId} AND "connectionId" = ${connectionId}
          AND "key" <> ALL(${findings.map((one) => one.key)}::text[])`;
      await client.$executeRaw`
        INSERT INTO "LinkFinding" AS f ("id", "storeId", "connectionId", "key", "kind", "sku", "name", "sentence", "fix",
          "proposal", "steps", "variantIds", "marketplaceSkuIds", "foundAt")
        SELECT gen_random_uuid()::text, ${storeId}, ${connectionId}, g."key", g."kind", g."sku", g."name", g."sentence",
          g."fix", g."proposal", g."steps", ARRAY(SELECT jsonb_array_elements_text(g."variantIds")),
          ARRAY(SELECT jsonb_array_elements_text(g."marketplaceSkuIds")), ${at.toISOString()}::timestamptz
        FROM jsonb_to_recordset(${json}::jsonb) AS g("key" text, "kind" text, "sku" text, "name" text, "sentence" text,
          "fix" text, "proposal" text, "steps" jsonb, "variantIds" jsonb, "marketplaceSkuIds" jsonb)
        ORDER BY g."key"
        ON CONFLICT ("connectionId", "key") DO UPDATE SET
          "sku" = excluded."sku", "name" = excluded."name", "sentence" = excluded."sentence", "fix" = excluded."fix",
          "proposal" = excluded."proposal", "steps" = excluded."steps", "variantIds" = excluded."variantIds",
          "marketplaceSkuIds" = excluded."marketplaceSkuIds", "acceptedAt" = NULL`;
    },
    async finding(storeId, id) {
      const row = await client.linkFinding.findFirst({ where: { storeId, id } });
      if (!row) return undefined;
      const { key, steps } = row;
      const found: FindingRow = {
        id,
        storeId,
        connectionId: as(row.connectionId),
        key,
        steps: steps as unknown as readonly LinkStep[],
      };
      return found;
    },
    countFindings: ({ storeId, connectionId }) =>
      client.linkFinding.count({ where: { storeId, connectionId } }),
    async acceptFindings(storeId, which, at) {
      const rows = await client.linkFinding.updateManyAndReturn({
        where: { storeId, ...which, fix: { not: "by-hand" } },
        data: { acceptedAt: at },
        select: { id: true },
      });
      return rows.map((row) => row.id);
    },
    async forgetFindingsOf({ storeId, connectionId }, marketplaceSkuId) {
      await client.linkFinding.deleteMany({
        where: { storeId, connectionId, marketplaceSkuIds: { has: marketplaceSkuId } },
      });
    },
    async forgetFinding(storeId, id) {
      await client.linkFinding.deleteMany({ where: { storeId, id } });
    },
  };
}

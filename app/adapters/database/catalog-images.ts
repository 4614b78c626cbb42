// Uploaded pictures in SQL: one row per content and seller account, and which content an address held.
import type { ImageRecords } from "../../use-cases/ports/catalog-records.ts";
import type { Db } from "./client.ts";
import { imageSourceRecords } from "./image-sources.ts";

/** Pictures on a client or on one transaction. */
export function createImageRecords(client: Db): ImageRecords {
  return {
    async images({ storeId, openId }, contentHashes) {
      const rows = await client.marketplaceImage.findMany({
        where: { storeId, openId, contentHash: { in: [...contentHashes] } },
        select: { contentHash: true, use: true, uri: true, url: true },
      });
      return rows.map((row) => ({ ...row, use: row.use === "main" ? "main" : "attribute" }));
    },
    async saveImage({ storeId, openId }, { contentHash, use, uri, url }) {
      await client.marketplaceImage.upsert({
        where: { storeId_openId_contentHash: { storeId, openId, contentHash } },
        create: { storeId, openId, contentHash, use, uri, url },
        update: { use, uri, url },
      });
    },
    ...imageSourceRecords(client),
  };
}

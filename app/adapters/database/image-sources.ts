// What the store's image addresses held when they were last read, in SQL.

import type { ImageFormat } from "../../domain/dated-rules.ts";
import type { ImageFacts } from "../../domain/image-requirements.ts";
import type { ImageRecords, ImageSourceRow } from "../../use-cases/ports/catalog-records.ts";
import type { Db } from "./client.ts";
import type { ImageSource } from "./generated/client.ts";

export function imageSourceRecords(client: Db): Pick<ImageRecords, "imageSources" | "saveImageSource"> {
  return {
    async imageSources(storeId, urls) {
      const rows = await client.imageSource.findMany({ where: { storeId, url: { in: [...urls] } } });
      return rows.map(toSource);
    },
    async saveImageSource(storeId, { url, contentHash, facts, fault }, readAt) {
      const data = { contentHash, fault, readAt, ...(facts ?? NO_FACTS) };
      await client.imageSource.upsert({
        where: { storeId_url: { storeId, url } },
        create: { storeId, url, ...data },
        update: data,
      });
    },
  };
}

const NO_FACTS = { bytes: null, format: null, width: null, height: null };

function toSource(row: ImageSource): ImageSourceRow {
  const { url, contentHash, fault, readAt } = row;
  return { url, contentHash, facts: toFacts(row), fault, readAt };
}

function toFacts({ bytes, format, width, height }: ImageSource): ImageFacts | null {
  return bytes === null ? null : { bytes, format: format as ImageFormat | null, width, height };
}

// The whole catalogue by one bulk operation: starting it, looking how far it is, and reading its result product by product.
import { z } from "zod";
import { PlatformError } from "../../use-cases/ports/platform-error.ts";
import type { BulkExport, ExportedProduct, StorePort } from "../../use-cases/ports/store.ts";
import type { Download } from "../http/download.ts";
import { describeMismatch } from "../http/parse.ts";
import type { Line } from "./export-lines.ts";
import { levelNode, toLevel } from "./inventory.ts";
import { spoolLines } from "./jsonl-spool.ts";
import type { RunOperation } from "./operation.ts";
import { image, productNode, toProduct, variantFields } from "./products.ts";
import { refuseUserErrors, userErrors } from "./user-errors.ts";

/** What the export asks for: five connections, none deeper than two below the root, the most Shopify allows. */
export const EXPORT_QUERY = `#graphql
  query catalogExport {
    products {
      edges {
        node {
          id title descriptionHtml vendor productType tags status updatedAt
          media { edges { node { id ... on MediaImage { alt image { url } } } } }
          variants {
            edges {
              node {
                id sku title position price compareAtPrice barcode inventoryPolicy
                selectedOptions { name value }
                media { edges { node { id ... on MediaImage { alt image { url } } } } }
                inventoryItem {
                  id
                  measurement { weight { unit value } }
                  inventoryLevels {
                    edges { node { id location { id } quantities(names: ["available"]) { name quantity } updatedAt } }
                  }
                }
              }
            }
          }
        }
      }
    }
  }`;

const bulkOperation = z.object({
  id: z.string(),
  status: z.enum(["CANCELED", "CANCELING", "COMPLETED", "CREATED", "EXPIRED", "FAILED", "RUNNING"]),
  errorCode: z.string().nullable(),
  url: z.string().nullable(),
  // An unsigned 64-bit integer, written as a string.
  objectCount: z.union([z.string().regex(/^\d+$/), z.number()]).transform(Number),
});
type BulkNode = z.output<typeof bulkOperation>;

export const EXPORT_OPERATIONS = {
  bulkOperationRunQuery: {
    document: `#graphql
      mutation bulkOperationRunQuery($query: String!) {
        bulkOperationRunQuery(query: $query, groupObjects: false) {
          bulkOperation { id status errorCode url objectCount }
          userErrors { code field message }
        }
      }`,
    // Started twice it runs twice, and nothing else: the first is found and used.
    idempotent: "safe",
    data: z.object({
      bulkOperationRunQuery: z.object({ bulkOperation: bulkOperation.nullable(), userErrors }),
    }),
  },
  runningExports: {
    document: `#graphql
      query runningExports {
        bulkOperations(first: 20, sortKey: CREATED_AT, reverse: true, query: "operation_type:query") {
          nodes { id status errorCode url objectCount query }
        }
      }`,
    idempotent: "safe",
    data: z.object({
      bulkOperations: z.object({ nodes: z.array(bulkOperation.extend({ query: z.string() })) }),
    }),
  },
  bulkOperation: {
    document: `#graphql
      query bulkOperation($id: ID!) {
        bulkOperation(id: $id) { id status errorCode url objectCount }
      }`,
    idempotent: "safe",
    data: z.object({ bulkOperation: bulkOperation.nullable() }),
  },
} as const;

const STATE = {
  CREATED: "running",
  RUNNING: "running",
  CANCELING: "running",
  COMPLETED: "completed",
  FAILED: "failed",
  EXPIRED: "expired",
  CANCELED: "canceled",
} as const satisfies Record<BulkNode["status"], BulkExport["state"]>;

export type ExportMethods = Pick<StorePort, "startCatalogExport" | "catalogExport" | "readCatalogExport">;

export function exportMethods(
  run: RunOperation,
  parts: { download: Download; currency: string },
): ExportMethods {
  return {
    startCatalogExport: () => startExport(run),
    catalogExport: async (id) => {
      const { bulkOperation: found } = await run(EXPORT_OPERATIONS.bulkOperation, { id });
      if (!found) throw failure("bulkOperation", "not-found", "the export does not exist");
      return toExport(found);
    },
    readCatalogExport: (url) => readExport(parts, url),
  };
}

async function startExport(run: RunOperation): Promise<BulkExport> {
  const { bulkOperations } = await run(EXPORT_OPERATIONS.runningExports);
  const ours = bulkOperations.nodes.find(
    (node) => (node.status === "CREATED" || node.status === "RUNNING") && sameQuery(node.query),
  );
  if (ours) return toExport(ours);
  const { bulkOperationRunQuery: answer } = await run(EXPORT_OPERATIONS.bulkOperationRunQuery, {
    query: EXPORT_QUERY,
  });
  const busy = answer.userErrors.find(
    (one) => one.code === "OPERATION_IN_PROGRESS" || one.code === "LIMIT_REACHED",
  );
  // Another export holds the place: waiting is all there is to do.
  if (busy) {
    const operation = "bulkOperationRunQuery";
    const facts = { platform: "shopify", operation, kind: "throttled", retryAfterMs: 30_000 } as const;
    throw new PlatformError({ ...facts, detail: busy.message, code: busy.code ?? "" });
  }
  refuseUserErrors("bulkOperationRunQuery", answer.userErrors);
  if (!answer.bulkOperation) throw failure("bulkOperationRunQuery", "malformed", "bulkOperation: missing");
  return toExport(answer.bulkOperation);
}

function sameQuery(query: string): boolean {
  const bare = (text: string) => text.replace(/#graphql|\s/g, "");
  return bare(query) === bare(EXPORT_QUERY);
}

function toExport(node: BulkNode): BulkExport {
  const { id, url, errorCode, objectCount } = node;
  return { id, state: STATE[node.status], url, errorCode, objectCount };
}

async function* readExport(
  parts: { download: Download; currency: string },
  url: string,
): AsyncGenerator<ExportedProduct> {
  const exchange = { platform: "shopify", operation: "catalogExport", idempotent: "safe" } as const;
  const spool = await spoolLines(parts.download({ ...exchange, url }));
  try {
    for (const { line, reason } of spool.unplaced) yield { kind: "unreadable", line, reason };
    for await (const lines of spool.products()) yield readProduct(lines, parts.currency);
  } finally {
    await spool.remove();
  }
}

const child = { __parentId: z.string() };
const variantLine = z.object({ ...variantFields, ...child });
const levelLine = levelNode.extend(child);
const mediaLine = image.partial().extend(child);
type Lines = {
  product?: z.output<typeof productNode>;
  variants: z.output<typeof variantLine>[];
  levels: z.output<typeof levelLine>[];
  media: z.output<typeof mediaLine>[];
};

/** A product with one bad line is not told at all: without that variant it would look as if the merchant had removed it. */
function readProduct(given: readonly Line[], currency: string): ExportedProduct {
  const lines: Lines = { variants: [], levels: [], media: [] };
  for (const { line, text } of given) {
    const reason = readLine(lines, text);
    if (reason !== undefined) return { kind: "unreadable", line, reason };
  }
  const { product } = lines;
  if (!product) return { kind: "unreadable", line: given[0]?.line ?? 0, reason: "not a product" };
  const images = lines.media.filter((one) => one.__parentId === product.id).map(toImage);
  const variants = lines.variants.map((variant) => {
    const own = lines.media.filter((one) => one.__parentId === variant.id).map(toImage);
    return { ...variant, media: { nodes: own } };
  });
  const itemOf = new Map(
    lines.variants.flatMap(({ id, inventoryItem: item }) => [
      [id, item.id],
      [item.id, item.id],
    ]),
  );
  const levels = lines.levels.map((level) =>
    toLevel(itemOf.get(level.__parentId) ?? level.__parentId, level),
  );
  return { kind: "product", product: toProduct({ product, variants, images }, currency), levels };
}

function toImage(media: z.output<typeof mediaLine>): z.output<typeof image> {
  return { alt: media.alt ?? null, image: media.image ?? null };
}

/** Adds one line to what it is part of; the reason, when it cannot be read. */
function readLine(lines: Lines, text: string): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "the line is not JSON";
  }
  switch (kindOf(value)) {
    case "Product":
      return read(productNode, value, (product) => (lines.product = product));
    case "ProductVariant":
      return read(variantLine, value, (variant) => lines.variants.push(variant));
    case "InventoryLevel":
      return read(levelLine, value, (level) => lines.levels.push(level));
    default:
      return read(mediaLine, value, (media) => lines.media.push(media));
  }
}

function kindOf(value: unknown): string | undefined {
  const id = typeof value === "object" && value !== null && "id" in value ? value.id : undefined;
  return typeof id === "string" ? /^gid:\/\/shopify\/(\w+)\//.exec(id)?.[1] : undefined;
}

function read<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  keep: (parsed: z.output<Schema>) => unknown,
): string | undefined {
  const result = schema.safeParse(value);
  if (!result.success) return describeMismatch(result.error);
  keep(result.data);
  return undefined;
}

function failure(operation: string, kind: "malformed" | "not-found", detail: string): PlatformError {
  return new PlatformError({ platform: "shopify", operation, kind, detail });
}

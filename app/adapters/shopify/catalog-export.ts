// The whole catalogue by two bulk operations, which Shopify runs side by side: starting them and looking how far they
// are. To the rest of the house they are one export.
import { z } from "zod";
import { PlatformError } from "../../use-cases/ports/platform-error.ts";
import type { BulkExport, StorePort } from "../../use-cases/ports/store.ts";
import type { Download } from "../http/download.ts";
import { readExport } from "./exported-products.ts";
import type { RunOperation } from "./operation.ts";
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
                  id tracked
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

/** What does not fit into five connections: collections and metafields, by product. */
export const EXTRAS_QUERY = `#graphql
  query catalogExtras {
    products {
      edges {
        node {
          id
          collections { edges { node { id title } } }
          metafields { edges { node { id namespace key value } } }
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
    startCatalogExport: async () => {
      const parts = [await startExport(run, EXPORT_QUERY), await startExport(run, EXTRAS_QUERY)];
      return together(parts);
    },
    catalogExport: async (id) => {
      const parts: BulkExport[] = [];
      for (const one of id.split(" ")) parts.push(await exportById(run, one));
      return together(parts);
    },
    readCatalogExport: (url, after) => readExport(parts, url, after),
  };
}

/** Two exports as one: it is complete when both are, and its id and address are theirs with a space between. */
function together(parts: readonly BulkExport[]): BulkExport {
  const failed = parts.find((part) => part.state !== "running" && part.state !== "completed");
  const first = failed ?? parts.find((part) => part.state === "running") ?? parts[0];
  const urls = parts.flatMap((part) => part.url ?? []);
  return {
    id: parts.map((part) => part.id).join(" "),
    state: first?.state ?? "failed",
    // A catalogue without a product has nothing to read.
    url: parts[0]?.url == null ? null : urls.join(" "),
    errorCode: first?.errorCode ?? null,
    objectCount: parts.reduce((sum, part) => sum + part.objectCount, 0),
  };
}

async function exportById(run: RunOperation, id: string): Promise<BulkExport> {
  const { bulkOperation: found } = await run(EXPORT_OPERATIONS.bulkOperation, { id });
  if (!found) throw failure("bulkOperation", "not-found", "the export does not exist");
  return toExport(found);
}

async function startExport(run: RunOperation, query: string): Promise<BulkExport> {
  const { bulkOperations } = await run(EXPORT_OPERATIONS.runningExports);
  const ours = bulkOperations.nodes.find(
    (node) => (node.status === "CREATED" || node.status === "RUNNING") && sameQuery(node.query, query),
  );
  if (ours) return toExport(ours);
  const { bulkOperationRunQuery: answer } = await run(EXPORT_OPERATIONS.bulkOperationRunQuery, {
    query,
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

function sameQuery(query: string, wanted: string): boolean {
  const bare = (text: string) => text.replace(/#graphql|\s/g, "");
  return bare(query) === bare(wanted);
}

function toExport(node: BulkNode): BulkExport {
  const { id, url, errorCode, objectCount } = node;
  return { id, state: STATE[node.status], url, errorCode, objectCount };
}

function failure(operation: string, kind: "malformed" | "not-found", detail: string): PlatformError {
  return new PlatformError({ platform: "shopify", operation, kind, detail });
}

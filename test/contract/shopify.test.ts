// What the app says to Shopify and what it expects to hear, held against Shopify's own published schemas.
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import {
  buildClientSchema,
  type GraphQLSchema,
  type IntrospectionQuery,
  parse,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from "graphql";
import { describe, expect, it } from "vitest";
import { storeCarrierNames } from "../../app/adapters/shopify/carriers.ts";
import { EXPORT_OPERATIONS, EXPORT_QUERY, EXTRAS_QUERY } from "../../app/adapters/shopify/catalog-export.ts";
import { FULFILLMENT_OPERATIONS } from "../../app/adapters/shopify/fulfillment.ts";
import { FULFILLMENT_ORDER_READS } from "../../app/adapters/shopify/fulfillment-orders.ts";
import { INVENTORY_OPERATIONS } from "../../app/adapters/shopify/inventory.ts";
import { LOCATION_OPERATIONS } from "../../app/adapters/shopify/locations.ts";
import { API_VERSION } from "../../app/adapters/shopify/operation.ts";
import { ORDER_OPERATIONS } from "../../app/adapters/shopify/orders.ts";
import { PRODUCT_OPERATIONS } from "../../app/adapters/shopify/products.ts";
import { SHIPMENT_OPERATIONS } from "../../app/adapters/shopify/shipments.ts";
import { TOPICS } from "../../app/adapters/shopify/webhook-topics.ts";

type Vendored = { data: IntrospectionQuery; offline_scopes: { items: readonly ScopeRow[] } };
type ScopeRow = {
  readonly typeName: string;
  readonly fieldName?: string;
  readonly offlineScopes: readonly string[];
};

function read(version: string) {
  const path = new URL(`../emulator/shopify/vendor/admin_${version}.json.gz`, import.meta.url);
  const json = JSON.parse(gunzipSync(readFileSync(path)).toString("utf8")) as Vendored;
  const rows = json.offline_scopes.items;
  return { schema: buildClientSchema(json.data), rows };
}

const october = read("2026-10");
const schemas: Readonly<Record<string, GraphQLSchema>> = {
  "2026-10": october.schema,
  "2026-07": read("2026-07").schema,
};
const toml = readFileSync(new URL("../../shopify.app.toml", import.meta.url), "utf8");

const documents: Readonly<Record<string, string>> = {
  ...documentsOf(PRODUCT_OPERATIONS),
  ...documentsOf(LOCATION_OPERATIONS),
  ...documentsOf(INVENTORY_OPERATIONS),
  ...documentsOf(ORDER_OPERATIONS),
  ...documentsOf(FULFILLMENT_ORDER_READS),
  ...documentsOf(FULFILLMENT_OPERATIONS),
  ...documentsOf(SHIPMENT_OPERATIONS),
  ...documentsOf(EXPORT_OPERATIONS),
  catalogExport: EXPORT_QUERY,
  catalogExtras: EXTRAS_QUERY,
};

function documentsOf(operations: Readonly<Record<string, { document: string }>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => [name, operation.document]),
  );
}

/** "Type.field" and the types of everything a document reaches. */
function reached(document: string): Set<string> {
  const info = new TypeInfo(october.schema);
  const names = new Set<string>();
  visit(
    parse(document),
    visitWithTypeInfo(info, {
      Field(node) {
        names.add(`${info.getParentType()?.name}.${node.name.value}`);
        const type = String(info.getType()).replace(/[[\]!]/g, "");
        names.add(type);
      },
    }),
  );
  return names;
}

// Since 2026-04 Shopify refuses these without the directive, which its schema alone does not say.
const NEEDS_IDEMPOTENT = [
  ...[
    "inventoryActivate",
    "inventoryAdjustQuantities",
    "inventoryMoveQuantities",
    "inventorySetOnHandQuantities",
  ],
  ...["inventorySetQuantities", "inventoryShipmentAddItems", "inventoryShipmentCreate"],
  ...["inventoryShipmentCreateInTransit", "inventoryShipmentReceive", "inventoryTransferCreate"],
  ...["inventoryTransferCreateAsReadyToShip", "inventoryTransferDuplicate", "inventoryTransferSetItems"],
  ...["locationActivate", "locationDeactivate", "refundCreate"],
];

describe("operations", () => {
  it.each(Object.keys(documents))("%s is valid in 2026-10 and 2026-07", (name) => {
    for (const schema of Object.values(schemas)) {
      expect(validate(schema, parse(documents[name] ?? "")).map((error) => error.message)).toEqual([]);
    }
  });

  it("all texts in the adapter are among those held here", async () => {
    const { globSync } = await import("node:fs");
    const files = globSync("app/adapters/shopify/*.ts").filter((file) => !file.endsWith(".test.ts"));
    const written = files.flatMap((file) => [...readFileSync(file, "utf8").matchAll(/`(#graphql[^`]*)`/g)]);
    expect(written.map((match) => match[1]).sort()).toEqual(Object.values(documents).sort());
  });

  it("an operation is named as its key says", () => {
    for (const [name, document] of Object.entries(documents))
      expect(document).toMatch(new RegExp(`\\b${name}\\b`));
  });

  it("every mutation that needs an idempotency key carries one", () => {
    const found: string[] = [];
    for (const document of Object.values(documents)) {
      visit(parse(document), {
        Field(node) {
          if (!NEEDS_IDEMPOTENT.includes(node.name.value)) return;
          found.push(node.name.value);
          expect(node.directives?.map((directive) => directive.name.value)).toContain("idempotent");
        },
      });
    }
    expect(found.sort()).toEqual(["inventoryActivate", "inventorySetQuantities"]);
  });

  it("the catalogue export stays within five connections", () => {
    const connections = [...reached(EXPORT_QUERY)].filter(
      (name) => /Connection$/.test(name) && !name.includes("."),
    );
    expect(EXPORT_QUERY.match(/edges/g)).toHaveLength(5);
    expect(connections.length).toBeGreaterThan(0);
  });

  it("the scopes of shopify.app.toml cover everything asked for", () => {
    const granted = list(/^scopes = "([^"]*)"/m).flatMap((line) => line.split(","));
    for (const [name, document] of Object.entries(documents)) {
      const names = reached(document);
      const missing = october.rows
        .filter((row) => names.has(row.fieldName ? `${row.typeName}.${row.fieldName}` : row.typeName))
        .filter(
          (row) =>
            row.offlineScopes.length > 0 && !row.offlineScopes.some((scope) => granted.includes(scope)),
        );
      expect({ name, missing: missing.map((row) => row.offlineScopes.join("|")) }).toEqual({
        name,
        missing: [],
      });
    }
  });
});

function list(pattern: RegExp): string[] {
  const match = pattern.exec(toml);
  return match?.[1] ? [match[1]] : [];
}

function topicsIn(key: "topics" | "compliance_topics"): string[] {
  return [...toml.matchAll(new RegExp(`^\\s*${key} = \\[([^\\]]*)\\]`, "gm"))].flatMap((match) =>
    [...(match[1] ?? "").matchAll(/"([^"]+)"/g)].map((topic) => topic[1] ?? ""),
  );
}

describe("shopify.app.toml", () => {
  it("subscribes to exactly the topics the adapter understands", () => {
    expect([...topicsIn("topics"), ...topicsIn("compliance_topics")].sort()).toEqual(
      Object.keys(TOPICS).sort(),
    );
  });

  it("names topics that exist", () => {
    const type = october.schema.getType("WebhookSubscriptionTopic");
    const known = type && "getValues" in type ? type.getValues().map((value) => value.name) : [];
    for (const topic of topicsIn("topics")) expect(known).toContain(topic.toUpperCase().replace(/\W/g, "_"));
  });

  it("asks for webhooks of the version the app speaks", () => {
    expect(list(/^api_version = "([^"]+)"/m)).toEqual([API_VERSION]);
  });

  it("holds no secret", () => {
    expect(toml).not.toMatch(/^\s*\w*secret\w*\s*=/im);
  });
});

describe("carriers", () => {
  it("every name given to the store is on Shopify's own list", () => {
    const type = october.schema.getType("FulfillmentTrackingInfo");
    const description = type && "getFields" in type ? (type.getFields()["company"]?.description ?? "") : "";
    const supported = [
      ...description.matchAll(/^\s*\* (?:\*\*[^*]+\*\*: )?([\s\S]*?)(?=^\s*\*|\n\n|$(?![\s\S]))/gm),
    ]
      .flatMap((match) => (match[1] ?? "").split(","))
      .map((name) => name.trim().replace(/\s+/g, " ").replace(/\.$/, ""));
    expect(supported).toContain("USPS");
    for (const name of storeCarrierNames) expect(supported).toContain(name);
  });
});

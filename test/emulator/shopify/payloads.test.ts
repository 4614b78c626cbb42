import { schemaForWebhook } from "shopify-webhook-schemas";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Alone, STORE, shopifyAlone } from "./alone.ts";
import { tellEverything } from "./tell-everything.ts";
import { SENT_TOPICS } from "./topics.ts";

/** The newest version for which schemas are published. */
const VERSION = "2026-07";

describe("payloads", () => {
  let alone: Alone;
  beforeAll(async () => {
    alone = shopifyAlone();
    await tellEverything(alone);
  });

  const bodiesOf = (topic: string): readonly unknown[] =>
    alone.heard
      .filter(({ headers }) => headers.get("x-shopify-topic") === topic)
      .map(({ body }): unknown => JSON.parse(body));

  it.each(Object.keys(SENT_TOPICS))("of %s are sent and fit the schema published for it", async (topic) => {
    const bodies = bodiesOf(topic);
    if (bodies.length === 0) throw new Error(`${topic} was not sent: bring it about in tell-everything.ts`);
    const schema = z.fromJSONSchema(
      withoutFormats(await schemaForWebhook(VERSION, topic)) as Parameters<typeof z.fromJSONSchema>[0],
    );
    const wrong = bodies.flatMap((body) =>
      (schema.safeParse(body).error?.issues ?? [])
        .filter(isMoreThanNull)
        .map((issue) => `${issue.path.join(".")}: ${issue.message}`),
    );
    expect([...new Set(wrong)]).toEqual([]);
  });

  it("are sent by no topic besides", () => {
    const heard = new Set(alone.heard.flatMap(({ headers }) => headers.get("x-shopify-topic") ?? []));
    expect([...heard].filter((topic) => !Object.hasOwn(SENT_TOPICS, topic))).toEqual([]);
    expect(alone.twin.view(STORE).installed).toBe(false);
  });
});

// The schemas were inferred from one example each: where that had a value, they cannot know that null may stand there.
function isMoreThanNull(issue: { message: string }): boolean {
  // An example whose list was empty cannot tell what may stand in it.
  return !issue.message.endsWith("received null") && !issue.message.includes("expected never");
}

// The schemas were inferred from examples; their formats ("uri" for a global id) are not checked.
function withoutFormats(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutFormats);
  if (typeof schema !== "object" || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema).flatMap(([key, value]) =>
      key === "format" && typeof value === "string" ? [] : [[key, withoutFormats(value)]],
    ),
  );
}

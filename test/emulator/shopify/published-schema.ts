// For tests: what a payload says against the schema published for its topic.
import { schemaForWebhook } from "shopify-webhook-schemas";
import { z } from "zod";

/** The newest version for which schemas are published. */
export const PUBLISHED_VERSION = "2026-07";

/** One line for each way in which a payload does not fit; empty when it fits. */
export async function publishedProblems(topic: string, payload: unknown): Promise<readonly string[]> {
  const published: unknown = await schemaForWebhook(PUBLISHED_VERSION, topic);
  const schema = z.fromJSONSchema(loosened(published) as Parameters<typeof z.fromJSONSchema>[0]);
  return (schema.safeParse(payload).error?.issues ?? [])
    .filter((issue) => isKnowable(payload, issue))
    .map((issue) => `${issue.path.join(".")}: ${issue.message}`);
}

// The schemas were inferred from one example each: where that had a value, they cannot know that null may stand there;
// where it had null, what else may stand there; where it had an empty list, what the list may hold.
function isKnowable(payload: unknown, issue: { message: string; path: readonly PropertyKey[] }): boolean {
  const value = issue.path.reduce<unknown>(
    (within, key) => (within as Record<PropertyKey, unknown> | null | undefined)?.[key],
    payload,
  );
  return value !== null && !/expected (never|null)/.test(issue.message);
}

// For the same reason their formats ("uri" for a global id) are not checked. Ids of the examples are larger than what zod
// takes for an integer: of those a number is asked for.
function loosened(schema: unknown): unknown {
  if (schema === "integer") return "number";
  if (Array.isArray(schema)) return schema.map(loosened);
  if (typeof schema !== "object" || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema).flatMap(([key, value]) => {
      if (key === "format" && typeof value === "string") return [];
      return [[key, loosened(value)]];
    }),
  );
}

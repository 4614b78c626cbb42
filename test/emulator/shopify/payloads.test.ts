import { beforeAll, describe, expect, it } from "vitest";
import { type Alone, STORE, shopifyAlone } from "./alone.ts";
import { publishedProblems } from "./published-schema.ts";
import { tellEverything } from "./tell-everything.ts";
import { SENT_TOPICS } from "./topics.ts";

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
    const wrong = (await Promise.all(bodies.map((body) => publishedProblems(topic, body)))).flat();
    expect([...new Set(wrong)]).toEqual([]);
  });

  it("are sent by no topic besides", () => {
    const heard = new Set(alone.heard.flatMap(({ headers }) => headers.get("x-shopify-topic") ?? []));
    expect([...heard].filter((topic) => !Object.hasOwn(SENT_TOPICS, topic))).toEqual([]);
    expect(alone.twin.view(STORE).installed).toBe(false);
  });
});

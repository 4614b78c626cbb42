// Where requests go when a local Shopify is named, and where they never go.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { shopifyStandIn } from "./stand-in.ts";

let server: Server;
let origin: string;

beforeAll(async () => {
  server = createServer((incoming, outgoing) => {
    const { method, url } = incoming;
    outgoing.end(JSON.stringify({ method, url, host: incoming.headers["x-twin-host"] ?? null }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

it.each([
  "https://fernweh.myshopify.com/admin/oauth/access_token",
  "https://cdn.shopify.com/s/files/a.jpg?v=1",
  "https://storage.googleapis.com/bulk/x.jsonl",
])("%s goes to the stand-in with the name of the host it was meant for", async (url) => {
  const answer: unknown = await (await shopifyStandIn(origin)(url, { method: "POST", body: "{}" })).json();
  const { hostname, pathname, search } = new URL(url);
  expect(answer).toEqual({ method: "POST", url: pathname + search, host: hostname });
});

it("what is meant for others passes untouched", async () => {
  const answer: unknown = await (await shopifyStandIn("http://localhost:1")(`${origin}/own`)).json();
  expect(answer).toEqual({ method: "GET", url: "/own", host: null });
});

it("a stand-in that is not on this machine is refused", () => {
  for (const elsewhere of ["https://example.com", "http://10.0.0.1", "http://localhost.example.com"]) {
    expect(() => shopifyStandIn(elsewhere)).toThrow("must be on this machine");
  }
});

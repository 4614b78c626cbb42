import { createServer, request as httpRequest, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { afterEach, expect, test } from "vitest";
import { Faults } from "./faults.ts";
import { answererFor, BODY_LIMIT } from "./handlers.ts";
import { History } from "./history.ts";
import { type Door, requestListener } from "./http-door.ts";
import { miniaturePlatform } from "./miniature-platform.ts";
import { Random } from "./random.ts";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

async function begin(door: Door) {
  const faults = new Faults(new Random(1));
  const history = new History(() => 0);
  const platform = miniaturePlatform("shopify", "tiny.myshopify.test");
  const server = createServer(requestListener(answererFor([platform], { faults, history }), door));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { faults, platform, port, origin: `http://127.0.0.1:${port}` };
}

const own: Door = {
  own: async (request) => (new URL(request.url).pathname === "/page" ? new Response("a page") : undefined),
};

test("a port of a platform's own answers a client that changed nothing but its base address", async () => {
  const { origin, platform } = await begin({ host: "tiny.myshopify.test" });
  const response = await fetch(`${origin}/admin?x=1`, { method: "POST", body: "hello" });
  expect(await response.json()).toEqual({ code: 0, data: { got: "hello" } });
  expect(platform.done).toEqual(["hello"]);
});

test("the main port finds the platform by the header that says who was meant", async () => {
  const { origin } = await begin(own);
  const response = await fetch(`${origin}/admin`, { headers: { "x-twin-host": "tiny.myshopify.test" } });
  expect(response.status).toBe(200);
});

test("the main port finds the platform by the Host header", async () => {
  const { port } = await begin(own);
  const status = await new Promise((resolve, reject) => {
    httpRequest(
      { port, host: "127.0.0.1", path: "/admin", headers: { host: "tiny.myshopify.test" } },
      (response) => {
        response.resume();
        resolve(response.statusCode);
      },
    )
      .on("error", reject)
      .end();
  });
  expect(status).toBe(200);
});

test("the main port has pages of its own and says how to reach the rest", async () => {
  const { origin } = await begin(own);
  expect(await (await fetch(`${origin}/page`)).text()).toBe("a page");
  const lost = await fetch(`${origin}/admin/api`);
  expect(lost.status).toBe(404);
  expect(await lost.json()).toEqual({ error: expect.stringContaining("x-twin-host") });
});

test("a host nobody answers to is told so, and one that is no name is refused", async () => {
  const { origin } = await begin(own);
  const status = async (host: string) => (await fetch(origin, { headers: { "x-twin-host": host } })).status;
  expect(await status("nobody.test")).toBe(404);
  expect(await status("no/body")).toBe(400);
});

test("a lost answer closes the connection", async () => {
  const { origin, faults, platform } = await begin({ host: "tiny.myshopify.test" });
  faults.arm({ channel: "call", fault: { kind: "lost-answer" }, times: 1 });
  await expect(fetch(origin, { method: "POST", body: "once" })).rejects.toThrow();
  expect(platform.done).toEqual(["once"]);
});

test("a body beyond the limit is refused in the platform's words, and the next request is answered", async () => {
  const { origin, platform } = await begin({ host: "tiny.myshopify.test" });
  const big = await fetch(origin, { method: "POST", body: new Uint8Array(BODY_LIMIT + 1) });
  expect([big.status, await big.json()]).toEqual([400, { code: 36009021 }]);
  expect((await fetch(origin, { method: "POST", body: "small" })).status).toBe(200);
  expect(platform.done).toEqual(["small"]);
});

test.each([
  ["no HTTP at all", "\u0000\u0001\u0002 hello\r\n\r\n", "400"],
  ["headers beyond reason", `GET / HTTP/1.1\r\nhost: x\r\nx-a: ${"a".repeat(200_000)}\r\n\r\n`, "431"],
  ["a method that fetch cannot carry", "TRACE / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n", "400"],
  [
    "an address that is none",
    "GET //[ HTTP/1.1\r\nhost: tiny.myshopify.test\r\nconnection: close\r\n\r\n",
    "200",
  ],
])("%s is answered and harms nothing", async (_what, bytes, status) => {
  const { port, origin } = await begin({ host: "tiny.myshopify.test" });
  const answer = await new Promise<string>((resolve) => {
    let text = "";
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
    socket.on("data", (data) => {
      text += String(data);
    });
    socket.on("error", () => resolve(text)).on("close", () => resolve(text));
  });
  expect(answer.slice(9, 12)).toBe(status);
  expect((await fetch(origin)).status).toBe(200);
});

// What each way an exchange can fail is called.
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { isPlatformError, type PlatformError } from "../../use-cases/ports/platform-error.ts";
import { parseAnswer, readJson } from "./parse.ts";
import { createRequest, type PlatformRequest } from "./request.ts";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function served(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function request(url: string, idempotent: "safe" | "unsafe"): PlatformRequest {
  return { platform: "shopify", operation: "test", idempotent, url, method: "POST", body: "{}" };
}

async function failure(work: Promise<unknown>): Promise<PlatformError["facts"]> {
  const error = await work.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  if (!isPlatformError(error)) throw new Error(`expected a PlatformError, got ${String(error)}`);
  return error.facts;
}

const kindOf = async (url: string, idempotent: "safe" | "unsafe", timeoutMs = 2000) =>
  (await failure(createRequest({ timeoutMs })(request(url, idempotent)))).kind;

describe("an answer that does not arrive", () => {
  it("leaves a write indeterminate and a read unavailable when it takes too long", async () => {
    const url = await served(() => undefined);
    expect(await kindOf(url, "unsafe", 50)).toBe("indeterminate");
    expect(await kindOf(url, "safe", 50)).toBe("unavailable");
  });

  it("leaves a write indeterminate and a read unavailable when the connection breaks", async () => {
    const url = await served((incoming) => incoming.socket.destroy());
    expect(await kindOf(url, "unsafe")).toBe("indeterminate");
    expect(await kindOf(url, "safe")).toBe("unavailable");
  });

  it("leaves a write indeterminate when its body is cut", async () => {
    const url = await served((_incoming, outgoing) => {
      outgoing.writeHead(200, { "content-length": "100" });
      outgoing.write("{");
      setImmediate(() => outgoing.destroy());
    });
    expect(await kindOf(url, "unsafe")).toBe("indeterminate");
    expect(await kindOf(url, "safe")).toBe("unavailable");
  });

  it("is unavailable for both when nothing was sent", async () => {
    const url = await served(() => undefined);
    servers[0]?.close();
    expect(await kindOf(url, "unsafe")).toBe("unavailable");
    expect(await kindOf(url, "safe")).toBe("unavailable");
  });
});

describe("a status", () => {
  it.each([
    [401, "unauthorized", "unauthorized"],
    [404, "not-found", "not-found"],
    [409, "conflict", "conflict"],
    [422, "rejected", "rejected"],
    [302, "rejected", "rejected"],
    [500, "unavailable", "indeterminate"],
    [503, "unavailable", "unavailable"],
  ])("%i is %s for a read and %s for a write", async (status, read, write) => {
    const url = await served((_incoming, outgoing) =>
      outgoing.writeHead(status, { location: "/elsewhere" }).end(),
    );
    expect(await kindOf(url, "safe")).toBe(read);
    expect(await kindOf(url, "unsafe")).toBe(write);
  });

  it("429 is throttled for as long as told, in milliseconds", async () => {
    const url = await served((_incoming, outgoing) =>
      outgoing.writeHead(429, { "retry-after": "2.0", "x-request-id": "abc" }).end(),
    );
    const facts = await failure(createRequest()(request(url, "safe")));
    expect(facts).toMatchObject({ kind: "throttled", retryAfterMs: 2000, requestId: "abc" });
  });

  it("the caller asks for is given to it with its body", async () => {
    const url = await served((_incoming, outgoing) => outgoing.writeHead(400).end("why"));
    const answer = await createRequest()({ ...request(url, "safe"), accepts: (status) => status === 400 });
    expect([answer.status, answer.text()]).toEqual([400, "why"]);
  });
});

describe("a body", () => {
  it("larger than the limit is malformed", async () => {
    const url = await served((_incoming, outgoing) => outgoing.end("x".repeat(2000)));
    expect((await failure(createRequest({ maxBytes: 1000 })(request(url, "safe")))).kind).toBe("malformed");
  });

  it("that does not fit the schema is malformed, told by path and type without the value", async () => {
    const url = await served((_incoming, outgoing) => outgoing.end('{"order":{"id":"secret","extra":1}}'));
    const answer = await createRequest()(request(url, "safe"));
    const schema = z.object({ order: z.union([z.object({ id: z.number() }), z.null()]) });
    const facts = await failure(Promise.resolve().then(() => parseAnswer(answer, schema, readJson(answer))));
    expect(facts).toMatchObject({ kind: "malformed", detail: "order.id: invalid_type, expected number" });
  });

  it("that is no JSON leaves a write indeterminate", async () => {
    const url = await served((_incoming, outgoing) => outgoing.end("<html>"));
    const write = await createRequest()(request(url, "unsafe"));
    expect((await failure(Promise.resolve().then(() => readJson(write)))).kind).toBe("indeterminate");
    const read = await createRequest()(request(url, "safe"));
    expect((await failure(Promise.resolve().then(() => readJson(read)))).kind).toBe("malformed");
  });
});

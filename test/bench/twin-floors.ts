// What the twin's figures stand beside: bare servers that answer the same bytes or execute the same document, a sink
// for webhooks, and a program that only starts. The word says which; each prints its address as JSON.
import { createHmac, timingSafeEqual } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import {
  buildClientSchema,
  type DocumentNode,
  execute,
  type IntrospectionQuery,
  parse,
  validate,
} from "graphql";

const [kind = "nothing", words = "{}"] = process.argv.slice(2);
const floor = JSON.parse(words) as { secret: string; body: string; query: string; data: object };
const ANSWERS: Readonly<Record<string, (request: IncomingMessage) => Promise<string> | string>> = {
  read,
  graphql,
  sink: () => "",
};
const schema = kind === "graphql" ? readSchema() : undefined;
const documents = new Map<string, DocumentNode>();
const answer = ANSWERS[kind];
if (answer) serve(answer);
else console.log("{}");

function serve(one: (request: IncomingMessage) => Promise<string> | string): void {
  const server = createServer((request, response) => {
    const answered = Promise.resolve(one(request));
    void answered.then((body) => {
      request.resume();
      response.setHeader("content-type", "application/json");
      response.end(body);
    });
  });
  server.keepAliveTimeout = 65_000;
  server.listen(0, "127.0.0.1", () =>
    console.log(JSON.stringify({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })),
  );
}

/** Verifies the signature as the platform does and answers the same bytes whatever was asked. */
function read(request: IncomingMessage): string {
  const url = new URL(request.url ?? "/", "http://floor");
  const names = [...url.searchParams.keys()].filter((name) => name !== "sign").sort();
  const text = url.pathname + names.map((name) => name + url.searchParams.get(name)).join("");
  const expected = createHmac("sha256", floor.secret)
    .update(floor.secret + text + floor.secret)
    .digest();
  const given = Buffer.from(url.searchParams.get("sign") ?? "", "hex");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new Error("not signed");
  return floor.body;
}

/** graphql-js with the same schema over an object that holds the answer already; a document is read once. */
async function graphql(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { query, variables } = JSON.parse(Buffer.concat(chunks).toString()) as {
    query: string;
    variables: Record<string, unknown>;
  };
  if (!schema) throw new Error("no schema was read");
  const document = documents.get(query) ?? parse(query);
  if (!documents.has(query) && validate(schema, document).length > 0) throw new Error("not valid");
  documents.set(query, document);
  return JSON.stringify(
    await execute({ schema, document, rootValue: floor.data, variableValues: variables }),
  );
}

function readSchema() {
  const file = new URL("../emulator/shopify/vendor/admin_2026-10.json.gz", import.meta.url);
  const { data } = JSON.parse(gunzipSync(readFileSync(file)).toString()) as { data: IntrospectionQuery };
  return buildClientSchema(data);
}

// Where the control calls and the control page are reached: everything under /control of the main port. A mistake is
// answered 400 in words that name the field; nothing is half done.

import type { z } from "zod";
import type { TwinAddresses } from "../addresses.ts";
import { reportBug } from "../report.ts";
import type { Twin } from "../twin.ts";
import type { ControlCall } from "./call.ts";
import { controlCalls } from "./calls.ts";
import { controlPage } from "./page.ts";
import { performerOf } from "./perform-step.ts";

/** Answers what lies under /control; undefined for any other path. */
export async function answerControl(
  twin: Twin,
  request: Request,
  addresses: TwinAddresses,
): Promise<Response | undefined> {
  const url = new URL(request.url);
  if (url.pathname !== "/control" && !url.pathname.startsWith("/control/")) return undefined;
  if (request.method === "GET") {
    const page = controlPage(twin, url.pathname, addresses);
    if (page) return page;
  }
  return answerCall(twin, request);
}

/** Runs the control call that a request names. */
export async function answerCall(twin: Twin, request: Request): Promise<Response> {
  readyForScripts(twin);
  const url = new URL(request.url);
  const from = request.headers.get("origin");
  if (request.method !== "GET" && from !== null && from !== url.origin)
    return mistake(`pages of ${from} may not move the twin`);
  const found = find(request.method, url.pathname);
  if (!found)
    return mistake(`no control call is ${request.method} ${url.pathname}; GET /control/calls lists them`, {
      status: 404,
    });
  const body = await bodyOf(found.call, request);
  if ("wrong" in body) return body.wrong;
  const query = checked(found.call.query, Object.fromEntries(url.searchParams));
  if ("wrong" in query) return query.wrong;
  return run(found.call, twin, { params: found.params, body: body.value, query: query.value });
}

/** Whoever opens the door to control calls makes them available to scripts, also to one that was restored. */
export function readyForScripts(twin: Twin): void {
  twin.script.perform ??= performerOf(twin, controlCalls);
}

async function run(
  call: ControlCall,
  twin: Twin,
  input: Parameters<ControlCall["run"]>[1],
): Promise<Response> {
  try {
    return Response.json((await call.run(twin, input)) ?? { done: true });
  } catch (error) {
    // The platforms say what is wrong with the caller's ids in a plain Error; anything else is a bug of the twin.
    if (error instanceof Error && error.constructor === Error) return mistake(error.message);
    reportBug(`the control call "${call.name}" failed`, error);
    return Response.json({ error: "the twin failed; its terminal shows why" }, { status: 500 });
  }
}

function find(
  method: string,
  pathname: string,
): { call: ControlCall; params: Record<string, string> } | undefined {
  for (const call of controlCalls) {
    const params = call.method === method ? paramsIn(call.path, pathname) : undefined;
    if (params) return { call, params };
  }
  return undefined;
}

function paramsIn(pattern: string, pathname: string): Record<string, string> | undefined {
  const wanted = pattern.split("/");
  const given = pathname.split("/");
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? "";
    if (!part.startsWith(":") && part !== value) return undefined;
    if (!part.startsWith(":")) continue;
    const decoded = decode(value);
    if (!decoded) return undefined;
    params[part.slice(1)] = decoded;
  }
  return params;
}

function decode(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

type Checked = { readonly value: unknown } | { readonly wrong: Response };

/** Nothing said, or what curl -d says of itself, is taken for JSON. */
const WRONG_TYPE = /^(multipart\/|text\/(html|xml)|application\/(xml|octet-stream))/i;

async function bodyOf(call: ControlCall, request: Request): Promise<Checked> {
  const type = request.headers.get("content-type") ?? "";
  if (WRONG_TYPE.test(type))
    return { wrong: mistake(`content-type: ${type} is not what this call takes`, { field: "content-type" }) };
  const text = await request.text();
  if (call.body === "text") return { value: text };
  const given = json(text || "{}");
  return "wrong" in given ? given : checked(call.body, given.value);
}

function json(text: string): Checked {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { wrong: mistake(`the body is not JSON: ${error instanceof Error ? error.message : ""}`) };
  }
}

function checked(schema: ControlCall["query"], value: unknown): Checked {
  const result = schema?.safeParse(value);
  if (!result) return { value: undefined };
  return result.success ? { value: result.data } : { wrong: firstOf(result.error) };
}

/** The first thing wrong, by the name of its field. */
function firstOf({ issues: [issue] }: z.ZodError): Response {
  const unknown = issue?.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [];
  const field = [...(issue?.path ?? []), ...unknown].join(".") || "body";
  return mistake(`${field}: ${unknown.length > 0 ? "no such field" : issue?.message}`, { field });
}

function mistake(error: string, { field, status = 400 }: { field?: string; status?: number } = {}): Response {
  return Response.json({ error, ...(field ? { field } : {}) }, { status });
}

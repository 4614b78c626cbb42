// What a control call is: one row of the table that the door, the README and the tests read.
import type { z } from "zod";
import type { Twin } from "../twin.ts";

export type ControlCall = {
  readonly name: string;
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** With :parameters, e.g. /control/faults/:id. */
  readonly path: string;
  readonly does: string;
  /** Schema of the JSON body, or "text" for a body taken as it is. */
  readonly body?: z.ZodType | "text";
  readonly query?: z.ZodType;
  /** Runs the call; an Error it throws is the caller's mistake in words. */
  run(
    twin: Twin,
    input: { params: Readonly<Record<string, string>>; body: unknown; query: unknown },
  ): unknown;
};

type Written<Body, Query> = Omit<ControlCall, "body" | "query" | "run"> & {
  readonly body?: z.ZodType<Body> | "text";
  readonly query?: z.ZodType<Query>;
  run(twin: Twin, input: { params: Readonly<Record<string, string>>; body: Body; query: Query }): unknown;
};

/** Writes a row of the table with its body and query typed by their schemas. */
export function call<Body = string, Query = unknown>(written: Written<Body, Query>): ControlCall {
  return written;
}

/** The value of a parameter that the path is known to have. */
export function param(params: Readonly<Record<string, string>>, name: string): string {
  return params[name] ?? "";
}

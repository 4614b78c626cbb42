// Reading a request body whose every field may be missing or of the wrong type; wrong ones are refused by name.
import { refuse } from "./refusal.ts";
import type { Json } from "./route.ts";

const INVALID = 98001004;

export function text(body: Json, name: string): string | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  return typeof value === "string" ? value : refuse(INVALID, `${name} must be a string`);
}

export function requiredText(body: Json, name: string): string {
  return text(body, name) || refuse(INVALID, `${name} is required`);
}

export function whole(body: Json, name: string): number | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  return typeof value === "number" && Number.isInteger(value)
    ? value
    : refuse(INVALID, `${name} must be an integer`);
}

export function object(body: Json, name: string): Json | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  return isObject(value) ? value : refuse(INVALID, `${name} must be an object`);
}

export function objects(body: Json, name: string): readonly Json[] | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  return Array.isArray(value) && value.every(isObject)
    ? value
    : refuse(INVALID, `${name} must be a list of objects`);
}

/** A list of ids; refused beyond `most`. */
export function texts(
  body: Json,
  name: string,
  most: { count: number; code: number },
): readonly string[] | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  const strings = Array.isArray(value) && value.every((item) => typeof item === "string") ? value : undefined;
  if (!strings) refuse(INVALID, `${name} must be a list of strings`);
  if (strings.length > most.count) refuse(most.code, `${name} holds more than ${most.count}`);
  return strings;
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

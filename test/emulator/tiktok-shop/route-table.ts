// Finds the operation of a path: by its shape, in which the version is left open, and the `{id}` where a template has
// one. Paths without ids are found at once; the few others are compared by length first.
import { refuse } from "./refusal.ts";
import type { Route } from "./route.ts";

/** Why a path has no operation, or the one it has and its `{id}`. */
type Found = { readonly route: Route; readonly id: string };

export class RouteTable {
  private readonly byShape = new Map<string, Route[]>();
  /** Shapes with an `{id}`, by how many parts they have. */
  private readonly withId = new Map<number, (readonly [parts: readonly string[], shape: string])[]>();

  constructor(routes: readonly Route[]) {
    for (const route of routes) {
      const shape = shapeOf(route.path);
      const same = this.byShape.get(shape);
      if (same) same.push(route);
      else this.add(shape, route);
    }
  }

  /** Path, then method, then version: the order in which the platform refuses them. */
  find(method: string, pathname: string): Found {
    const candidates = this.candidatesOf(pathname);
    if (candidates.length === 0) refuse(36009009, `Invalid path: ${pathname}`, 404);
    const sameMethod = candidates.filter((route) => route.method === method);
    if (sameMethod.length === 0) refuse(36009010, `Method ${method} is not allowed for ${pathname}`, 405);
    const version = versionOf(pathname);
    const route = sameMethod.find((candidate) => versionOf(candidate.path) === version);
    if (!route) refuse(36009014, `Invalid API version ${version}`, 400);
    return { route, id: idOf(pathname, route.path) };
  }

  /** "POST /product/202309/products/{id}/prices/update", whether or not the platform has it. */
  operationOf(method: string, pathname: string): string {
    const version = versionOf(pathname);
    const known = this.candidatesOf(pathname).find(
      (route) => route.method === method && versionOf(route.path) === version,
    );
    return `${method} ${known?.path ?? pathname.replaceAll(/\/\d{10,}(?=\/|$)/g, "/{id}")}`;
  }

  private add(shape: string, route: Route): void {
    this.byShape.set(shape, [route]);
    const parts = shape.split("/");
    if (!parts.includes("{id}")) return;
    const ofLength = this.withId.get(parts.length) ?? [];
    ofLength.push([parts, shape]);
    this.withId.set(parts.length, ofLength);
  }

  private candidatesOf(pathname: string): readonly Route[] {
    const shape = shapeOf(pathname);
    const exact = shape.includes("{") ? undefined : this.byShape.get(shape);
    if (exact) return exact;
    const parts = shape.split("/");
    const fitting = this.withId
      .get(parts.length)
      ?.find(([wanted]) => wanted.every((part, at) => fits(part, parts[at] ?? "")));
    return (fitting && this.byShape.get(fitting[1])) ?? [];
  }
}

function fits(wanted: string, part: string): boolean {
  return wanted === "{id}" ? /^(?:(?:OBF|IBR)?\d{1,24}|[0-9a-f]{24})$/.test(part) : wanted === part;
}

/** The path with its version left open. */
function shapeOf(path: string): string {
  return path.replace(/^\/([a-z_]+)\/\d{6}(?=\/)/, "/$1/*");
}

function versionOf(path: string): string {
  return path.split("/", 3)[2] ?? "";
}

function idOf(path: string, template: string): string {
  const at = template.split("/").indexOf("{id}");
  return at < 0 ? "" : (path.split("/")[at] ?? "");
}

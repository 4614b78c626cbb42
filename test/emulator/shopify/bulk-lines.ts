// The lines of a bulk result: every object of a connection is one, children name the object they belong to. Grouped,
// they stand right behind it; else only somewhere after it, each kind in its own order.
import type { Random } from "../random.ts";
import type { Data } from "./bulk-pages.ts";

type Line = {
  readonly content: Record<string, unknown>;
  /** The way through the query by which it was found. */
  readonly kind: string;
  readonly parent: Line | null;
};

export type Lines = { readonly texts: readonly string[]; readonly roots: number };

/** The lines of one page; `chance` mixes them, and without it children follow their parents. */
export function linesOf(data: Data, chance: Random | undefined): Lines {
  const lines: Line[] = [];
  flatten(data, { parent: null, parentId: undefined, way: "" }, lines);
  const ordered = chance ? mixed(lines, chance) : lines;
  return {
    texts: ordered.map(({ content }) => JSON.stringify(content)),
    roots: lines.filter(({ parent }) => parent === null).length,
  };
}

type Above = { readonly parent: Line | null; readonly parentId: string | undefined; readonly way: string };

// Takes the connections out of an object, writing their nodes as lines behind it; answers what is left of it.
function flatten(object: Data, above: Above, lines: Line[]): Record<string, unknown> {
  const rest: Record<string, unknown> = {};
  const children: { node: Data; kind: string }[] = [];
  for (const [key, value] of Object.entries(object)) {
    const way = `${above.way}.${key}`;
    const nodes = nodesOf(value);
    if (nodes) children.push(...nodes.map((node) => ({ node, kind: way })));
    else rest[key] = isPlain(value) ? flatten(value, { ...above, way }, lines) : value;
  }
  for (const { node, kind } of children) {
    const line: Line = { content: {}, kind, parent: above.parent };
    lines.push(line);
    const parentId = typeof node["id"] === "string" ? node["id"] : above.parentId;
    const left = flatten(node, { parent: line, parentId, way: kind }, lines);
    Object.assign(line.content, left, above.parentId === undefined ? {} : { __parentId: above.parentId });
  }
  return rest;
}

function mixed(lines: readonly Line[], chance: Random): readonly Line[] {
  const byKind = new Map<string, Line[]>();
  for (const line of lines) {
    const queue = byKind.get(line.kind);
    if (queue) queue.push(line);
    else byKind.set(line.kind, [line]);
  }
  const queues = [...byKind.values()].map((queue) => ({ queue, next: 0 }));
  const written = new Set<Line | null>([null]);
  const ordered: Line[] = [];
  while (ordered.length < lines.length) {
    const ready = queues.filter(({ queue, next }) => {
      const line = queue[next];
      return line !== undefined && written.has(line.parent);
    });
    const picked = chance.pick(ready);
    const line = picked.queue[picked.next];
    picked.next += 1;
    if (!line) continue;
    written.add(line);
    ordered.push(line);
  }
  return ordered;
}

function nodesOf(value: unknown): readonly Data[] | undefined {
  if (!isPlain(value)) return undefined;
  if (Array.isArray(value["nodes"])) return value["nodes"] as Data[];
  if (Array.isArray(value["edges"])) return (value["edges"] as { node: Data }[]).map(({ node }) => node);
  return undefined;
}

function isPlain(value: unknown): value is Data {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

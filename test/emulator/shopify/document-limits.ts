// What makes a document dear to check before it has cost a single point: refused by its shape alone, in linear time.
import { type DocumentNode, GraphQLError, Kind, type SelectionSetNode } from "graphql";

/** Selections under one name in one place; each pair of them is compared with the other. */
const MAX_ALIKE = 100;
const MAX_FRAGMENTS = 200;
/** Levels of braces. No query that costs at most a thousand points nests half as deep. */
const MAX_DEPTH = 100;

export function shapeProblem(document: DocumentNode): GraphQLError | undefined {
  const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  if (fragments.length > MAX_FRAGMENTS) return refused(`Query has more than ${MAX_FRAGMENTS} fragments`);
  const open: { set: SelectionSetNode; depth: number }[] = document.definitions.flatMap((node) =>
    "selectionSet" in node && node.selectionSet ? [{ set: node.selectionSet, depth: 1 }] : [],
  );
  for (let next = open.pop(); next; next = open.pop()) {
    const { set, depth } = next;
    if (depth > MAX_DEPTH) return refused(`Query has depth of more than ${MAX_DEPTH}`);
    const alike = new Map<string, number>();
    for (const node of set.selections) {
      const name = node.kind === Kind.FIELD ? (node.alias ?? node.name).value : `...${node.kind}`;
      const count = (alike.get(name) ?? 0) + 1;
      alike.set(name, count);
      if (count > MAX_ALIKE)
        return refused(`Query selects "${name}" more than ${MAX_ALIKE} times in one place`);
      if ("selectionSet" in node && node.selectionSet)
        open.push({ set: node.selectionSet, depth: depth + 1 });
    }
  }
  return undefined;
}

function refused(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: "BAD_REQUEST" } });
}

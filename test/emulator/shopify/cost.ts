// What a query costs. Shopify's formula is its own secret; this one only keeps its promises: more asked for costs more,
// and a connection weighs by the logarithm of its page.
import {
  type DocumentNode,
  type FieldNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
} from "graphql";

const MUTATION_COST = 10;
/** Objects a page may hold, and rows an input array may. */
const MAX_PAGE = 250;

type Variables = Readonly<Record<string, unknown>>;

/** Parts of a connection or payload: they cost what stands in them. */
const FREE = new Set(["nodes", "edges", "node", "pageInfo", "userErrors"]);

/** What the query may cost at most, from its shape and page sizes; or the error of a page that is too large. */
export function requestedCost(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): number | GraphQLError {
  const fragments = new Map<string, SelectionSetNode>();
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node.selectionSet);
  }
  // Each fragment is weighed once, however often it is spread: a few that spread each other multiply without end.
  const weighed = new Map<string, number>();
  let tooLarge: GraphQLError | undefined;
  const costOf = (set: SelectionSetNode): number =>
    set.selections.reduce((sum, node) => sum + selectionCost(node), 0);
  const spread = (name: string): number => {
    const before = weighed.get(name);
    if (before !== undefined) return before;
    const set = fragments.get(name);
    const cost = set ? costOf(set) : 0;
    weighed.set(name, cost);
    return cost;
  };
  const selectionCost = (node: SelectionNode): number => {
    if (node.kind === Kind.INLINE_FRAGMENT) return costOf(node.selectionSet);
    if (node.kind === Kind.FRAGMENT_SPREAD) return spread(node.name.value);
    if (!node.selectionSet || node.name.value === "pageInfo") return 0;
    if (FREE.has(node.name.value)) return costOf(node.selectionSet);
    const size = pageSize(node, variables);
    if (size !== null && size > MAX_PAGE) tooLarge ??= pageProblem(node, size);
    const inner = costOf(node.selectionSet);
    return size === null ? 1 + inner : 2 + Math.ceil(Math.log2(Math.max(0, size) + 1) * Math.max(1, inner));
  };
  const base = isMutation(operation) ? MUTATION_COST : 0;
  const cost = base + costOf(operation.selectionSet);
  return tooLarge ?? cost;
}

/** What it came to: a mutation its fixed part, a query by the objects it brought. */
export function actualCost(operation: OperationDefinitionNode, data: unknown, requested: number): number {
  const base = isMutation(operation) ? MUTATION_COST : 1;
  return Math.min(requested, base + Math.ceil(Math.log2(1 + countObjects(data)) * 2));
}

/** The error of an input list with more rows than Shopify takes. */
export function inputProblem(
  operation: OperationDefinitionNode,
  variables: Variables,
): GraphQLError | undefined {
  const lengths = [variables, ...operation.selectionSet.selections.flatMap(literalArguments)].map(longest);
  const size = Math.max(0, ...lengths);
  if (size <= MAX_PAGE) return undefined;
  return new GraphQLError(
    `The input array size of ${size} is greater than the maximum allowed of ${MAX_PAGE}.`,
    { nodes: operation, extensions: { code: "MAX_INPUT_SIZE_EXCEEDED" } },
  );
}

function literalArguments(node: SelectionNode): readonly ValueNode[] {
  return node.kind === Kind.FIELD ? (node.arguments ?? []).map(({ value }) => value) : [];
}

/** The length of the longest list anywhere in a value, be it given as JSON or written in the document. */
function longest(value: unknown): number {
  if (Array.isArray(value)) return Math.max(value.length, ...value.slice(0, MAX_PAGE).map(longest));
  if (typeof value !== "object" || value === null) return 0;
  if ("kind" in value && value.kind === Kind.LIST && "values" in value) return longest(value.values);
  if ("kind" in value && value.kind === Kind.OBJECT && "fields" in value) {
    return Math.max(0, ...(value.fields as { value: ValueNode }[]).map((field) => longest(field.value)));
  }
  return "kind" in value ? 0 : Math.max(0, ...Object.values(value).map(longest));
}

function pageProblem(node: FieldNode, size: number): GraphQLError {
  return new GraphQLError(`first and last must not exceed ${MAX_PAGE}, got ${size}`, {
    nodes: node,
    extensions: { code: "BAD_REQUEST" },
  });
}

function pageSize(node: FieldNode, variables: Variables): number | null {
  const argument = node.arguments?.find(({ name }) => name.value === "first" || name.value === "last");
  return argument ? numberIn(argument.value, variables) : null;
}

function numberIn(value: ValueNode, variables: Variables): number {
  if (value.kind === Kind.INT) return Number(value.value);
  // What is no number at all is refused when the operation runs.
  const given = value.kind === Kind.VARIABLE ? Number(variables[value.name.value] ?? 1) : 1;
  return Number.isFinite(given) ? given : 1;
}

function countObjects(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  let count = Array.isArray(value) ? 0 : 1;
  for (const key in value) count += countObjects((value as Record<string, unknown>)[key]);
  return count;
}

function isMutation({ operation }: OperationDefinitionNode): boolean {
  return operation === OperationTypeNode.MUTATION;
}

// What a query costs and the bucket it is taken from. Shopify's formula is its own secret; this one only keeps its
// promises: more asked for costs more, and what was not used is given back.
import {
  type DocumentNode,
  type FieldNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionSetNode,
  type ValueNode,
  visit,
} from "graphql";
import type { Context } from "./fields.ts";

/** One query may cost a thousand points at most. */
const MAX_QUERY_COST = 1_000;
/** A Plus store: 1,000 points a second, twenty seconds' worth in the bucket. */
const RESTORE_RATE = 1_000;
const MAXIMUM_AVAILABLE = 20 * RESTORE_RATE;
const MUTATION_COST = 10;

/** Objects a page may hold. */
const MAX_PAGE = 250;

type Variables = Readonly<Record<string, unknown>>;

/** What the query may cost at most, from its shape and page sizes. */
export function requestedCost(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): number {
  const fragments = new Map(
    document.definitions
      .filter((node) => node.kind === Kind.FRAGMENT_DEFINITION)
      .map((node) => [node.name.value, node.selectionSet]),
  );
  const costOf = (set: SelectionSetNode): number =>
    set.selections.reduce((sum, node) => sum + selectionCost(node), 0);
  const selectionCost = (node: SelectionSetNode["selections"][number]): number => {
    if (node.kind === Kind.INLINE_FRAGMENT) return costOf(node.selectionSet);
    if (node.kind === Kind.FRAGMENT_SPREAD)
      return costOf(fragments.get(node.name.value) ?? { kind: Kind.SELECTION_SET, selections: [] });
    if (
      !node.selectionSet ||
      ["nodes", "edges", "node", "pageInfo", "userErrors"].includes(node.name.value)
    ) {
      return node.selectionSet && node.name.value !== "pageInfo" ? costOf(node.selectionSet) : 0;
    }
    const size = pageSize(node, variables);
    const inner = costOf(node.selectionSet);
    // Pages weigh by the logarithm of their size, as the costs Shopify prints do.
    return size === null ? 1 + inner : 2 + Math.ceil(Math.log2(Math.max(0, size) + 1) * Math.max(1, inner));
  };
  const base = isMutation(operation) ? MUTATION_COST : 0;
  return base + costOf(operation.selectionSet);
}

/** What it came to: a mutation its fixed part, a query by the objects it brought. */
export function actualCost(operation: OperationDefinitionNode, data: unknown, requested: number): number {
  const base = isMutation(operation) ? MUTATION_COST : 1;
  return Math.min(requested, base + Math.ceil(Math.log2(1 + countObjects(data)) * 2));
}

/** Takes the cost from the store's bucket, or says as Shopify does, in a 200, why not. */
export function takeCost(context: Context, requested: number): object | undefined {
  const bucket = refill(context);
  if (requested > MAX_QUERY_COST) {
    return problem(
      `Query cost is ${requested}, which exceeds the single query max cost limit (${MAX_QUERY_COST}).`,
      "MAX_COST_EXCEEDED",
      {
        cost: requested,
        maxCost: MAX_QUERY_COST,
      },
    );
  }
  if (requested > bucket.available) {
    return {
      ...problem("Throttled", "THROTTLED", { documentation: "https://shopify.dev/api/usage/rate-limits" }),
      extensions: {
        cost: {
          requestedQueryCost: requested,
          actualQueryCost: null,
          throttleStatus: throttleStatus(bucket.available),
        },
      },
    };
  }
  bucket.available -= requested;
  return undefined;
}

/** Gives back what was asked for and not used; answers the cost extension. */
export function settleCost(context: Context, requested: number, actual: number): object {
  const bucket = context.shop.bucket;
  bucket.available = Math.min(MAXIMUM_AVAILABLE, bucket.available + requested - actual);
  return {
    requestedQueryCost: requested,
    actualQueryCost: actual,
    throttleStatus: throttleStatus(bucket.available),
  };
}

function refill(context: Context): { available: number; at: number } {
  const { bucket } = context.shop;
  const now = context.world.parts.clock.now();
  bucket.available = Math.min(
    MAXIMUM_AVAILABLE,
    bucket.available + ((now - bucket.at) / 1_000) * RESTORE_RATE,
  );
  bucket.at = now;
  return bucket;
}

function throttleStatus(available: number): object {
  return {
    maximumAvailable: MAXIMUM_AVAILABLE,
    currentlyAvailable: Math.floor(available),
    restoreRate: RESTORE_RATE,
  };
}

function problem(message: string, code: string, more: object): { errors: object[] } {
  return { errors: [{ message, extensions: { code, ...more } }] };
}

/** The error of an operation that asks for larger pages than there are. */
export function pageProblem(
  operation: OperationDefinitionNode,
  variables: Variables,
): GraphQLError | undefined {
  let problem: GraphQLError | undefined;
  visit(operation, {
    Field(node) {
      const size = pageSize(node, variables) ?? 0;
      if (size > MAX_PAGE)
        problem ??= new GraphQLError(`first and last must not exceed ${MAX_PAGE}, got ${size}`, {
          nodes: node,
          extensions: { code: "BAD_REQUEST" },
        });
    },
  });
  return problem;
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
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + countObjects(one), 0);
  if (typeof value !== "object" || value === null) return 0;
  return 1 + Object.values(value).reduce<number>((sum, one) => sum + countObjects(one), 0);
}

function isMutation({ operation }: OperationDefinitionNode): boolean {
  return operation === OperationTypeNode.MUTATION;
}

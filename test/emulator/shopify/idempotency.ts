// The sixteen mutations that Shopify runs only with @idempotent(key:), and what a key that comes again is answered.
import { GraphQLError, Kind, type OperationDefinitionNode } from "graphql";
import { refuse, type UserError } from "./fields.ts";
import type { Shop } from "./state.ts";

/** Mandatory since 2026-04. */
const MUST_CARRY_A_KEY = [
  "inventoryActivate",
  "inventoryAdjustQuantities",
  "inventoryMoveQuantities",
  "inventorySetOnHandQuantities",
  "inventorySetQuantities",
  "inventoryShipmentAddItems",
  "inventoryShipmentCreate",
  "inventoryShipmentCreateInTransit",
  "inventoryShipmentReceive",
  "inventoryTransferCreate",
  "inventoryTransferCreateAsReadyToShip",
  "inventoryTransferDuplicate",
  "inventoryTransferSetItems",
  "locationActivate",
  "locationDeactivate",
  "refundCreate",
];

/** The error of a document that calls one of them without a key. */
export function idempotencyProblem(
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): GraphQLError | undefined {
  for (const node of operation.selectionSet.selections) {
    if (node.kind !== Kind.FIELD || !MUST_CARRY_A_KEY.includes(node.name.value)) continue;
    if (!keyOf(operation, node.name.value, variables)) {
      return new GraphQLError(`The @idempotent directive is required for the ${node.name.value} mutation`, {
        nodes: node,
        extensions: { code: "BAD_REQUEST" },
      });
    }
  }
  return undefined;
}

/** The key an operation gives for one of its fields. */
export function keyOf(
  operation: OperationDefinitionNode,
  field: string,
  variables: Readonly<Record<string, unknown>>,
): string | undefined {
  for (const node of operation.selectionSet.selections) {
    if (node.kind !== Kind.FIELD || node.name.value !== field) continue;
    const value = node.directives
      ?.find((one) => one.name.value === "idempotent")
      ?.arguments?.find((one) => one.name.value === "key")?.value;
    if (value?.kind === Kind.STRING) return value.value;
    if (value?.kind === Kind.VARIABLE) return variables[value.name.value] as string | undefined;
  }
  return undefined;
}

type Answer = { readonly userErrors: readonly UserError[] };

/** Does the work once for a key: the same request again is answered as the first was, another one is refused. */
export function once<A extends Answer>(
  shop: Shop,
  request: { key: string; name: string; input: unknown },
  work: () => A,
): A | Answer {
  const asked = JSON.stringify([request.name, request.input]);
  const before = shop.idempotent.get(request.key);
  if (before && before.asked !== asked) {
    return refuse(
      "The same idempotency key cannot be used with different operation parameters.",
      null,
      "IDEMPOTENCY_KEY_PARAMETER_MISMATCH",
    );
  }
  if (before) return before.answer as A;
  const answer = work();
  if (answer.userErrors.length === 0)
    shop.idempotent.set(request.key, { asked, answer: structuredClone(answer) });
  return answer;
}

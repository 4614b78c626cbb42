// The sixteen mutations that Shopify runs only with @idempotent(key:), and what a key that comes again is answered.
import { GraphQLError, Kind, type OperationDefinitionNode } from "graphql";
import { type Context, refuse, type UserError } from "./fields.ts";
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

const REMEMBERED_MS = 86_400_000;

/** The error of a document that calls one of them without a key. */
export function idempotencyProblem(
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): GraphQLError | undefined {
  for (const node of operation.selectionSet.selections) {
    if (node.kind !== Kind.FIELD || !MUST_CARRY_A_KEY.includes(node.name.value)) continue;
    const key = keyOf(operation, node.name.value, variables);
    if (key !== undefined && key.trim() === "") {
      return new GraphQLError("The idempotency key cannot be an empty string or whitespace only.", {
        nodes: node,
        extensions: { code: "BAD_REQUEST" },
      });
    }
    if (!key) {
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

/**
 * Does the work once for a key: the same request again is answered as the first was, another one is refused. An attempt
 * that was refused leaves the key free. How long Shopify remembers a key is not published in what we have; a day is
 * what such interfaces commonly promise.
 */
export function once<A extends Answer>(
  { world, shop }: Pick<Context, "world" | "shop">,
  request: { key: string; name: string; input: unknown },
  work: () => A,
): A | Answer {
  const now = world.parts.clock.now();
  forgetOld(shop, now);
  const asked = JSON.stringify([request.name, request.input]);
  const before = shop.idempotent.get(request.key);
  if (before && before.asked !== asked) {
    return refuse(
      "The same idempotency key cannot be used with different operation parameters.",
      null,
      "IDEMPOTENCY_KEY_PARAMETER_MISMATCH",
    );
  }
  if (before && now < before.at + (world.parts.settings.timing.idempotentMs ?? 0)) {
    const message = "This request is currently in progress, please try again.";
    return refuse(message, null, "IDEMPOTENCY_CONCURRENT_REQUEST");
  }
  if (before) return before.answer as A;
  const answer = work();
  if (answer.userErrors.length === 0)
    shop.idempotent.set(request.key, { at: now, asked, answer: structuredClone(answer) });
  return answer;
}

// Keys stand in the order of their first use.
function forgetOld(shop: Shop, now: number): void {
  for (const [key, { at }] of shop.idempotent) {
    if (at + REMEMBERED_MS > now) return;
    shop.idempotent.delete(key);
  }
}

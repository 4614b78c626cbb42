// Runs a GraphQL document against Shopify's own schema: read, refuse what the twin does not support by name, check the
// cost, execute. Answers what stands in the body of an HTTP 200.
import {
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLTypeResolver,
  type OperationDefinitionNode,
} from "graphql";
import { settleCost, takeCost } from "./bucket.ts";
import { actualCost, inputProblem, requestedCost } from "./cost.ts";
import type { Caller, Context, Fields } from "./fields.ts";
import { idempotencyProblem, keyOf } from "./idempotency.ts";
import { operationIn, type Prepared, prepare } from "./prepared.ts";
import { adminSchema } from "./schema.ts";
import { permissionsOf } from "./scopes.ts";
import { variableInShopifysWords } from "./variable-words.ts";

export type GraphQLCall = {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>> | null;
  readonly operationName?: string | null;
};

type Variables = Readonly<Record<string, unknown>>;

/** The answer to one call, with Shopify's cost extensions. */
export async function runGraphQL(caller: Caller, fields: Fields, call: GraphQLCall): Promise<object> {
  const prepared = prepare(caller.version, fields, call.query);
  if (prepared.errors.length > 0) return refused(...prepared.errors);
  const operation = operationIn(prepared.document, call.operationName);
  if (operation instanceof GraphQLError) return refused(operation);
  const variables = call.variables ?? {};
  const problem = idempotencyProblem(operation, variables) ?? inputProblem(operation, variables);
  if (problem) return refused(problem);
  const requested = requestedCost(prepared.document, operation, variables);
  if (requested instanceof GraphQLError) return refused(requested);

  const context = contextOf(caller, fields, (field) => keyOf(operation, field, variables) ?? "");
  const throttled = takeCost(context, requested);
  if (throttled) return throttled;
  const result = await executed(context, fields, { prepared, operation, variables });
  const cost = settleCost(context, requested, actualCost(operation, result.data, requested));
  const { searches } = context;
  return { ...printed(result), extensions: { cost, ...(searches.length > 0 ? { search: searches } : {}) } };
}

/** What resolvers work with, for a call or for a bulk operation. */
export function contextOf(caller: Caller, fields: Fields, keyOfField: Context["keyOf"]): Context {
  const customerData = caller.world.parts.settings.shopify.customerData ?? "level-2";
  const { version, scopes } = caller;
  return {
    ...caller,
    fields,
    permissions: permissionsOf({ version, scopes, customerData }),
    keyOf: keyOfField,
    searches: [],
  };
}

type Running = {
  readonly prepared: Prepared;
  readonly operation: OperationDefinitionNode;
  readonly variables: Variables;
};

/** What the schema says of itself is the same for everyone, and large. */
const introspected = new WeakMap<Prepared, ExecutionResult>();

async function executed(context: Context, fields: Fields, running: Running): Promise<ExecutionResult> {
  const { prepared, operation, variables } = running;
  const known = introspected.get(prepared);
  if (known) return known;
  const result = await execute({
    schema: adminSchema(context.version),
    document: prepared.document,
    contextValue: context,
    variableValues: variables,
    operationName: operation.name?.value,
    ...resolversOf(fields),
  });
  if (prepared.introspects) introspected.set(prepared, result);
  if (result.data !== undefined || !result.errors) return result;
  return { errors: result.errors.map((error) => variableInShopifysWords(error, operation, variables)) };
}

/** How fields and abstract types are answered from the table. */
export function resolversOf(fields: Fields): {
  fieldResolver: GraphQLFieldResolver<unknown, Context>;
  typeResolver: GraphQLTypeResolver<unknown, Context>;
} {
  return {
    fieldResolver: resolverOver(fields),
    typeResolver: (value) => (value as { __typename?: string }).__typename ?? typeOfId(value),
  };
}

type Found = (source: unknown, args: unknown, context: Context, info: GraphQLResolveInfo) => unknown;

function resolverOver(fields: Fields): GraphQLFieldResolver<unknown, Context> {
  return (source, args, context, info) => {
    const type = info.parentType.name;
    context.permissions.check(type, info.fieldName, info.returnType);
    const resolver = fields[type]?.[info.fieldName] as Found | undefined;
    if (!resolver) return (source as Record<string, unknown> | null | undefined)?.[info.fieldName];
    return resolver(source, args, context, info);
  };
}

function typeOfId(value: unknown): string | undefined {
  const id = (value as { id?: unknown }).id;
  return typeof id === "string" ? /^gid:\/\/shopify\/(\w+)\//.exec(id)?.[1] : undefined;
}

function refused(...errors: readonly GraphQLError[]): object {
  return { errors: errors.map((error) => error.toJSON()) };
}

// A bug in a resolver must not look like an answer: it says so, and is printed.
function printed(result: ExecutionResult): { data?: unknown; errors?: unknown } {
  const bugs = (result.errors ?? []).filter(
    (error) => error.originalError && !(error.originalError instanceof GraphQLError),
  );
  for (const bug of bugs) {
    process.stderr.write(`shopify twin: ${bug.originalError?.stack ?? bug.message}\n`);
  }
  return {
    ...(result.data === undefined ? {} : { data: result.data }),
    ...(result.errors ? { errors: result.errors.map((error) => error.toJSON()) } : {}),
  };
}

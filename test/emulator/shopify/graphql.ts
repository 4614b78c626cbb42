// Runs a GraphQL document against Shopify's own schema: parse, validate, refuse what the twin does not support by
// name, check the cost, execute. Answers what stands in the body of an HTTP 200.
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLTypeResolver,
  Kind,
  type OperationDefinitionNode,
  parse,
  validate,
} from "graphql";
import { actualCost, pageProblem, requestedCost, settleCost, takeCost } from "./cost.ts";
import type { Context, Fields } from "./fields.ts";
import { idempotencyProblem, keyOf } from "./idempotency.ts";
import { type ApiVersion, adminSchema } from "./schema.ts";
import { denied } from "./scopes.ts";
import { unsupported } from "./unsupported.ts";

export type GraphQLCall = {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>> | null;
  readonly operationName?: string | null;
};

type Prepared = { readonly document: DocumentNode; readonly errors: readonly GraphQLError[] };

/** Documents that were read before; a client sends the same few all day. */
const KEPT_DOCUMENTS = 500;
const prepared = new Map<string, Prepared>();

/** The answer to one call, with Shopify's cost extensions. */
export async function runGraphQL(
  caller: Omit<Context, "keyOf">,
  fields: Fields,
  call: GraphQLCall,
): Promise<object> {
  const { document, errors } = prepare(caller.version, fields, call.query);
  if (errors.length > 0) return { errors: errors.map((error) => error.toJSON()) };
  const operation = operationIn(document, call.operationName);
  if (!operation) return { errors: [{ message: "An operation name is required or unknown" }] };
  const forbidden = denied(caller.version, document, caller.scopes);
  if (forbidden.length > 0) return { data: null, errors: forbidden.map((error) => error.toJSON()) };
  const variables = call.variables ?? {};
  const missingKey = idempotencyProblem(operation, variables);
  if (missingKey) return { errors: [missingKey] };

  const context: Context = { ...caller, keyOf: (field) => keyOf(operation, field, variables) ?? "" };
  const tooLarge = pageProblem(operation, variables);
  if (tooLarge) return { errors: [tooLarge] };
  const requested = requestedCost(document, operation, variables);
  const refused = takeCost(context, requested);
  if (refused) return refused;
  const result = await execute({
    schema: adminSchema(context.version),
    document,
    contextValue: context,
    variableValues: variables,
    operationName: call.operationName ?? undefined,
    ...resolversOf(fields),
  });
  const cost = settleCost(context, requested, actualCost(operation, result.data, requested));
  return { ...printed(result), extensions: { cost } };
}

/** Reads a document once: syntax, Shopify's schema, then what the twin supports. */
function prepare(version: ApiVersion, fields: Fields, query: string): Prepared {
  const key = `${version}\n${query}`;
  const known = prepared.get(key);
  if (known) return known;
  const fresh = read(version, fields, query);
  prepared.set(key, fresh);
  if (prepared.size > KEPT_DOCUMENTS) prepared.delete(prepared.keys().next().value ?? "");
  return fresh;
}

function read(version: ApiVersion, fields: Fields, query: string): Prepared {
  const empty: DocumentNode = { kind: Kind.DOCUMENT, definitions: [] };
  try {
    const document = parse(query, { maxTokens: 20_000 });
    const schema = adminSchema(version);
    const errors = validate(schema, document);
    if (errors.length > 0) return { document, errors };
    return { document, errors: unsupported(schema, document, fields) };
  } catch (error) {
    return {
      document: empty,
      errors: [error instanceof GraphQLError ? error : new GraphQLError(String(error))],
    };
  }
}

/** The operation of a document that a call means. */
export function operationIn(
  document: DocumentNode,
  name?: string | null,
): OperationDefinitionNode | undefined {
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (name) return operations.find((node) => node.name?.value === name);
  return operations.length === 1 ? operations[0] : undefined;
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

function resolverOver(fields: Fields): GraphQLFieldResolver<unknown, Context> {
  return (source, args, context, info) => {
    const resolver = fields[info.parentType.name]?.[info.fieldName] as
      | ((source: unknown, args: unknown, context: Context) => unknown)
      | undefined;
    if (resolver) return resolver(source, args, context);
    return (source as Record<string, unknown> | null | undefined)?.[info.fieldName];
  };
}

function typeOfId(value: unknown): string | undefined {
  const id = (value as { id?: unknown }).id;
  return typeof id === "string" ? /^gid:\/\/shopify\/(\w+)\//.exec(id)?.[1] : undefined;
}

// A bug in a resolver must not look like an answer: it says so, and is printed.
function printed(result: ExecutionResult): { data?: unknown; errors?: unknown } {
  const bugs = (result.errors ?? []).filter(
    (error) => error.originalError && !(error.originalError instanceof GraphQLError),
  );
  for (const bug of bugs)
    process.stderr.write(`shopify twin: ${bug.originalError?.stack ?? bug.message}
`);
  return {
    ...(result.data === undefined ? {} : { data: result.data }),
    ...(result.errors ? { errors: result.errors.map((error) => error.toJSON()) } : {}),
  };
}

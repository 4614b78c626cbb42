// Documents as they are run: read once, held against Shopify's schema and against what the twin supports, and kept.
import {
  type DocumentNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  parse,
  validate,
  visit,
} from "graphql";
import { shapeProblem } from "./document-limits.ts";
import { inShopifysWords } from "./error-words.ts";
import type { Fields } from "./fields.ts";
import { type ApiVersion, adminSchema } from "./schema.ts";
import { unsupported } from "./unsupported.ts";

export type Prepared = {
  readonly document: DocumentNode;
  readonly errors: readonly GraphQLError[];
  /** Asks for nothing but the schema itself. */
  readonly introspects: boolean;
};

/** A client sends the same few documents all day. */
const KEPT = 500;
/** Longer ones are not kept, so that strangers cannot fill the memory. */
const KEPT_CHARACTERS = 20_000;
const MAX_TOKENS = 20_000;

const prepared = new Map<string, Prepared>();

export function prepare(version: ApiVersion, fields: Fields, query: string): Prepared {
  const key = `${version}\n${query}`;
  const known = prepared.get(key);
  if (known) return known;
  const fresh = read(version, fields, query);
  if (query.length > KEPT_CHARACTERS) return fresh;
  prepared.set(key, fresh);
  if (prepared.size > KEPT) prepared.delete(prepared.keys().next().value ?? "");
  return fresh;
}

function read(version: ApiVersion, fields: Fields, query: string): Prepared {
  try {
    const document = parse(query, { maxTokens: MAX_TOKENS });
    const refused = (errors: readonly GraphQLError[]) => ({ document, errors, introspects: false });
    const problem = shapeProblem(document);
    if (problem) return refused([problem]);
    const schema = adminSchema(version);
    const errors = validate(schema, document);
    if (errors.length > 0) return refused(errors.map((error) => inShopifysWords(error, document)));
    return {
      document,
      errors: unsupported(schema, document, fields),
      introspects: onlyIntrospection(document),
    };
  } catch (error) {
    const document = { kind: Kind.DOCUMENT, definitions: [] } as const;
    const said = error instanceof GraphQLError ? error : new GraphQLError("Query is too deep to be read");
    return { document, errors: [inShopifysWords(said, document)], introspects: false };
  }
}

function onlyIntrospection(document: DocumentNode): boolean {
  const [operation, ...others] = document.definitions.filter(
    (node) => node.kind === Kind.OPERATION_DEFINITION,
  );
  let variable = false;
  visit(document, { Variable: () => void (variable = true) });
  return (
    operation !== undefined &&
    others.length === 0 &&
    !variable &&
    operation.selectionSet.selections.every(
      (node) => node.kind === Kind.FIELD && /^__(schema|type)/.test(node.name.value),
    )
  );
}

/** The operation of a document that a call means, or what Shopify says when there is none. */
export function operationIn(
  document: DocumentNode,
  name?: string | null,
): OperationDefinitionNode | GraphQLError {
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  const found = name ? operations.find((node) => node.name?.value === name) : operations[0];
  if (name && !found) return new GraphQLError(`No operation named "${name}"`);
  if (!found || (!name && operations.length > 1)) {
    return new GraphQLError("An operation name is required");
  }
  return found;
}

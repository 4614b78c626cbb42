// Reads a bulk query as Shopify does, over many small pages: each field of the root by itself, a list 250 objects at a
// time, so that no answer ever holds a whole store.
import {
  type ArgumentNode,
  type DocumentNode,
  execute,
  type FieldNode,
  GraphQLError,
  getNamedType,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";
import type { Context } from "./fields.ts";
import { resolversOf } from "./graphql.ts";
import { adminSchema } from "./schema.ts";

export type Data = Readonly<Record<string, unknown>>;

const ROOTS_PER_PAGE = 250;
/** Lists within an object are read whole. */
const EVERYTHING = 1_000_000_000;
const PAGE = "pageOfTheBulkOperation";

/** The data of a page after the other; throws the GraphQLError of the first field that fails. */
export function* pagesOf(context: Context, document: DocumentNode): Generator<Data> {
  const prepared = withoutPages(context, document);
  const operation = prepared.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  for (const selection of operation?.selectionSet.selections ?? []) {
    if (!operation || selection.kind !== Kind.FIELD) continue;
    const isList = isConnection(context, selection);
    let after: string | null = null;
    do {
      const field = isList ? onePage(selection, after) : selection;
      const data = run(context, withRoot(prepared, operation, field));
      const name = (selection.alias ?? selection.name).value;
      after = endOf(data[name]);
      yield data;
    } while (after !== null);
  }
}

function run(context: Context, document: DocumentNode): Data {
  const result = execute({
    schema: adminSchema(context.version),
    document,
    contextValue: context,
    ...resolversOf(context.fields),
  });
  if (result instanceof Promise) throw new Error("a resolver of the twin waits for something");
  const [error] = result.errors ?? [];
  if (error) throw error.originalError instanceof GraphQLError ? error.originalError : error;
  return result.data ?? {};
}

function isConnection(context: Context, node: FieldNode): boolean {
  const root = adminSchema(context.version).getQueryType();
  const type = root?.getFields()[node.name.value]?.type;
  return type !== undefined && getNamedType(type).name.endsWith("Connection");
}

function endOf(value: unknown): string | null {
  const page = (value as Record<string, { hasNextPage: boolean; endCursor: string }> | null | undefined)?.[
    PAGE
  ];
  return page?.hasNextPage ? page.endCursor : null;
}

/** Shopify ignores page sizes and cursors in a bulk query. */
function withoutPages(context: Context, document: DocumentNode): DocumentNode {
  const typeInfo = new TypeInfo(adminSchema(context.version));
  return visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field(node) {
        const type = typeInfo.getType();
        if (!type || !getNamedType(type).name.endsWith("Connection")) return undefined;
        return { ...node, arguments: [...ownArguments(node), int("first", EVERYTHING)] };
      },
    }),
  );
}

function ownArguments(node: FieldNode): readonly ArgumentNode[] {
  return (node.arguments ?? []).filter(
    ({ name }) => !["first", "last", "after", "before"].includes(name.value),
  );
}

function onePage(node: FieldNode, after: string | null): FieldNode {
  const size = int("first", ROOTS_PER_PAGE);
  const from: ArgumentNode[] = after === null ? [] : [argument("after", { kind: Kind.STRING, value: after })];
  const pageInfo: FieldNode = {
    ...field("pageInfo"),
    alias: { kind: Kind.NAME, value: PAGE },
    selectionSet: { kind: Kind.SELECTION_SET, selections: [field("hasNextPage"), field("endCursor")] },
  };
  return {
    ...node,
    arguments: [...ownArguments(node), size, ...from],
    selectionSet: {
      kind: Kind.SELECTION_SET,
      selections: [...(node.selectionSet?.selections ?? []), pageInfo],
    },
  };
}

function withRoot(document: DocumentNode, operation: OperationDefinitionNode, root: FieldNode): DocumentNode {
  const only: OperationDefinitionNode = {
    ...operation,
    selectionSet: { kind: Kind.SELECTION_SET, selections: [root] },
  };
  return {
    ...document,
    definitions: document.definitions.map((node) => (node === operation ? only : node)),
  };
}

function field(name: string): FieldNode {
  return { kind: Kind.FIELD, name: { kind: Kind.NAME, value: name } };
}

function int(name: string, value: number): ArgumentNode {
  return argument(name, { kind: Kind.INT, value: String(value) });
}

function argument(name: string, value: ArgumentNode["value"]): ArgumentNode {
  return { kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: name }, value };
}

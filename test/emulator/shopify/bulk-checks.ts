// What a bulk query may look like: one query with at least one connection, at most five, nested at most two deep, and an
// id wherever a child has to name its parent ("Perform bulk operations").
import {
  type DocumentNode,
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  OperationTypeNode,
  type SelectionSetNode,
} from "graphql";

const MAX_CONNECTIONS = 5;
const MAX_DEPTH = 2;

/** A connection of a bulk query: how many stand above it, and what is wrong with it. */
type Found = { readonly depth: number; readonly problem?: string };

/** The first thing that makes a valid document unfit for a bulk operation. */
export function bulkProblem(schema: GraphQLSchema, document: DocumentNode): string | undefined {
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  const [operation] = operations;
  if (!operation || operations.length > 1) return "Bulk queries must contain exactly one operation.";
  if (operation.operation !== OperationTypeNode.QUERY)
    return "Bulk queries can only contain a query operation.";
  const found = connectionsIn(schema, document, operation.selectionSet);
  const problem = found.find((one) => one.problem)?.problem;
  if (problem) return problem;
  if (found.length === 0) return "Bulk queries must contain at least one connection.";
  if (found.length > MAX_CONNECTIONS) {
    return `Queries can have a maximum of ${MAX_CONNECTIONS} connections.`;
  }
  return found.some(({ depth }) => depth > MAX_DEPTH)
    ? `Queries cannot contain connections with a nesting depth greater than ${MAX_DEPTH}.`
    : undefined;
}

type Place = {
  readonly type: GraphQLNamedType | null | undefined;
  /** Connections above. */
  readonly depth: number;
  readonly inList: boolean;
  /** The selection of the node that children below would name as their parent. */
  readonly parent: SelectionSetNode | null;
};

function connectionsIn(
  schema: GraphQLSchema,
  document: DocumentNode,
  root: SelectionSetNode,
): readonly Found[] {
  const fragments = new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
    ),
  );
  const found: Found[] = [];
  const walk = (set: SelectionSetNode, place: Place): void => {
    // What is refused anyway need not be followed to its end.
    if (found.length > MAX_CONNECTIONS) return;
    for (const node of set.selections) {
      if (node.kind === Kind.FIELD) field(node, place);
      else if (node.kind === Kind.INLINE_FRAGMENT) {
        const type = node.typeCondition ? schema.getType(node.typeCondition.name.value) : place.type;
        walk(node.selectionSet, { ...place, type });
      } else {
        const fragment = fragments.get(node.name.value);
        if (fragment)
          walk(fragment.selectionSet, { ...place, type: schema.getType(fragment.typeCondition.name.value) });
      }
    }
  };
  const field = (node: FieldNode, place: Place): void => {
    const type = returnedBy(node, place);
    if (!node.selectionSet || !type) return;
    if (!getNamedType(type).name.endsWith("Connection")) {
      return walk(node.selectionSet, within(node, place, type));
    }
    found.push({ depth: place.depth, ...problemAt(node, place) });
    walk(node.selectionSet, { ...place, type: getNamedType(type), depth: place.depth + 1, inList: false });
  };
  walk(root, { type: schema.getQueryType(), depth: 0, inList: false, parent: null });
  return found;
}

function returnedBy(node: FieldNode, { type }: Place): GraphQLOutputType | undefined {
  const fields = isObjectType(type) || isInterfaceType(type) ? type.getFields() : {};
  return fields[node.name.value]?.type;
}

/** Inside a field that is no connection: its nodes name the parent of what is below, its own lists are lists. */
function within(node: FieldNode, place: Place, returned: GraphQLOutputType): Place {
  const type = getNamedType(returned);
  const parentName = place.type?.name ?? "";
  if (parentName.endsWith("Connection") || parentName.endsWith("Edge")) {
    const isNode = node.name.value === "node" || node.name.value === "nodes";
    return { ...place, type, parent: isNode ? (node.selectionSet ?? null) : place.parent };
  }
  return { ...place, type, inList: place.inList || isListType(getNullableType(returned)) };
}

function problemAt(node: FieldNode, place: Place): { problem?: string } {
  const name = node.name.value;
  if (place.inList) {
    return {
      problem: "Queries that contain a connection field within a list field are not currently supported.",
    };
  }
  const hasId = place.parent?.selections.some(
    (one) => one.kind === Kind.FIELD && one.name.value === "id" && !one.alias,
  );
  if (place.parent === null || hasId) return {};
  return {
    problem: `The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of 'ID' return type. Connection fields without 'id': ${name}.`,
  };
}

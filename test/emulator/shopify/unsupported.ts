// Finds everything a document asks for that the twin does not support, so that the refusal names all of it at once.
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getNamedType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";
import type { Fields } from "./fields.ts";

/** Shapes that are alike for every resource. */
const GENERIC: readonly { readonly type: RegExp; readonly fields: readonly string[] }[] = [
  { type: /Connection$/, fields: ["nodes", "edges", "pageInfo"] },
  { type: /Edge$/, fields: ["node", "cursor"] },
  { type: /^PageInfo$/, fields: ["hasNextPage", "hasPreviousPage", "startCursor", "endCursor"] },
  { type: /Error$/, fields: ["field", "message", "code"] },
];

/** Arguments that no resolver looks at are refused too: an ignored argument is a wrong answer. */
const IGNORED_ARGUMENTS = ["savedSearchId", "displayable"];

export function unsupported(
  schema: GraphQLSchema,
  document: DocumentNode,
  fields: Fields,
): readonly GraphQLError[] {
  const typeInfo = new TypeInfo(schema);
  const missing = new Set<string>();
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field(node) {
        const parent = getNamedType(typeInfo.getParentType())?.name ?? "";
        if (parent.startsWith("__") || node.name.value.startsWith("__")) return;
        if (!isSupported(fields, parent, node.name.value)) missing.add(`${parent}.${node.name.value}`);
        for (const argument of node.arguments ?? []) {
          if (IGNORED_ARGUMENTS.includes(argument.name.value)) {
            missing.add(`${parent}.${node.name.value}(${argument.name.value}:)`);
          }
        }
      },
    }),
  );
  if (missing.size === 0) return [];
  const names = [...missing].sort();
  return [
    new GraphQLError(`The twin does not support ${names.join(", ")}`, {
      extensions: { code: "UNSUPPORTED_BY_TWIN", fields: names },
    }),
  ];
}

function isSupported(fields: Fields, type: string, field: string): boolean {
  if (fields[type] && Object.hasOwn(fields[type], field)) return true;
  return GENERIC.some((shape) => shape.type.test(type) && shape.fields.includes(field));
}

// Access scopes, per type and field as Shopify publishes them: what the installed app was not granted is denied.
import { type DocumentNode, GraphQLError, getNamedType, TypeInfo, visit, visitWithTypeInfo } from "graphql";
import { type ApiVersion, accessTable, adminSchema } from "./schema.ts";

/** One error for each field that asks for a scope the token lacks; empty when all is granted. */
export function denied(
  version: ApiVersion,
  document: DocumentNode,
  granted: readonly string[],
): readonly GraphQLError[] {
  const typeInfo = new TypeInfo(adminSchema(version));
  const table = accessTable(version);
  const errors = new Map<string, GraphQLError>();
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field(node) {
        const field = `${typeInfo.getParentType()?.name}.${node.name.value}`;
        const returned = getNamedType(typeInfo.getType())?.name ?? "";
        for (const access of [table.get(field), table.get(returned)]) {
          if (!access || access.anyOf.some((scope) => holds(granted, scope))) continue;
          errors.set(
            field,
            new GraphQLError(
              `Access denied for ${node.name.value} field. Required access: ${access.requiredAccess}`,
              {
                nodes: node,
                extensions: {
                  code: "ACCESS_DENIED",
                  documentation: "https://shopify.dev/api/usage/access-scopes",
                  requiredAccess: access.requiredAccess,
                },
              },
            ),
          );
        }
      },
    }),
  );
  return [...errors.values()];
}

/** The scope to write includes the one to read. */
function holds(granted: readonly string[], scope: string): boolean {
  return (
    granted.includes(scope) ||
    (scope.startsWith("read_") && granted.includes(scope.replace(/^read_/, "write_")))
  );
}

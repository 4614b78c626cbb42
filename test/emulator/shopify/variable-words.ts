// A variable that does not fit its type, said as Shopify's server says it: what was given and what is wrong where.
import { GraphQLError, type OperationDefinitionNode, print } from "graphql";

type Variables = Readonly<Record<string, unknown>>;

const MISSING = /^Variable "\$(\w+)" of (?:required|non-null) type "[^"]+"/;
const WRONG = /^Variable "\$(\w+)" got invalid value (?:.*?)(?: at "([^"]+)")?; (.+)$/s;

/** The same mistake in Shopify's words; any other error as it is. */
export function variableInShopifysWords(
  error: GraphQLError,
  operation: OperationDefinitionNode,
  variables: Variables,
): GraphQLError {
  const [, name = "", where, explanation = "Expected value to not be null"] =
    MISSING.exec(error.message) ?? WRONG.exec(error.message) ?? [];
  if (!name) return error;
  const definition = operation.variableDefinitions?.find((one) => one.variable.name.value === name);
  const type = definition ? print(definition.type) : "";
  const path = (where ?? "")
    .replaceAll("[", ".")
    .replaceAll("]", "")
    .split(".")
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  const place = path.length > 0 ? ` for ${path.join(".")} (${explanation})` : "";
  return new GraphQLError(`Variable $${name} of type ${type} was provided invalid value${place}`, {
    ...(definition ? { nodes: definition } : {}),
    extensions: {
      code: "INVALID_VARIABLE",
      value: variables[name] ?? null,
      problems: [{ path, explanation }],
    },
  });
}

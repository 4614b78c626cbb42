// Shopify's server is written in another language and names mistakes of a document in words of its own; clients match on
// them. What has no row here keeps the words of the reference implementation.
import { type ASTNode, type DocumentNode, GraphQLError, Kind } from "graphql";

type Words = { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> };
type Row = { readonly says: RegExp; readonly words: (...parts: string[]) => Words };

const ROWS: readonly Row[] = [
  {
    says: /^Cannot query field "(\w+)" on type "(\w+)"/,
    words: (fieldName = "", typeName = "") => ({
      message: `Field '${fieldName}' doesn't exist on type '${typeName}'`,
      extensions: { code: "undefinedField", typeName, fieldName },
    }),
  },
  {
    says: /^Unknown argument "(\w+)" on field "(\w+)\.(\w+)"/,
    words: (argumentName = "", _type = "", name = "") => ({
      message: `Field '${name}' doesn't accept argument '${argumentName}'`,
      extensions: { code: "argumentNotAccepted", name, typeName: "Field", argumentName },
    }),
  },
  {
    says: /^Field "(\w+)" argument "(\w+)" of type "[^"]+" is required/,
    words: (name = "", argument = "") => ({
      message: `Field '${name}' is missing required arguments: ${argument}`,
      extensions: { code: "missingRequiredArguments", className: "Field", name, arguments: argument },
    }),
  },
  {
    says: /^Field "(\w+)" of type "([^"]+)" must have a selection/,
    words: (name = "", type = "") => {
      const typeName = type.replace(/[[\]!]/g, "");
      return {
        message: `Field must have selections (field '${name}' returns ${typeName} but has no selections. Did you mean '${name} { ... }'?)`,
        extensions: { code: "selectionMismatch", nodeName: `field '${name}'`, typeName },
      };
    },
  },
  {
    says: /^Field "(\w+)" must not have a selection since type "([^"]+)"/,
    words: (name = "", type = "") => {
      const typeName = type.replace(/[[\]!]/g, "");
      return {
        message: `Selections can't be made on scalars (field '${name}' returns ${typeName} but has selections)`,
        extensions: { code: "selectionMismatch", nodeName: `field '${name}'`, typeName },
      };
    },
  },
  {
    says: /^Variable "\$(\w+)" is not defined(?: by operation "(\w+)")?/,
    words: (variableName = "", operation = "anonymous query") => ({
      message: `Variable $${variableName} is used by ${operation} but not declared`,
      extensions: { code: "variableNotDefined", variableName },
    }),
  },
  {
    says: /^Variable "\$(\w+)" is never used(?: in operation "(\w+)")?/,
    words: (variableName = "", operation = "anonymous query") => ({
      message: `Variable $${variableName} is declared by ${operation} but not used`,
      extensions: { code: "variableNotUsed", variableName },
    }),
  },
  {
    says: /^Variable "\$(\w+)" of type "([^"]+)" used in position expecting type "([^"]+)"/,
    words: (variableName = "", typeName = "", expected = "") => ({
      message: `Type mismatch on variable $${variableName} (${typeName} / ${expected})`,
      extensions: { code: "variableMismatch", variableName, typeName, errorMessage: "Type mismatch" },
    }),
  },
  {
    says: /^Unknown fragment "(\w+)"/,
    words: (fragmentName = "") => ({
      message: `Fragment ${fragmentName} was used, but not defined`,
      extensions: { code: "useAndDefineFragment", fragmentName },
    }),
  },
  {
    says: /^Fragment "(\w+)" is never used/,
    words: (fragmentName = "") => ({
      message: `Fragment ${fragmentName} was defined, but not used`,
      extensions: { code: "useAndDefineFragment", fragmentName },
    }),
  },
  {
    says: /^Cannot spread fragment "(\w+)" within itself/,
    words: (fragmentName = "") => ({
      message: `Fragment ${fragmentName} contains an infinite loop`,
      extensions: { code: "infiniteLoop", fragmentName },
    }),
  },
  {
    says: /^Unknown directive "@(\w+)"/,
    words: (directiveName = "") => ({
      message: `Directive @${directiveName} is not defined`,
      extensions: { code: "undefinedDirective", directiveName },
    }),
  },
  {
    says: /^Unknown type "(\w+)"/,
    words: (typeName = "") => ({
      message: `${typeName} isn't a defined input type`,
      extensions: { code: "variableRequiresValidType", typeName },
    }),
  },
  {
    says: /^Syntax Error: Unexpected <EOF>|^Syntax Error: Expected .*, found <EOF>/,
    words: () => ({ message: "syntax error, unexpected end of file", extensions: {} }),
  },
  {
    says: /^Syntax Error: Unexpected (?:Name )?(.+?)\.?$/,
    words: (found = "") => ({ message: `syntax error, unexpected ${found}`, extensions: {} }),
  },
];

/** The same mistake, said as Shopify says it, with the place in the document as its path. */
export function inShopifysWords(error: GraphQLError, document: DocumentNode): GraphQLError {
  for (const { says, words } of ROWS) {
    const match = says.exec(error.message);
    if (!match) continue;
    const { message, extensions } = words(...match.slice(1));
    const place = error.locations?.[0];
    const where = message.startsWith("syntax error") && place ? ` at [${place.line}, ${place.column}]` : "";
    return new GraphQLError(message + where, {
      ...(error.nodes ? { nodes: error.nodes } : { source: error.source, positions: error.positions }),
      ...(error.nodes?.[0] ? { path: pathTo(error.nodes[0], document) } : {}),
      ...(Object.keys(extensions).length > 0 ? { extensions } : {}),
    });
  }
  return error;
}

/** The way to a node by names: the operation or fragment, then fields. */
function pathTo(target: ASTNode, document: DocumentNode): readonly string[] {
  const path: string[] = [];
  const start = target.loc?.start ?? -1;
  let at: ASTNode | undefined = document.definitions.find((node) => holds(node, start));
  while (at) {
    const name = nameOf(at);
    if (name) path.push(name);
    if (at === target || !("selectionSet" in at) || !at.selectionSet) break;
    at = at.selectionSet.selections.find((node) => holds(node, start));
  }
  return path;
}

function holds(node: ASTNode, position: number): boolean {
  return node.loc !== undefined && node.loc.start <= position && position < node.loc.end;
}

function nameOf(node: ASTNode): string | undefined {
  if (node.kind === Kind.OPERATION_DEFINITION)
    return node.name ? `${node.operation} ${node.name.value}` : node.operation;
  if (node.kind === Kind.FRAGMENT_DEFINITION) return `fragment ${node.name.value}`;
  if (node.kind === Kind.INLINE_FRAGMENT) return "...";
  return node.kind === Kind.FIELD ? (node.alias ?? node.name).value : undefined;
}

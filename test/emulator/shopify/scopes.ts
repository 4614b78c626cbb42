// Access scopes, per type and field as Shopify publishes them: what the installed app was not granted is null, with an
// error at its path, and the rest of the query is answered.
import { GraphQLError, type GraphQLOutputType, getNamedType } from "graphql";
import { type CustomerDataLevel, closedToApp, type Refusal } from "./customer-data.ts";
import { type ApiVersion, accessTable } from "./schema.ts";

/** What a token may read and write; asked for every field that runs, so answers are kept. */
export type Permissions = {
  /** Throws what Shopify says when the field, or the type it returns, is closed to the token. */
  check(type: string, name: string, returned: GraphQLOutputType): void;
  /** The same for an object that is reached by its id. */
  checkNode(type: string): void;
};

type Granted = {
  readonly version: ApiVersion;
  readonly scopes: readonly string[];
  readonly customerData: CustomerDataLevel;
};

/** Few kinds of token are in use at once; more than these are the doing of a test that tries them all. */
const KEPT = 50;
const known = new Map<string, Permissions>();

export function permissionsOf(granted: Granted): Permissions {
  const key = `${granted.version} ${granted.customerData} ${granted.scopes.join()}`;
  const before = known.get(key);
  if (before) return before;
  const made = permissions(granted);
  known.set(key, made);
  if (known.size > KEPT) known.delete(known.keys().next().value ?? "");
  return made;
}

function permissions(granted: Granted): Permissions {
  const verdicts = new Map<string, Map<string, Refusal | null>>();
  const fieldsOf = (type: string) => {
    const before = verdicts.get(type);
    if (before) return before;
    const fields = new Map<string, Refusal | null>();
    verdicts.set(type, fields);
    return fields;
  };
  return {
    check(type, name, returned) {
      const fields = fieldsOf(type);
      let verdict = fields.get(name);
      if (verdict === undefined) {
        verdict = closed(granted, { type, name, returned: objectIn(returned) }) ?? null;
        fields.set(name, verdict);
      }
      if (verdict) throw asError(verdict);
    },
    checkNode(type) {
      const verdict = closed(granted, { type: "QueryRoot", name: "node", returned: type });
      if (verdict) throw asError(verdict);
    },
  };
}

function asError(verdict: Refusal): GraphQLError {
  return new GraphQLError(verdict.message, { extensions: { ...verdict.extensions } });
}

/** A connection stands for what it holds: access is asked for where the list begins. */
function objectIn(returned: GraphQLOutputType): string {
  return getNamedType(returned).name.replace(/(Connection|Edge)$/, "");
}

function closed(
  granted: Granted,
  field: { readonly type: string; readonly name: string; readonly returned: string },
): Refusal | undefined {
  const table = accessTable(granted.version);
  for (const access of [table.get(`${field.type}.${field.name}`), table.get(field.returned)]) {
    if (!access || access.anyOf.some((scope) => holds(granted.scopes, scope))) continue;
    const { requiredAccess } = access;
    return {
      message: `Access denied for ${field.name} field. Required access: ${requiredAccess}`,
      extensions: {
        code: "ACCESS_DENIED",
        documentation: "https://shopify.dev/api/usage/access-scopes",
        requiredAccess,
      },
    };
  }
  return closedToApp(granted.customerData, field);
}

/** The scope to write includes the one to read. */
export function holds(granted: readonly string[], scope: string): boolean {
  return (
    granted.includes(scope) ||
    (scope.startsWith("read_") && granted.includes(scope.replace(/^read_/, "write_")))
  );
}

// Prisma's adapter for PostgreSQL (7.10.0) completed for migrations: it cuts a script at every semicolon, and it has
// no answer type for the catalog's one-byte "char", which introspection reads.
import { PrismaPg } from "@prisma/adapter-pg";
import { ColumnTypeEnum, type SqlQuery, type SqlResultSet } from "@prisma/driver-adapter-utils";
import type pg from "pg";

type Connection = {
  performIO(query: object): Promise<{ fields?: { dataTypeID: number }[] }>;
  queryRaw(query: SqlQuery): Promise<SqlResultSet>;
  executeScript(script: string): Promise<void>;
  onError(error: unknown): never;
};

const CATALOG_CHAR = 18;
const TEXT = 25;

/** The adapter to give to the schema engine. The pool stays the caller's to end. */
export function migrationAdapter(pool: pg.Pool): PrismaPg {
  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    const connection = adapter as unknown as Connection;
    readCatalogChars(connection);
    connection.executeScript = (script) =>
      executeWhole(pool, script).catch((error: unknown) => connection.onError(error));
    return adapter;
  };
  return factory;
}

// As one message on one connection: function bodies stay whole, and BEGIN and COMMIT mean the same transaction.
async function executeWhole(pool: pg.Pool, script: string): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query(script);
  } catch (error) {
    await client.query("rollback");
    throw error;
  } finally {
    client.release();
  }
}

// The columns pass as text and are then declared what the engine expects, a character.
function readCatalogChars(connection: Connection): void {
  const performIO = connection.performIO.bind(connection);
  const queryRaw = connection.queryRaw.bind(connection);
  const charColumns = new WeakMap<object, readonly number[]>();
  connection.performIO = async (query) => {
    const result = await performIO(query);
    const fields = result.fields ?? [];
    charColumns.set(
      query,
      fields.flatMap((field, index) => (field.dataTypeID === CATALOG_CHAR ? [index] : [])),
    );
    for (const field of fields) if (field.dataTypeID === CATALOG_CHAR) field.dataTypeID = TEXT;
    return result;
  };
  connection.queryRaw = async (query) => {
    const result = await queryRaw(query);
    for (const index of charColumns.get(query) ?? []) result.columnTypes[index] = ColumnTypeEnum.Character;
    return result;
  };
}

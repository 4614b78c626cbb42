// Plain SQL on whichever is at hand: the pool for hot paths, or the transaction that a state change is committed in.
import type pg from "pg";
import type { Db } from "./client.ts";

/** Runs one statement with $1, $2 … and answers its rows. */
export type Sql = <Row>(text: string, values: readonly unknown[]) => Promise<readonly Row[]>;

/** Prepared once per connection: a hot path pays for planning once. `name` is the statement's own. */
export function sqlOnPool(pool: pg.Pool): Sql {
  return async <Row>(text: string, values: readonly unknown[]) =>
    (await pool.query({ name: nameOf(text), text, values: [...values] })).rows as Row[];
}

export function sqlOnClient(client: Db): Sql {
  return <Row>(text: string, values: readonly unknown[]) => client.$queryRawUnsafe<Row[]>(text, ...values);
}

const names = new Map<string, string>();

function nameOf(text: string): string {
  const known = names.get(text);
  if (known) return known;
  const name = `reeldock-${names.size}`;
  names.set(text, name);
  return name;
}

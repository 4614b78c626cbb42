// Orders, parcels and cancellations of a shop by the time they were made and last changed, so that searches read only
// what they answer. Follows from the state: made anew for a state that was loaded.
import { type Core, seconds } from "./core.ts";
import type { CancellationRow, OrderRow, PackageRow } from "./order-rows.ts";
import { SortedRows } from "./sorted-rows.ts";
import type { State } from "./state.ts";

export type Timed = {
  readonly id: string;
  readonly shopId: string;
  readonly createTime: number;
  updateTime: number;
};

export class TimeIndex<Row extends Timed> {
  private readonly created = new Map<string, SortedRows<Row>>();
  private readonly updated = new Map<string, SortedRows<Row>>();

  add(row: Row): void {
    this.of(row.shopId, "create_time").add(row);
    this.of(row.shopId, "update_time").add(row);
  }

  touch(row: Row, now: number): void {
    if (row.updateTime === now) return;
    const rows = this.of(row.shopId, "update_time");
    rows.remove(row);
    row.updateTime = now;
    rows.add(row);
  }

  of(shopId: string, field: "create_time" | "update_time"): SortedRows<Row> {
    const map = field === "create_time" ? this.created : this.updated;
    const found =
      map.get(shopId) ??
      new SortedRows<Row>((row) => (field === "create_time" ? row.createTime : row.updateTime));
    map.set(shopId, found);
    return found;
  }
}

type Indexes = {
  readonly orders: TimeIndex<OrderRow>;
  readonly packages: TimeIndex<PackageRow>;
  readonly cancellations: TimeIndex<CancellationRow>;
};

const indexesOf = new WeakMap<State, Indexes>();

export function indexes(core: Core): Indexes {
  const known = indexesOf.get(core.state);
  if (known) return known;
  const made = {
    orders: indexed(core.state.orders),
    packages: indexed(core.state.packages),
    cancellations: indexed(core.state.cancellations),
  };
  indexesOf.set(core.state, made);
  return made;
}

function indexed<Row extends Timed>(rows: ReadonlyMap<string, Row>): TimeIndex<Row> {
  const index = new TimeIndex<Row>();
  for (const row of rows.values()) index.add(row);
  return index;
}

/** The order changed now. */
export function touchOrder(core: Core, order: OrderRow): void {
  indexes(core).orders.touch(order, seconds(core));
}

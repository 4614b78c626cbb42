// A parcel of an order: which lines it carries, by whom, and what the carrier has said of it.
import type { Provider } from "./carriers.ts";
import { type Core, effect, newId, seconds, shopOf } from "./core.ts";
import { indexes } from "./order-index.ts";
import { type LineRow, liveLines, type OrderRow, type PackageRow } from "./order-rows.ts";
import { notify } from "./webhooks.ts";

export type Parcel = {
  readonly lines: readonly LineRow[];
  readonly provider: Provider;
  readonly trackingNumber: string;
};

export function newPackage(core: Core, order: OrderRow, parcel: Parcel): PackageRow {
  const now = seconds(core);
  const row: PackageRow = {
    id: newId(core, "package"),
    shopId: order.shopId,
    orderId: order.id,
    lineIds: parcel.lines.map((line) => line.id),
    createTime: now,
    providerId: parcel.provider.id,
    providerName: parcel.provider.name,
    trackingNumber: parcel.trackingNumber,
    status: "PROCESSING",
    updateTime: now,
    events: [{ description: "Your package has been prepared for the carrier.", at: core.parts.clock.now() }],
  };
  const { packages } = indexes(core);
  core.state.packages.set(row.id, row);
  packages.add(row);
  for (const line of parcel.lines) line.packageId = row.id;
  order.rtsTime ??= now;
  const ids = { packageId: row.id, orderId: order.id, shopId: order.shopId };
  effect(core, "package.created", ids, { trackingNumber: row.trackingNumber, provider: row.providerName });
  tellPackage(core, order, row);
  return row;
}

/** DEFAULT stands for a parcel that is neither split off nor combined: inferred from the tag of the package detail. */
export function tellPackage(core: Core, order: OrderRow, row: PackageRow): void {
  const isSplit = row.lineIds.length < liveLines(order).length;
  notify(core, shopOf(core, order.shopId), {
    type: 4,
    data: {
      sc_type: isSplit ? "SPLIT" : "DEFAULT",
      role_type: "ROLE_USER",
      package_list: [{ package_id: row.id, order_id_list: [order.id] }],
      update_time: seconds(core),
    },
  });
}

export function packagesOf(core: Core, order: OrderRow): readonly PackageRow[] {
  const ids = new Set(order.lines.flatMap((line) => line.packageId ?? []));
  return [...ids].flatMap((id) => core.state.packages.get(id) ?? []);
}

/** The carrier moves every parcel of the order. */
export function movePackages(
  core: Core,
  order: OrderRow,
  to: "IN_TRANSIT" | "DELIVERED" | "CANCELLED",
): void {
  const status = { IN_TRANSIT: "FULFILLING", DELIVERED: "COMPLETED", CANCELLED: "CANCELLED" } as const;
  const said = {
    IN_TRANSIT: "Your package has been picked up by the carrier.",
    DELIVERED: "Your package has been delivered.",
    CANCELLED: "Your package has been cancelled.",
  };
  for (const row of packagesOf(core, order)) {
    if (row.status === "CANCELLED") continue;
    row.status = status[to];
    indexes(core).packages.touch(row, seconds(core));
    row.events.unshift({ description: said[to], at: core.parts.clock.now() });
  }
}

// What chance does to parcels: late, lost, sent back, or one shipment in two parcels, in the shares that the settings say.
import type { Core } from "./core.ts";

/** How long until a warehouse or carrier takes its next step; some take longer. */
export function stepDelay({ parts }: Core): number {
  const { timing, carriers } = parts.settings;
  return timing.warehouseStepMs + (parts.random.chance(carriers.lateShare) ? carriers.lateMs : 0);
}

/** What becomes of a parcel on its way, if it does not arrive. */
export function fateOf({ parts }: Core): "lost" | "returned" | undefined {
  const { lostShare, returnedShare } = parts.settings.carriers;
  if (parts.random.chance(lostShare)) return "lost";
  return parts.random.chance(returnedShare) ? "returned" : undefined;
}

/** What goes into each parcel: all of it in one, or in two where it can be divided. */
export function inParcels<T>({ parts }: Core, contents: readonly T[]): readonly (readonly T[])[] {
  if (contents.length < 2 || !parts.random.chance(parts.settings.carriers.splitShare)) return [contents];
  const half = Math.ceil(contents.length / 2);
  return [contents.slice(0, half), contents.slice(half)];
}

// The drives of every query and mutation of the store's table, gathered.
import { fulfillmentDrives } from "./store-fulfillment.ts";
import { readDrives } from "./store-reads.ts";
import type { StoreDrives } from "./store-scene.ts";
import { shapingDrives } from "./store-shaping.ts";
import { writeDrives } from "./store-writes.ts";

export const storeDrives: StoreDrives = {
  ...readDrives,
  ...fulfillmentDrives,
  ...shapingDrives,
  ...writeDrives,
};

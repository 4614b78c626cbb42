// For whom product content is read: the shop, and how strictly.
import type { Core, Shop } from "./core.ts";

export type Writing = {
  readonly core: Core;
  readonly shop: Shop;
  /** A draft may lack what a listing must have. */
  readonly mode: "LISTING" | "AS_DRAFT";
};

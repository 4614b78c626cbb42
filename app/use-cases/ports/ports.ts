// Everything a use-case may touch. A use-case names what it needs: Pick<Ports, "records" | "storeFor">.

import type { ConnectionId, StoreId } from "../../domain/ids.ts";
import type { ImageFacts } from "../../domain/image-requirements.ts";
import type { MarketplacePort } from "./marketplace.ts";
import type { Records } from "./records.ts";
import type { StorePort } from "./store.ts";
import type { WarehousePort } from "./warehouse.ts";

export type LogFacts = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** One JSON line per fact; allow-listed fields only, so that secrets and personal data cannot get in. */
export interface Log {
  info(fact: string, facts?: LogFacts): void;
  warn(fact: string, facts?: LogFacts): void;
  error(fact: string, facts?: (LogFacts & { error?: unknown }) | { error: unknown }): void;
}

export type HeldImage = {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly facts: ImageFacts;
  /** Sets it aside for later, out of the way of those that read; false when there is no room for that. */
  readonly keep: () => boolean;
  /** Its bytes are let go. Again does nothing. */
  readonly release: () => void;
};

export type Ports = {
  readonly records: Records;
  /** Throws PlatformError `unauthorized` when the store has uninstalled us. */
  readonly storeFor: (storeId: StoreId) => Promise<StorePort>;
  /** Throws PlatformError `unauthorized` when the connection is paused or revoked. */
  readonly marketplaceFor: (connectionId: ConnectionId) => Promise<MarketplacePort>;
  readonly warehouseFor: (connectionId: ConnectionId) => Promise<WarehousePort>;
  /**
   * Reads a public image, at most 20 MB, and what its header says of it. Throws PlatformError. What all hold together is
   * bounded: it waits for room, so nothing that is not kept may be held meanwhile, and each must be released.
   */
  readonly fetchImage: (url: string) => Promise<HeldImage>;
  readonly now: () => Date;
  readonly log: Log;
  /** Where the platforms reach us, e.g. "https://app.example.com": callbacks and webhooks hang below it. */
  readonly publicUrl: string;
};

// How far the sweep of orders has read, as it is kept between its runs.
import type { ConnectionId } from "../../domain/ids.ts";

/** A window in reading: `pageToken` is set while pages are left. Times are ISO. */
export type OrderWindow = {
  readonly since: string;
  readonly until: string;
  readonly pageToken: string | null;
};

/** The name of its checkpoint. */
export function orderWindowOf(connectionId: ConnectionId): string {
  return `orders ${connectionId}`;
}

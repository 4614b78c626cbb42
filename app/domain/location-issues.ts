// What a merchant reads of a location that stock rules name and the store has closed, and the key it is raised by.
import type { CatalogIssue } from "./catalog-issues.ts";

export const locationClosedKey = (warehouseId: string) => `location-closed:${warehouseId}`;

type Named = { readonly warehouseId: string; readonly name: string; readonly sellsIn: readonly string[] };

/** Its stock is offered no longer; the rule that names it feeds nothing. */
export function locationClosed(connectionId: string, { warehouseId, name, sellsIn }: Named): CatalogIssue {
  return {
    key: locationClosedKey(warehouseId),
    severity: "warns",
    subject: { kind: "connection", id: connectionId },
    title: `Location "${name}" is closed in your store: its stock is not offered in ${sellsIn.join(", ")} any more.`,
    advice: "Choose another location under Stock, or open it again in your store.",
  };
}

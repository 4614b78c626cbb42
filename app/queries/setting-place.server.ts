// Where in the app a merchant changes a part of one shop's settings.
import type { MendingSetting } from "../domain/requirement-words.ts";

export type SettingPlace = { readonly label: string; readonly url: string };

/** Prices have a page of their own; the other parts stand on the mapping page, each under its own name. */
export function settingPlace(setting: MendingSetting, connectionId: string): SettingPlace {
  const connection = encodeURIComponent(connectionId);
  if (setting === "price")
    return { label: "Open prices", url: `/app/settings/prices?connection=${connection}` };
  return { label: "Open mapping", url: `/app/settings?connection=${connection}#${setting}` };
}

export function partyPlace(connectionId: string): SettingPlace {
  return settingPlace("parties", connectionId);
}

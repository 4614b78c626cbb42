// Where in the app a listing's trouble is mended: the part of the settings that the first reason which has one names.
import type { Prisma } from "../adapters/database/generated/client.ts";
import { isAboutParties } from "../domain/rejection-advice.ts";
import { mendingSetting } from "../domain/requirement.ts";
import { words } from "./listing-reasons.server.ts";
import { partyPlace, type SettingPlace, settingPlace } from "./setting-place.server.ts";

type Listing = {
  readonly connectionId: string;
  readonly unmet: Prisma.JsonValue;
  readonly rejections: Prisma.JsonValue;
};

/** Null where that is elsewhere. */
export function listingMend({ connectionId, unmet, rejections }: Listing): SettingPlace | null {
  const [setting] = rulesOf(unmet).flatMap((rule) => mendingSetting(rule) ?? []);
  if (setting) return settingPlace(setting, connectionId);
  return isAboutParties(words(rejections)) ? partyPlace(connectionId) : null;
}

function rulesOf(unmet: Prisma.JsonValue): readonly string[] {
  if (!Array.isArray(unmet)) return [];
  return unmet.flatMap((entry) =>
    entry && typeof entry === "object" && "rule" in entry && typeof entry["rule"] === "string"
      ? [entry["rule"]]
      : [],
  );
}

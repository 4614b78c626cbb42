// The merchant saves a connection's listing settings, whole: checked first, refused in words, or saved and applied to
// the products they concern.
import type { ConnectionId, StoreId } from "../domain/ids.ts";
import { type AttributeSource, collectionsIn, type ListingSettings } from "../domain/listing-settings.ts";
import { partyGoneKey } from "../domain/party-issues.ts";
import { categoriesNamed, type SettingsFault, settingsFaults } from "../domain/settings-faults.ts";
import { ensureCategories } from "./ports/category-tree.ts";
import type { Ports } from "./ports/ports.ts";
import { checkRate } from "./ports/rate-check.ts";
import type { Mark } from "./ports/work.ts";

type Needs = Pick<Ports, "records" | "marketplaceFor" | "now">;

export type SettingsChange = {
  readonly storeId: StoreId;
  readonly connectionId: ConnectionId;
  readonly settings: ListingSettings;
  /** The version the merchant saw when the change began. */
  readonly version: number;
};

export type SettingsAnswer =
  | { readonly kind: "saved"; readonly version: number }
  | { readonly kind: "refused"; readonly faults: readonly SettingsFault[] }
  /** Somebody saved since: nothing of this was kept. */
  | { readonly kind: "changed-meanwhile" };

export async function changeListingSettings(ports: Needs, change: SettingsChange): Promise<SettingsAnswer> {
  const { storeId, connectionId, settings, version } = change;
  const { settings: before } = await ports.records.settings.listingSettings(storeId, connectionId);
  const faults = await faultsOf(ports, change, before);
  if (faults.length > 0) return { kind: "refused", faults };
  return ports.records.transaction(async (tx): Promise<SettingsAnswer> => {
    const saved = await tx.settings.saveListingSettings(storeId, connectionId, { settings, version });
    if (saved === "changed-meanwhile") return { kind: "changed-meanwhile" };
    const marks: Mark[] = [{ storeId, verb: "apply-settings", subject: connectionId }];
    if (goesByMore(settings, before)) marks.push({ storeId, verb: "import-catalog", subject: "anew" });
    await tx.work.mark(marks);
    await tx.issues.clear(
      storeId,
      ...chosenNoMore(before, settings).map((id) => partyGoneKey(connectionId, id)),
    );
    await checkRate(tx, storeId, connectionId);
    return { kind: "saved", version: version + 1 };
  });
}

async function faultsOf(
  ports: Needs,
  { storeId, connectionId, settings }: SettingsChange,
  before: ListingSettings,
): Promise<readonly SettingsFault[]> {
  const known = new Set(categoriesNamed(before));
  const named = categoriesNamed(settings).filter((id) => !known.has(id));
  if (named.length > 0) await ensureCategories(ports, { storeId, connectionId });
  const categories = await ports.records.categories.categories(storeId, connectionId, named);
  const byId = new Map(categories.map((one) => [one.categoryId, one]));
  return settingsFaults(settings, before, (id) => byId.get(id));
}

// A metafield no rule named before was never read, and of collections nobody was told before the first rule: the store
// is asked for them.
function goesByMore(settings: ListingSettings, before: ListingSettings): boolean {
  if (collectionsIn(settings).length > 0 && collectionsIn(before).length === 0) return true;
  return metafieldsIn(settings).some((name) => !metafieldsIn(before).includes(name));
}

/** Ids of manufacturers and responsible persons. */
function chosenNoMore(before: ListingSettings, settings: ListingSettings): readonly string[] {
  const chosen = new Set(settings.parties.map((rule) => rule.partyId));
  return before.parties.map((rule) => rule.partyId).filter((id) => !chosen.has(id));
}

function metafieldsIn(settings: ListingSettings): readonly string[] {
  return settings.attributes.map((rule) => metafieldName(rule.source)).filter((name) => name !== "");
}

function metafieldName(source: AttributeSource): string {
  return source.kind === "metafield" ? `${source.namespace}.${source.key}` : "";
}

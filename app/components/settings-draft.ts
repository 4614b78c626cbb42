// Settings while they are edited: what is in the form, whether it differs from what is saved, its live preview, and
// what was wrong with it when saving was tried.
import { useFetcher } from "@remix-run/react";
import { useState } from "react";
import type { ListingSettings } from "../domain/listing-settings.ts";
import type { SettingsFault } from "../domain/settings-faults.ts";
import type { PreviewView } from "./settings-preview.tsx";
import { usePreview } from "./use-preview.ts";
import { useToast } from "./use-toast.ts";

type Saved = { readonly connectionId: string; readonly settings: ListingSettings; readonly version: number };
type SaveAnswer = { readonly message: string; readonly faults: readonly SettingsFault[] };

export type SettingsDraft<View> = {
  readonly settings: ListingSettings;
  readonly change: (change: Partial<ListingSettings>) => void;
  readonly isChanged: boolean;
  readonly discard: () => void;
  readonly preview: View | undefined;
  readonly search: string;
  readonly setSearch: (search: string) => void;
  readonly save: () => void;
  readonly isSaving: boolean;
  readonly faults: readonly SettingsFault[];
  /** What is wrong with a part, or with one of its rows: "categories.2". */
  readonly faultOf: (field: string) => string | undefined;
};

export function useSettingsDraft<View extends PreviewView>(saved: Saved): SettingsDraft<View> {
  const [settings, setSettings] = useState(saved.settings);
  const [search, setSearch] = useState("");
  const [sent, setSent] = useState("");
  const saving = useFetcher<SaveAnswer>();
  const json = JSON.stringify(settings);
  const { connectionId, version } = saved;
  const preview = usePreview<View>(
    { connection: connectionId, settings: json, search },
    "/app/settings/preview",
  );
  useToast(saving.data);
  // What was wrong with settings that were changed since is not wrong with these.
  const faults = sent === json ? (saving.data?.faults ?? []) : [];
  return {
    settings,
    change: (change) => setSettings((current) => ({ ...current, ...change })),
    isChanged: json !== JSON.stringify(saved.settings),
    discard: () => setSettings(saved.settings),
    preview,
    search,
    setSearch,
    save: () => {
      setSent(json);
      saving.submit(
        { connection: connectionId, settings: json, version: String(version) },
        { method: "post" },
      );
    },
    isSaving: saving.state !== "idle",
    faults,
    faultOf: (field) => faults.find((fault) => fault.field === field)?.sentence,
  };
}

// A rule while it is edited: its live preview, and what saving it answered. The page's action does both.
import { useFetcher } from "@remix-run/react";
import { usePreview } from "./use-preview.ts";
import { useToast } from "./use-toast.ts";

/** `body` is what the page's action reads; null while the form cannot be read. */
export function useRuleForm<Preview>(body: Readonly<Record<string, string>> | null) {
  const preview = usePreview<Preview>(body);
  const saving = useFetcher<{ readonly message?: string }>();
  useToast(saving.data);
  return {
    preview,
    isSaving: saving.state !== "idle",
    save: () => {
      if (body) saving.submit({ ...body, intent: "save" }, { method: "post" });
    },
  };
}

// A rule while it is edited: its live preview, and what saving it answered. The page's action does both.
import { useFetcher } from "@remix-run/react";
import { useEffect } from "react";

type Answer<Preview> = { readonly preview?: Preview; readonly message?: string };

// Long enough that a number is typed to its end, short enough to feel at once.
const AFTER_TYPING_MS = 350;

/** `body` is what the page's action reads; it is sent for a preview whenever it changes, unless it is null. */
export function useRuleForm<Preview>(body: Readonly<Record<string, string>> | null) {
  const previewing = useFetcher<Answer<Preview>>();
  const saving = useFetcher<Answer<Preview>>();
  const { submit } = previewing;
  const json = JSON.stringify(body);
  useEffect(() => {
    const fields = JSON.parse(json) as Record<string, string> | null;
    if (fields === null) return;
    const timer = setTimeout(
      () => submit({ ...fields, intent: "preview" }, { method: "post" }),
      AFTER_TYPING_MS,
    );
    return () => clearTimeout(timer);
  }, [json, submit]);
  useEffect(() => {
    if (saving.data?.message) window.shopify?.toast.show(saving.data.message);
  }, [saving.data]);
  return {
    preview: previewing.data?.preview,
    isSaving: saving.state !== "idle",
    save: () => {
      if (body) saving.submit({ ...body, intent: "save" }, { method: "post" });
    },
  };
}

// What unsaved rules would make of real products: asked again whenever they change, once the typing has stopped.
import type { ShouldRevalidateFunction } from "@remix-run/react";
import { useFetcher } from "@remix-run/react";
import { useEffect } from "react";

type Answer<View> = { readonly preview?: View | null };

// Long enough that a word is typed to its end, short enough to feel at once.
const AFTER_TYPING_MS = 350;

/** `body` is what the action reads; null asks nothing. The page's own action answers unless another is named. */
export function usePreview<View>(
  body: Readonly<Record<string, string>> | null,
  action?: string,
): View | undefined {
  const { submit, data } = useFetcher<Answer<View>>();
  const json = JSON.stringify(body);
  useEffect(() => {
    const fields = JSON.parse(json) as Record<string, string> | null;
    if (fields === null) return;
    const to = { method: "post", ...(action ? { action } : {}) } as const;
    const timer = setTimeout(() => submit({ ...fields, intent: "preview" }, to), AFTER_TYPING_MS);
    return () => clearTimeout(timer);
  }, [json, action, submit]);
  return data?.preview ?? undefined;
}

/** A preview changes nothing, so nothing that a page has read is read again for it. */
export const unlessPreview: ShouldRevalidateFunction = ({ formData, defaultShouldRevalidate }) =>
  formData?.get("intent") === "preview" ? false : defaultShouldRevalidate;

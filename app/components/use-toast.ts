// What an action answered, said to the merchant once, in the admin's own toast, with a way back where there is one.
import { useEffect, useRef } from "react";

type Answer = { readonly message?: string; readonly undo?: readonly string[] };

/** `onUndo` is given what the answer names to be taken back; the toast offers it only if there is something. */
export function useToast(
  answer: Answer | null | undefined,
  onUndo?: (undo: readonly string[]) => void,
): void {
  const undo = useRef(onUndo);
  useEffect(() => {
    undo.current = onUndo;
  });
  useEffect(() => {
    if (!answer?.message) return;
    const { message, undo: named = [] } = answer;
    const way = { action: "Undo", onAction: () => undo.current?.(named) };
    window.shopify?.toast.show(message, named.length > 0 && undo.current ? way : {});
  }, [answer]);
}

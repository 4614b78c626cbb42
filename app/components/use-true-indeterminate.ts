// Polaris draws the box over a table that is chosen in part and says so to screen readers, but leaves the browser's own
// box unticked: the two contradict each other (axe: aria-conditional-attr). This makes the box what it is said to be.
import { type RefObject, useEffect } from "react";

export function useTrueIndeterminate(place: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    for (const box of place.current?.querySelectorAll<HTMLInputElement>("input[type=checkbox]") ?? [])
      box.indeterminate = box.getAttribute("aria-checked") === "mixed";
  });
}

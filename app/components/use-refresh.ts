// Keeps the figures of a page fresh while somebody looks at them.
import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";

const REFRESH_MS = 5_000;

export function useRefresh(): void {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (state !== "idle") return;
    const timer = setTimeout(() => document.visibilityState === "visible" && revalidate(), REFRESH_MS);
    return () => clearTimeout(timer);
  }, [revalidate, state]);
}

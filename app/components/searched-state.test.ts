import { expect, it } from "vitest";
import { searchedWords } from "./searched-state.ts";

const seen = { state: "live", seenAt: "2026-11-26T09:00:00Z" };

it("what was searched before the listing's last turn is told as what it was then", () => {
  const since = { at: "2026-11-26T09:05:00Z", text: "Off sale in TikTok Shop, because you paused it." };
  expect(searchedWords({ ...seen, since }, "UTC")).toBe(
    'TikTok Shop\'s search showed it as "Live" on Nov 26, 09:00. Since then, on Nov 26, 09:05: Off sale in TikTok Shop, because you paused it.',
  );
});

it("a search newer than the listing's last turn is told as what may lag behind", () => {
  expect(searchedWords({ ...seen, since: null }, "UTC")).toMatch(/on Nov 26, 09:00\. .*may lag behind\.$/);
});

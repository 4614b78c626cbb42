// What the marketplace demands of a picture, by what its own first bytes say of it.

import type { ImageFormat, MarketRules } from "./dated-rules.ts";
import type { UnmetRequirement } from "./listing.ts";
import { unmet } from "./requirement.ts";

/** As read from the bytes; format and sides are null for what is no picture that we can read. */
export type ImageFacts = {
  readonly bytes: number;
  readonly format: ImageFormat | null;
  readonly width: number | null;
  readonly height: number | null;
};

export type ImageUse = "main" | "attribute";

/**
 * Sides whose ratio is outside 3:4 to 4:3 are no fault: the marketplace pads such a picture to a square when it is
 * uploaded as a product's or variant's (Upload Product Image).
 */
export function imageRequirements(
  image: { readonly url: string; readonly use: ImageUse; readonly facts: ImageFacts },
  { images: rule }: MarketRules,
): readonly UnmetRequirement[] {
  const { url, use, facts } = image;
  const things = [url];
  if (facts.bytes > rule.mostBytes)
    return [
      unmet("image-bytes", { things, value: megabytes(facts.bytes), limit: megabytes(rule.mostBytes) }),
    ];
  const { format, width, height } = facts;
  if (format === null || width === null || height === null || !rule.formats.includes(format))
    return [unmet("image-format", { things, value: format ?? "", limit: rule.formats.join(", ") })];
  const { least, most } = use === "main" ? rule.side : rule.variantSide;
  const value = `${width} × ${height}`;
  if (Math.min(width, height) < least) return [unmet("image-small", { things, value, limit: least })];
  if (Math.max(width, height) > most) return [unmet("image-large", { things, value, limit: most })];
  return [];
}

/** A picture whose address gives none, or that the marketplace would not take, in their words. */
export function unusableImage(url: string, reason: string): UnmetRequirement {
  return unmet("image-unread", { value: reason, things: [url] });
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

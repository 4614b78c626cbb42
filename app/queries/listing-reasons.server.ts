// What stands as JSON on a product and its listing, read for the page: a shape we do not know shows nothing.
import type { Prisma } from "../adapters/database/generated/client.ts";

export function firstImage(images: Prisma.JsonValue): string | null {
  const first = Array.isArray(images) ? images[0] : null;
  return first && typeof first === "object" && "url" in first && typeof first["url"] === "string"
    ? first["url"]
    : null;
}

export function sentences(unmet: Prisma.JsonValue): string[] {
  if (!Array.isArray(unmet)) return [];
  return unmet.flatMap((entry) =>
    entry && typeof entry === "object" && "sentence" in entry && typeof entry["sentence"] === "string"
      ? [entry["sentence"]]
      : [],
  );
}

/** Each sentence with what mends it. */
export function mendableSentences(unmet: Prisma.JsonValue): string[] {
  if (!Array.isArray(unmet)) return [];
  return unmet.flatMap((entry) => {
    const [sentence] = sentences([entry]);
    if (sentence === undefined) return [];
    const fix = entry && typeof entry === "object" && "fix" in entry ? entry["fix"] : "";
    return [typeof fix === "string" && fix !== "" ? `${sentence} ${fix}` : sentence];
  });
}

export function words(rejections: Prisma.JsonValue): string[] {
  if (!Array.isArray(rejections)) return [];
  return rejections.flatMap((entry) => {
    if (!entry || typeof entry !== "object" || !("reasons" in entry) || !Array.isArray(entry["reasons"]))
      return [];
    return entry["reasons"].filter((reason): reason is string => typeof reason === "string");
  });
}

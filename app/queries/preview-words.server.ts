// What would be listed of a product, in words short enough to stand beside what is listed now.
import { printMoney } from "../domain/money.ts";
import type { Outcome } from "../domain/settings-outcome.ts";

/** A name for each part, in the order they are shown. */
export type PreviewWords = {
  readonly Title: string;
  readonly Description: string;
  readonly Category: string;
  readonly Price: string;
  readonly Brand: string;
  readonly Attributes: string;
  readonly Parcel: string;
  readonly "Manufacturer, person": string;
};

const LONGEST = 240;
const NONE = "none";

export function previewWords(outcome: Outcome, names: Readonly<Record<string, string>>): PreviewWords {
  const { category, parcel } = outcome;
  return {
    Title: outcome.title,
    Description: plain(outcome.descriptionHtml) || NONE,
    Category: category ? (names[category.categoryId] ?? category.categoryId) : "what TikTok Shop recommends",
    Price: prices(outcome),
    Brand: outcome.brandId === null ? NONE : (names[outcome.brandId] ?? outcome.brandId),
    Attributes:
      outcome.attributes.map((one) => one.values.map((value) => value.name).join(", ")).join("; ") || NONE,
    Parcel: parcelWords(parcel),
    "Manufacturer, person": partyWords(outcome, names),
  };
}

function partyWords({ parties }: Outcome, names: Readonly<Record<string, string>>): string {
  const ids = [parties.manufacturerId, parties.responsiblePersonId].filter((id) => id !== null);
  return ids.map((id) => names[id] ?? id).join(", ") || NONE;
}

function prices({ prices: all }: Outcome): string {
  const sorted = all.toSorted((a, b) => a.minor - b.minor);
  const [low, high] = [sorted[0], sorted.at(-1)];
  if (!low || !high) return NONE;
  const from = `${printMoney(low)} ${low.currency}`;
  return low.minor === high.minor ? from : `${from} to ${printMoney(high)} ${high.currency}`;
}

function parcelWords({ weightGrams, size }: Outcome["parcel"]): string {
  const weight = weightGrams > 0 ? `${weightGrams} g` : "no weight";
  return size ? `${weight}, ${size.length} × ${size.width} × ${size.height} cm` : weight;
}

function plain(html: string): string {
  const text = html
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
  return text.length > LONGEST ? `${text.slice(0, LONGEST).toWellFormed()}…` : text;
}

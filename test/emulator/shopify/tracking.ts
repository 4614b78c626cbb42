// Tracking as apps hand it in and as Shopify keeps it: one entry a number, with an address made up only for carriers
// it knows by exactly their name.

export type TrackingInput = {
  readonly company?: string | null;
  readonly number?: string | null;
  readonly numbers?: readonly string[] | null;
  readonly url?: string | null;
  readonly urls?: readonly string[] | null;
} | null;

type Tracking = { company: string | null; number: string | null; url: string | null };

const KNOWN_CARRIERS: Readonly<Record<string, (number: string) => string>> = {
  UPS: (number) => `https://www.ups.com/WebTracking?loc=en_US&requester=ST&trackNums=${number}`,
  USPS: (number) => `https://tools.usps.com/go/TrackConfirmAction.action?tLabels=${number}`,
  FedEx: (number) => `https://www.fedex.com/fedextrack/?trknbr=${number}`,
  "DHL Express": (number) => `https://www.dhl.com/en/express/tracking.html?AWB=${number}&brand=DHL`,
  "DHL eCommerce": (number) => `https://webtrack.dhlglobalmail.com/?trackingnumber=${number}`,
  "Royal Mail": (number) => `https://www.royalmail.com/track-your-item#/tracking-results/${number}`,
  "Canada Post": (number) =>
    `https://www.canadapost-postescanada.ca/track-reperage/en#/search?searchFor=${number}`,
};

export function trackingOf(input: TrackingInput): Tracking[] {
  if (!input) return [];
  const numbers = input.numbers?.length ? input.numbers : input.number ? [input.number] : [];
  const urls = input.urls?.length ? input.urls : input.url ? [input.url] : [];
  const company = input.company ?? null;
  if (numbers.length === 0) return urls.map((url) => ({ company, number: null, url }));
  return numbers.map((number, at) => ({
    company,
    number,
    url: urls[at] ?? KNOWN_CARRIERS[company ?? ""]?.(number) ?? null,
  }));
}

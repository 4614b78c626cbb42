// How a listing in the marketplace differs from its product in the store, and why, in words for the merchant. Nothing
// is said of what agrees or was never seen.
import type { ListingState } from "./listing.ts";
import type { PausedFor } from "./listing-life.ts";
import { type Money, printMoney } from "./money.ts";
import type { ProductStatus } from "./product.ts";

/** One fact of a listing: as the store has it, as it is to be listed, as it was last accepted, as it was last shown. */
type Fact<Value> = {
  readonly store: Value;
  readonly due: Value;
  readonly sent: Value | null;
  readonly shown: Value | null;
  readonly isInReview: boolean;
};

const IN_REVIEW = "TikTok Shop is still reviewing what was sent and shows the former one until then.";

export function titleDifference({ store, due, sent, shown, isInReview }: Fact<string>): string | null {
  if (shown === null) return null;
  if (shown === due) return shown === store ? null : "Your title template makes it of the store's title.";
  if (sent === null || sent === shown) return `It is to become "${due}" when it is published next.`;
  return isInReview ? IN_REVIEW : `TikTok Shop shows another title than "${sent}", which we sent.`;
}

type Pictures = Omit<Fact<number>, "due">;

export function pictureDifference({ store, sent, shown, isInReview }: Pictures): string | null {
  if (shown === null || shown === store) return null;
  if (sent === null) return "We have not sent pictures yet: these stood there before.";
  if (sent === shown)
    return "It shows all we sent. Pictures it does not take are left out; new ones go when it is published next.";
  return isInReview ? IN_REVIEW : `TikTok Shop shows ${shown} of the ${sent} pictures we sent.`;
}

type Price = Omit<Fact<Money>, "sent" | "isInReview"> & { readonly sentMinor: number | null };

export function priceDifference({ store, due, sentMinor, shown }: Price): string | null {
  if (shown === null) return null;
  if (due.currency !== shown.currency)
    return `There is no exchange rate from ${due.currency} to ${shown.currency}: set one under Prices.`;
  if (isSame(shown, due))
    return isSame(shown, store) ? null : "Your price rule makes it of the store's price.";
  if (sentMinor === null || sentMinor === shown.minor)
    return `It is to become ${moneyWords(due)} when it is published next.`;
  const sent = moneyWords({ minor: sentMinor, currency: shown.currency });
  return `TikTok Shop shows another price than ${sent}, which we sent.`;
}

type Stock = Pick<Fact<number>, "store" | "sent" | "shown">;

export function stockDifference({ store, sent, shown }: Stock): string | null {
  if (shown === null) return null;
  if (sent !== null && sent !== shown)
    return `We last sent ${sent}; TikTok Shop showed ${shown} when it was last read.`;
  if (shown === store) return null;
  if (sent === null) return "We have not sent stock yet.";
  return `We last sent ${sent}: your stock rules decide how many are offered, and a change takes a moment.`;
}

type Standing = {
  readonly state: ListingState;
  readonly pausedFor: PausedFor | null;
  readonly product: ProductStatus | "deleted";
};

export function stateDifference({ state, pausedFor, product }: Standing): string | null {
  if (product === "active") return state === "paused" ? pauseWords(pausedFor) : null;
  if (state === "live") return "The product is not active in your store: it is being taken off sale.";
  return state === "paused" && pausedFor === "product"
    ? "Off sale, because your store does not sell it."
    : null;
}

function pauseWords(pausedFor: PausedFor | null): string {
  if (pausedFor === "merchant") return "You took it off sale.";
  if (pausedFor === "product") return "Your store sells it again: it is being put back on sale.";
  return "It was taken off sale in TikTok Shop itself. Put it back there.";
}

export function moneyWords(money: Money): string {
  return `${printMoney(money)} ${money.currency}`;
}

function isSame(one: Money, other: Money): boolean {
  return one.minor === other.minor && one.currency === other.currency;
}

// Which fault hits a call. What a fault needs to know of the call (its batch, its page, whether it changes anything) is
// looked up only while something is armed.
import type { CallFault, Faults } from "./faults.ts";
import type { History } from "./history.ts";
import { asksForLaterPage } from "./page-faults.ts";
import type { PlatformWire } from "./platform.ts";
import type { WireRequest } from "./wire-request.ts";

export type CallParts = { readonly faults: Faults; readonly history: History };

export type HitCall = {
  readonly operation: string;
  readonly shop: string | undefined;
  readonly fault: CallFault | undefined;
  /** The call with half of its batch. */
  readonly halved: WireRequest | undefined;
  /** Whose pages these are. */
  readonly read: string;
  /** Whether the end of this page has to be remembered. */
  readonly isNoted: boolean;
};

export async function faultOn(
  wire: PlatformWire,
  request: WireRequest,
  { faults, history }: CallParts,
): Promise<HitCall> {
  const operation = await wire.operationOf(request);
  const shop = wire.shopNamed(request);
  const read = `${wire.platform} ${operation} ${shop ?? ""}`;
  const call = { operation, shop, read };
  if (faults.list().length === 0) return { ...call, fault: undefined, halved: undefined, isNoted: false };

  const isNoted = faults.isArmed("repeated-id");
  const traits = await traitsOf(wire, request);
  const fault = faults.takeForCall({
    platform: wire.platform,
    name: operation,
    shop,
    fits: (candidate) => fits(candidate, { ...traits, isPageKnown: faults.pages.has(read) }),
  });
  if (fault) history.add("twin", { kind: "fault", name: fault.kind, on: operation, shop });
  return { ...call, fault, halved: traits.halved, isNoted };
}

type Traits = {
  readonly isRefresh: boolean;
  readonly changes: boolean;
  readonly isLaterPage: boolean;
  readonly halved: WireRequest | undefined;
};

async function traitsOf(wire: PlatformWire, request: WireRequest): Promise<Traits> {
  const text = await request.clone().text();
  const { pathname } = new URL(request.url);
  const isTikTok = wire.platform === "tiktok-shop";
  return {
    isRefresh: isTikTok
      ? pathname.endsWith("/token/refresh")
      : pathname.startsWith("/admin/oauth/") && /grant_type"?\s*[:=]\s*"?refresh_token/.test(text),
    changes: isTikTok
      ? request.method !== "GET" && !/\/(search|listing_check|recommend)$/.test(pathname)
      : /\bmutation\b/.test(text),
    isLaterPage: await asksForLaterPage(wire.platform, request),
    halved: await wire.halved(request),
  };
}

/** Whether a fault makes sense for a call: not every one renews a token, reads a further page or carries a batch. */
function fits(fault: CallFault, call: Traits & { readonly isPageKnown: boolean }): boolean {
  switch (fault.kind) {
    case "lost-refresh":
      return call.isRefresh;
    case "no-effect":
      return call.changes;
    case "half-batch":
      return call.halved !== undefined;
    case "page-changed":
      return call.isLaterPage;
    case "repeated-id":
      return call.isLaterPage && call.isPageKnown;
    default:
      return true;
  }
}

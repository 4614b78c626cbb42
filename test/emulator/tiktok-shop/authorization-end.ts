// An authorization ends after its year: thirty days before, the app is told every midnight until the seller agrees anew
// ("UPCOMING_AUTHORIZATION_EXPIRATION"); at the end it is told that it was deauthorized.
import { type Core, seconds } from "./core.ts";
import { notify } from "./webhooks.ts";

const DAY_SECONDS = 86_400;
const WARNED_DAYS = 30;
const EVENT = "tiktok-shop.authorization-end";

type Watched = { readonly openId: string; readonly endsAt: number };

export function startAuthorizationEnds(core: Core, end: (openId: string, message: string) => void): void {
  core.parts.clock.on<Watched>(EVENT, (watched) => {
    if (!isStanding(core, watched)) return;
    if (seconds(core) >= watched.endsAt)
      return end(watched.openId, "The authorization of your app has expired.");
    warn(core, watched);
    planNext(core, watched);
  });
}

/** Times are Unix seconds. */
export function watchEnd(core: Core, openId: string, endsAt: number): void {
  planNext(core, { openId, endsAt });
}

/** The next midnight within the last thirty days, or the end itself. */
function planNext(core: Core, watched: Watched): void {
  const from = Math.max(seconds(core) + 1, watched.endsAt - WARNED_DAYS * DAY_SECONDS);
  const midnight = Math.ceil(from / DAY_SECONDS) * DAY_SECONDS;
  const at = Math.min(midnight, watched.endsAt);
  core.parts.clock.schedule((at - seconds(core)) * 1000, { kind: EVENT, data: watched });
}

/** Neither taken back nor followed by a longer one. */
function isStanding(core: Core, { openId, endsAt }: Watched): boolean {
  const grants = [...core.state.grants.values()].filter((grant) => grant.openId === openId && !grant.revoked);
  return grants.length > 0 && grants.every((grant) => grant.refreshExpiresAt <= endsAt);
}

function warn(core: Core, { openId, endsAt }: Watched): void {
  const message = "The authorization of your app ends soon; ask the seller to authorize it again.";
  for (const shop of core.parts.settings.tiktokShop.shops) {
    if (shop.openId !== openId) continue;
    notify(core, shop, { type: 7, data: { message, expiration_time: String(endsAt) } });
  }
}

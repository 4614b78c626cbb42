// One signed call to TikTok Shop: address, query, signature, token, envelope. A refused token is renewed and the call
// made once more; a clock that is off is corrected by the platform's own and the call made once more.
import type { z } from "zod";
import { isPlatformError, PlatformError } from "../../use-cases/ports/platform-error.ts";
import type { Pace } from "../http/pace.ts";
import type { PlatformAnswer, SendRequest } from "../http/request.ts";
import { openEnvelope, REQUEST_INVALID, TOKEN_REFUSED } from "./envelope.ts";
import { type SignedParts, signRequest } from "./signature.ts";
import { urgencyOf } from "./urgency.ts";

/** Our app at TikTok Shop, and what its calls need of the world. Built once. */
export type TikTokShopApp = {
  readonly appKey: string;
  readonly appSecret: string;
  /** Names the published app on the authorize page; not the app key. */
  readonly serviceId: string;
  /** Origins without a trailing slash, e.g. "https://open-api.tiktokglobalshop.com". */
  readonly apiUrl: string;
  readonly authUrl: string;
  /** The whole address of the authorize page. */
  readonly authorizeUrl: string;
  readonly send: SendRequest;
  readonly now: () => Date;
  /** Paces calls per shop and endpoint; left out, nothing is paced. */
  readonly pace?: Pace;
};

/** Where a call's access token comes from. */
export type AccessTokens = {
  current(): Promise<string>;
  /** A token other than the one that was refused. Throws `unauthorized` when there is none to be had. */
  renewed(refused: string): Promise<string>;
};

export type Operation<Schema extends z.ZodType> = {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** With its parameters in braces: the template names the operation. */
  readonly path: string;
  readonly params?: Readonly<Record<string, string>>;
  /** An undefined or empty value is not sent. */
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
  /** Multipart instead of JSON: the body is then not signed. */
  readonly form?: FormData;
  /** "shop" calls carry the shop's cipher; on "seller" calls it would be refused. */
  readonly scope: "shop" | "seller";
  /** "unsafe": sent twice, it may do the thing twice. */
  readonly repeat: "safe" | "unsafe";
  readonly answer: Schema;
};

export type Call = <Schema extends z.ZodType>(operation: Operation<Schema>) => Promise<z.output<Schema>>;

// Clocks closer than this are not what the platform objects to: it takes 30 s ahead and 5 min behind.
const NOTABLE_SKEW_MS = 15_000;
// How far the platform's clock is ahead of ours: one machine has one, so it is learnt once for all connections.
const skews = new WeakMap<TikTokShopApp, number>();

/** The call function of one connection. `cipher` is null before a shop is chosen. */
export function createCall(app: TikTokShopApp, tokens: AccessTokens, cipher: string | null): Call {
  async function attempt<Schema extends z.ZodType>(
    operation: Operation<Schema>,
    token: string,
  ): Promise<z.output<Schema>> {
    const inTurn = () => exchange(operation, token);
    if (!app.pace) return inTurn();
    const paced = { shop: cipher ?? "seller", endpoint: `${operation.method} ${operation.path}` };
    return app.pace.run({ ...paced, urgency: urgencyOf(operation.path) }, inTurn);
  }

  async function exchange<Schema extends z.ZodType>(
    operation: Operation<Schema>,
    token: string,
  ): Promise<z.output<Schema>> {
    const skewMs = skews.get(app) ?? 0;
    const seconds = Math.floor((app.now().getTime() + skewMs) / 1000);
    const answer = await send(app, operation, { token, cipher, timestamp: String(seconds) });
    try {
      return openEnvelope(answer, operation.answer);
    } catch (error) {
      const correction = clockCorrection(error, answer, app.now());
      if (correction === undefined) throw error;
      if (Math.abs(correction - skewMs) < NOTABLE_SKEW_MS) throw clockIsOff(error);
      skews.set(app, correction);
      return exchange(operation, token);
    }
  }

  return async (operation) => {
    const token = await tokens.current();
    try {
      return await attempt(operation, token);
    } catch (error) {
      if (!isPlatformError(error) || !TOKEN_REFUSED.has(error.facts.code ?? "")) throw error;
      return attempt(operation, await tokens.renewed(token));
    }
  };
}

/** Milliseconds the platform's clock is ahead of ours, when it refused our timestamp. */
function clockCorrection(error: unknown, answer: PlatformAnswer, now: Date): number | undefined {
  if (!isPlatformError(error, "rejected") || error.facts.code !== REQUEST_INVALID) return undefined;
  if (!/timestamp/i.test(error.facts.detail)) return undefined;
  const theirs = Date.parse(answer.headers.get("date") ?? "");
  return Number.isNaN(theirs) ? 0 : theirs - now.getTime();
}

// Nothing is wrong with the request itself: it will go through once the clock is right.
function clockIsOff(error: unknown): unknown {
  if (!(error instanceof PlatformError)) return error;
  const detail = `${error.facts.detail} (check the clock of this machine)`;
  return new PlatformError({ ...error.facts, kind: "unavailable", detail }, { cause: error });
}

async function send(
  app: TikTokShopApp,
  operation: Operation<z.ZodType>,
  with_: { token: string; cipher: string | null; timestamp: string },
): Promise<PlatformAnswer> {
  const path = fillPath(operation);
  const body = operation.body === undefined ? undefined : JSON.stringify(operation.body);
  const query = {
    ...present(operation.query ?? {}),
    ...(operation.scope === "shop" && with_.cipher ? { shop_cipher: with_.cipher } : {}),
    app_key: app.appKey,
    timestamp: with_.timestamp,
  };
  const signed: SignedParts = { path, query, ...(body === undefined ? {} : { body }) };
  const search = new URLSearchParams({ ...query, sign: signRequest(app.appSecret, signed) });
  return app.send({
    platform: "tiktok-shop",
    operation: `${operation.method} ${operation.path}`,
    idempotent: operation.repeat,
    method: operation.method,
    url: `${app.apiUrl}${path}?${search}`,
    headers: {
      "x-tts-access-token": with_.token,
      // A form names its own boundary; everything else is JSON, GET included.
      ...(operation.form ? {} : { "content-type": "application/json" }),
    },
    ...(operation.form ? { body: operation.form } : body === undefined ? {} : { body }),
    // Refusals are explained in the body, whatever the status.
    accepts: () => true,
  });
}

function fillPath(operation: Operation<z.ZodType>): string {
  return operation.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(operation.params?.[name] ?? ""),
  );
}

function present(query: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const entries = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return Object.fromEntries(entries);
}

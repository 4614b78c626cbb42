// What every part of the twin's TikTok Shop is handed: the shared parts, the state, and how ids, times and effects are made.
import type { TwinParts } from "../platform.ts";
import { emptyState, type State } from "./state.ts";

export type Shop = TwinParts["settings"]["tiktokShop"]["shops"][number];

export type Core = {
  readonly parts: TwinParts;
  /** Replaced as a whole by load and reset. */
  state: State;
};

const ID_PREFIX = {
  product: "17295",
  sku: "17296",
  attribute: "10008",
  brand: "70821",
  value: "17297",
  // Orders and their lines have 18 digits in every sample.
  order: "5766",
  line: "5770",
  package: "11523",
  cancellation: "40353",
  user: "70218",
  goods: "71361",
  mcf: "71362",
  consign: "OBF1",
  inbound: "IBR1",
  stockOrder: "71363",
  notification: "73271",
  // 24 characters, as in the platform's samples.
  manufacturer: "67e5a1c2d0",
  responsiblePerson: "67e5b7f310",
} as const;

export function createCore(parts: TwinParts): Core {
  return { parts, state: emptyState() };
}

/** A new id: prefix, running number, four digits of chance. 19 digits, 18 for orders and lines, 24 characters for parties. */
export function newId(core: Core, kind: keyof typeof ID_PREFIX): string {
  core.state.ids += 1;
  const tail = String(core.parts.random.between(0, 9999)).padStart(4, "0");
  return `${ID_PREFIX[kind]}${String(core.state.ids).padStart(10, "0")}${tail}`;
}

/** Unix seconds on the twin's clock. */
export function seconds(core: Core): number {
  return Math.floor(core.parts.clock.now() / 1000);
}

export function effect(
  core: Core,
  name: string,
  ...[ids, data]: [ids: Readonly<Record<string, string>>, data?: unknown]
): void {
  const facts = { kind: "effect", name, ids } as const;
  core.parts.history.add("tiktok-shop", data === undefined ? facts : { ...facts, data });
}

/** The shop of an id, or an Error naming it. */
export function shopOf(core: Core, shopId: string): Shop {
  const shop = core.parts.settings.tiktokShop.shops.find((candidate) => candidate.id === shopId);
  if (!shop) throw new Error(`the twin knows no TikTok Shop ${shopId}`);
  return shop;
}

// A day of shop life: buyers come as chance has it, some change their mind, staff ship what is theirs to ship. All of
// it happens by the same moves that people make on the control page.
import type { ShopifyTwin, TikTokShopTwin, TwinParts } from "../platform.ts";
import { type Done, type Habits, nothingDone, usualHabits } from "./habits.ts";
import { Shelves } from "./shelves.ts";

type Side = "store" | "marketplace";
type Visit = { readonly side: Side; readonly round: number };
type Regret = { readonly side: Side; readonly where: string; readonly order: string };
type Shipment = { readonly where: string; readonly order: string };

type State = { habits: Habits; isOn: boolean; round: number; done: Done };

type World = {
  readonly parts: Pick<TwinParts, "clock" | "random" | "settings">;
  readonly shopify: ShopifyTwin;
  readonly tiktokShop: TikTokShopTwin;
};

const HOUR_MS = 3_600_000;

export class Life {
  private state: State = { habits: usualHabits, isOn: false, round: 0, done: nothingDone() };
  private readonly world: World;
  private readonly shelves: Shelves;

  constructor(world: World) {
    this.world = world;
    this.shelves = new Shelves(world);
    const { clock } = world.parts;
    clock.on<Visit>("life.visit", (visit) => this.visit(visit));
    clock.on<Regret>("life.regret", (regret) => this.regret(regret));
    clock.on<Shipment>("life.shipment", (shipment) => this.ship(shipment));
  }

  /** Begins, or goes on with other habits. */
  start(habits: Habits): void {
    this.state = { ...this.state, habits, isOn: true, round: this.state.round + 1 };
    this.shelves.forget();
    this.planVisit("store");
    this.planVisit("marketplace");
  }

  /** Nobody new comes; what was begun is carried out. */
  stop(): void {
    this.state = { ...this.state, isOn: false };
  }

  report(): { isOn: boolean; habits: Habits; done: Done } {
    const { isOn, habits, done } = this.state;
    return { isOn, habits, done };
  }

  save(): unknown {
    return this.state;
  }

  load(state: unknown): void {
    this.state = state as State;
    this.shelves.forget();
  }

  reset(): void {
    this.load({ habits: usualHabits, isOn: false, round: 0, done: nothingDone() } satisfies State);
  }

  // Visits are independent of one another: the time between two is exponentially distributed.
  private planVisit(side: Side): void {
    const { storeOrdersPerHour, marketplaceOrdersPerHour } = this.state.habits.buyers;
    const perHour = side === "store" ? storeOrdersPerHour : marketplaceOrdersPerHour;
    if (perHour === 0) return;
    const wait = (-Math.log(1 - this.world.parts.random.next()) / perHour) * HOUR_MS;
    const data: Visit = { side, round: this.state.round };
    this.world.parts.clock.schedule(Math.round(wait), { kind: "life.visit", data });
  }

  private visit({ side, round }: Visit): void {
    if (!this.state.isOn || round !== this.state.round) return;
    this.planVisit(side);
    this.attempt(side === "store" ? "storeOrders" : "marketplaceOrders", () =>
      side === "store" ? this.buyInStore() : this.buyInMarketplace(),
    );
  }

  private buyInStore(): void {
    const { random, settings } = this.world.parts;
    const where = random.pick(settings.shopify.stores).domain;
    const basket = this.basket(this.shelves.ofStore(where));
    const { name } = this.world.shopify.placeOrder(where, { lines: basket });
    const { shipShare, shipWithinMs } = this.state.habits.staff;
    if (this.mayRegret({ side: "store", where, order: name })) return;
    if (!random.chance(shipShare)) return;
    const data: Shipment = { where, order: name };
    this.world.parts.clock.schedule(random.between(1, shipWithinMs), { kind: "life.shipment", data });
  }

  private buyInMarketplace(): void {
    const { random, settings } = this.world.parts;
    const where = random.pick(settings.tiktokShop.shops).id;
    const basket = this.basket(this.shelves.ofShop(where));
    const lines = basket.map(({ sku, quantity }) => ({ sellerSku: sku, quantity }));
    const { orderId } = this.world.tiktokShop.placeOrder(where, { lines });
    this.mayRegret({ side: "marketplace", where, order: orderId });
  }

  private basket(shelf: readonly string[]): { sku: string; quantity: number }[] {
    const { random } = this.world.parts;
    const { mostLines, mostUnits } = this.state.habits.buyers;
    if (shelf.length === 0) throw new Error("nothing is on sale");
    const skus = Array.from({ length: random.between(1, mostLines) }, () => random.pick(shelf));
    return [...new Set(skus)].map((sku) => ({ sku, quantity: random.between(1, mostUnits) }));
  }

  private mayRegret(data: Regret): boolean {
    const { random, clock } = this.world.parts;
    const { cancelShare, cancelWithinMs } = this.state.habits.buyers;
    if (!random.chance(cancelShare)) return false;
    clock.schedule(random.between(1, cancelWithinMs), { kind: "life.regret", data });
    return true;
  }

  private regret({ side, where, order }: Regret): void {
    const { shopify, tiktokShop } = this.world;
    this.attempt("cancelled", () =>
      side === "store" ? shopify.cancelOrder(where, order) : tiktokShop.cancelOrder(order),
    );
  }

  private ship({ where, order }: Shipment): void {
    const number = `1Z${this.world.parts.random.hex(16).toUpperCase()}`;
    this.attempt("shipped", () =>
      this.world.shopify.fulfillAsMerchant(where, order, { company: "UPS", number }),
    );
  }

  // The platforms say in a plain Error why a move cannot be made; anything else is a bug and comes through.
  private attempt(what: Exclude<keyof Done, "turnedAway">, move: () => unknown): void {
    const { done } = this.state;
    try {
      move();
      done[what] += 1;
    } catch (error) {
      if (!(error instanceof Error) || error.constructor !== Error) throw error;
      done.turnedAway += 1;
    }
  }
}

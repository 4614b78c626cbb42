// How the people of a shop's day behave when they are left to chance. Shares are 0 to 1.

export type Habits = {
  readonly buyers: {
    /** Orders an hour, over all stores and over all shops. */
    readonly storeOrdersPerHour: number;
    readonly marketplaceOrdersPerHour: number;
    /** An order has one line up to so many, each of one unit up to so many. */
    readonly mostLines: number;
    readonly mostUnits: number;
    /** Share that changes its mind, some time within `cancelWithinMs`. */
    readonly cancelShare: number;
    readonly cancelWithinMs: number;
  };
  readonly staff: {
    /** Share of the store's own orders that staff ship themselves, some time within `shipWithinMs`. */
    readonly shipShare: number;
    readonly shipWithinMs: number;
  };
};

export const usualHabits: Habits = {
  buyers: {
    storeOrdersPerHour: 20,
    marketplaceOrdersPerHour: 20,
    mostLines: 3,
    mostUnits: 2,
    cancelShare: 0.05,
    cancelWithinMs: 30 * 60_000,
  },
  staff: { shipShare: 0.8, shipWithinMs: 4 * 3_600_000 },
};

/** What has been done so far. */
export type Done = {
  storeOrders: number;
  marketplaceOrders: number;
  cancelled: number;
  shipped: number;
  /** What somebody wanted to do and could not: sold out, shipped already, cancelled already. */
  turnedAway: number;
};

export const nothingDone = (): Done => ({
  storeOrders: 0,
  marketplaceOrders: 0,
  cancelled: 0,
  shipped: 0,
  turnedAway: 0,
});

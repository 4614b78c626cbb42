// Every verb a lane can work, and the kind of thing its subject names. A verb without a use-case does not compile
// (worker/lanes.ts is total over Verbs). Subjects are ids only: the use-case reads what is true when it runs.
import type { StoreId } from "../../domain/ids.ts";
import { isPlatformError } from "./platform-error.ts";

export type Verbs = {
  /**
   * Subject "catalog": page through the whole store by bulk operation; one under way is gone on with. "anew": by one that
   * begins after the mark. "finished": the store says that one has ended.
   */
  "import-catalog": "catalog";
  /** Subject: the store's product id (gid), or "item:" and one of its inventory items'. */
  "import-products": "store-product-id";
  /** Subject: the store's collection id (gid). */
  "import-collections": "collection-id";
  /** Subject "store": what it says of itself. */
  "import-store": "store";
  /** Subject "locations": all of the store's. */
  "import-locations": "locations";
  /** Subject: our product id. */
  "publish-listings": "product-id";
  /** Subject: our connection id. Settings were saved: marks the products they concern. */
  "apply-settings": "connection-id";
  /** Subject: a verb of products, and the product id up to which they are marked for it. Marks every active product. */
  "mark-products": "verb-and-place";
  /** Subject: our connection id. Judges every product against what the marketplace demands; nothing is sent. */
  "check-listings": "connection-id";
  /** Subject: our listing id. Reads the marketplace's review result. */
  "refresh-listings": "listing-id";
  /** Subject: our listing id. Takes it off sale, puts it back or deletes it, as its product stands in the store. */
  "withdraw-listings": "listing-id";
  /** Subject: our product id. Available to sell → marketplace quantity. */
  "push-inventory": "product-id";
  /** Subject: the store's inventory item id (gid). Re-reads its levels at all locations. */
  "import-inventory": "inventory-item-id";
  /** Subject: our variant id. What the marketplace's warehouses hold → our levels → the service location in the store. */
  "record-warehouse-stock": "variant-id";
  /** Subject: the marketplace's order id. */
  "import-orders": "marketplace-order-id";
  /** Subject: our order id. Creates a marketplace order in the store, exactly once. */
  "create-store-orders": "order-id";
  /** Subject: our order id. */
  "route-orders": "order-id";
  /** Subject: the store's fulfillment order id (gid), at our service's location. */
  "answer-fulfillment-requests": "store-fulfillment-order-id";
  /** Subject: our fulfillment order id. */
  "submit-fulfillment-orders": "fulfillment-order-id";
  /** Subject: our fulfillment order id, or "externalId/outboundOrderId" as webhook 58 tells it. */
  "record-shipments": "fulfillment-order-id";
  /** Subject: the store's order id (gid): the merchant shipped something of it. */
  "record-store-shipments": "store-order-id";
  /** Subject: our shipment id. */
  "report-shipments": "shipment-id";
  /** Subject: "all". Each looks at a bounded page from its checkpoint and marks what a lost webhook hid. */
  "reconcile-listings": "sweep";
  /** Subject: "night" or "all". Compares everything, however long it takes. */
  "reconcile-everything": "sweep";
  "reconcile-inventory": "sweep";
  "reconcile-orders": "sweep";
  "reconcile-shipments": "sweep";
  "reconcile-links": "sweep";
  /** Subject: a finding of the link doctor that the merchant agreed to mend. */
  "link-skus": "link-finding-id";
  /** Subject: "store". The store was uninstalled: stop work, forget tokens. */
  "disconnect-store": "store";
  /** Subject: the inbox message's id. Data request, customer redact, store redact. */
  "answer-privacy-request": "inbox-message-id";
};

export type Verb = keyof Verbs;

export type Mark = {
  readonly storeId: StoreId;
  readonly verb: Verb;
  readonly subject: string;
  /** Not before this moment; left out means now. */
  readonly dueAt?: Date;
  /** Part of work on a whole catalogue: done when nothing that changed by itself is due. A mark without it outweighs it. */
  readonly backlog?: true;
};

/** What became of one subject of a batch. A subject left out of the outcomes was not reached: it stays due, no attempt used. */
export type Outcome =
  /** Worked, refused or without need: the item is settled. The business result stands on the business row. */
  | { readonly kind: "done" }
  /** Not yet: look again at `dueAt`. Uses up no attempt. */
  | { readonly kind: "later"; readonly dueAt: Date; readonly reason: string }
  /** This subject alone failed; the lane judges the error as if it had been thrown. */
  | { readonly kind: "failed"; readonly error: unknown };

/** Key of the issue of one item that cannot go on. Cleared when the item succeeds. */
export function workIssueKey(verb: Verb, subject: string): string {
  return `work-failed:${verb}:${subject}`;
}

export type Batch = { readonly storeId: StoreId; readonly subjects: readonly string[] };
export type Outcomes = ReadonlyMap<string, Outcome>;

export const done: Outcome = { kind: "done" };

/**
 * Works each subject by itself and collects outcomes: one subject's rejection or malformed answer is its own.
 * What concerns all of them (throttled, unavailable, unauthorized) ends the batch by being thrown on.
 */
export async function each(batch: Batch, work: (subject: string) => Promise<Outcome>): Promise<Outcomes> {
  const outcomes = new Map<string, Outcome>();
  for (const subject of batch.subjects) {
    try {
      outcomes.set(subject, await work(subject));
    } catch (error) {
      if (endsTheBatch(error)) {
        if (outcomes.size === 0) throw error;
        outcomes.set(subject, { kind: "failed", error });
        return outcomes;
      }
      outcomes.set(subject, { kind: "failed", error });
    }
  }
  return outcomes;
}

export type Window = {
  /** Subjects worked at the same time. */
  readonly width: number;
  /** No new subject is begun when this is true: the turn has been long enough. */
  readonly isOver: () => boolean;
};

/** The same as `each` for work that mostly waits for a platform: several subjects at a time, in a sliding window. */
export async function sideBySide(
  batch: Batch,
  { width, isOver }: Window,
  work: (subject: string) => Promise<Outcome>,
): Promise<Outcomes> {
  const outcomes = new Map<string, Outcome>();
  const waiting = [...batch.subjects];
  let ending: Error | undefined;
  const worker = async () => {
    for (let subject = waiting.shift(); subject !== undefined; subject = waiting.shift()) {
      const one = await each({ ...batch, subjects: [subject] }, work).catch((error: unknown) => {
        ending = error instanceof Error ? error : new Error(String(error));
        return new Map<string, Outcome>([[subject, { kind: "failed", error }]]);
      });
      for (const [name, outcome] of one) outcomes.set(name, outcome);
      if (ending !== undefined || isOver()) return;
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, waiting.length) }, worker));
  const isAllFailed = [...outcomes.values()].every((outcome) => outcome.kind === "failed");
  if (ending !== undefined && isAllFailed) throw ending;
  return outcomes;
}

function endsTheBatch(error: unknown): boolean {
  return isPlatformError(error, "throttled", "unavailable", "unauthorized");
}

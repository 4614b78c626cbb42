// Forgetting: what must go when a store leaves us or a buyer asks for it.
import type { StoreId } from "../../domain/ids.ts";
import type { Verb } from "./work.ts";

/** An order we keep personal data of. */
export type PersonalDataHeld = {
  readonly orderName: string;
  readonly hasAddress: boolean;
  readonly hasEmail: boolean;
};

export interface PrivacyRecords {
  /** Forgets every token and session of a store. Repeatable. */
  forgetAccess(storeId: StoreId): Promise<void>;
  /** Drops what was still to be done for a store, except for the verbs named. */
  dropWork(storeId: StoreId, except: readonly Verb[]): Promise<void>;
  /** Personal data we hold of the store's own orders with these ids. */
  personalData(storeId: StoreId, storeOrderIds: readonly string[]): Promise<readonly PersonalDataHeld[]>;
  /** Erases addresses and mail addresses of those orders. Answers how many orders held any. */
  erasePersonalData(storeId: StoreId, storeOrderIds: readonly string[]): Promise<number>;
  /** Deletes every row of a store in every table, the store itself last. */
  eraseStore(storeId: StoreId): Promise<void>;
}

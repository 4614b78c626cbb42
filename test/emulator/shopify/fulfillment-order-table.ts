// Every state a fulfillment order can be in, how it gets there, and where each thing that can be asked of it then leads.
// What a row does not name is refused.
import { type Alone, STORE } from "./alone.ts";

export type Scene = {
  alone: Alone;
  id: string;
  otherId: string;
  lineId: string;
  name: string;
  attic: string;
};
type Build = (scene: Scene) => unknown;

const call =
  (mutation: string, args = "") =>
  (scene: Scene) =>
    scene.alone.graphql(
      `mutation { ${mutation}(id: "${scene.id}"${args}) { userErrors { message field } } }`,
    );
const SUBMIT = call("fulfillmentOrderSubmitFulfillmentRequest");
const ACCEPT = call("fulfillmentOrderAcceptFulfillmentRequest");
const REJECT = call("fulfillmentOrderRejectFulfillmentRequest", ", reason: OTHER");
const ASK_TO_STOP = call("fulfillmentOrderSubmitCancellationRequest");
const STOP = call("fulfillmentOrderAcceptCancellationRequest");
const GO_ON = call("fulfillmentOrderRejectCancellationRequest");
const CANCEL = call("fulfillmentOrderCancel");
const CLOSE = call("fulfillmentOrderClose");
const HOLD = call("fulfillmentOrderHold", ', fulfillmentHold: { reason: OTHER, handle: "table" }');
const FIRST_HOLD = call("fulfillmentOrderHold", ", fulfillmentHold: { reason: OTHER }");
const RELEASE = call("fulfillmentOrderReleaseHold");
const OPEN = call("fulfillmentOrderOpen");
const REPORT = call("fulfillmentOrderReportProgress");
const RESCHEDULE = call("fulfillmentOrderReschedule", ', fulfillAt: "2027-03-01T00:00:00Z"');
const MOVE = (scene: Scene) => call("fulfillmentOrderMove", `, newLocationId: "${scene.attic}"`)(scene);
const SPLIT = ({ alone, id, lineId }: Scene) =>
  alone.graphql(
    `mutation { fulfillmentOrderSplit(fulfillmentOrderSplits: [{ fulfillmentOrderId: "${id}", fulfillmentOrderLineItems: [{ id: "${lineId}", quantity: 1 }] }]) { userErrors { message field } } }`,
  );
const MERGE = ({ alone, id, otherId }: Scene) =>
  alone.graphql(
    `mutation { fulfillmentOrderMerge(fulfillmentOrderMergeInputs: [{ mergeIntents: [{ fulfillmentOrderId: "${id}" }, { fulfillmentOrderId: "${otherId}" }] }]) { userErrors { message field } } }`,
  );
const shipping = (lines: (scene: Scene) => string) => (scene: Scene) =>
  scene.alone.graphql(
    `mutation { fulfillmentCreate(fulfillment: { lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: "${scene.id}" ${lines(scene)} }] }) { userErrors { message field } } }`,
  );
const SHIP = shipping(() => "");
const SHIP_ONE = shipping(({ lineId }) => `, fulfillmentOrderLineItems: [{ id: "${lineId}", quantity: 1 }]`);
export const MUTATIONS = {
  SUBMIT,
  ACCEPT,
  REJECT,
  ASK_TO_STOP,
  STOP,
  GO_ON,
  CANCEL,
  CLOSE,
  HOLD,
  RELEASE,
  MOVE,
  SPLIT,
  MERGE,
  OPEN,
  REPORT,
  RESCHEDULE,
  SHIP_ONE,
  SHIP,
};
/** The action that supportedActions lists for a mutation that a merchant's app may call. */
export const ACTIONS: Partial<Record<keyof typeof MUTATIONS, string>> = {
  SUBMIT: "REQUEST_FULFILLMENT",
  CANCEL: "CANCEL_FULFILLMENT_ORDER",
  HOLD: "HOLD",
  RELEASE: "RELEASE_HOLD",
  MOVE: "MOVE",
  SPLIT: "SPLIT",
  MERGE: "MERGE",
  OPEN: "MARK_AS_OPEN",
  REPORT: "REPORT_PROGRESS",
  SHIP: "CREATE_FULFILLMENT",
};

export type Row = {
  readonly at: "service" | "merchant";
  readonly build: readonly Build[];
  readonly is: string;
  readonly accepts: Partial<Record<keyof typeof MUTATIONS, string>>;
};
const SHIPS = { SHIP_ONE: "IN_PROGRESS/UNSUBMITTED", SHIP: "CLOSED/UNSUBMITTED" };
const PARTLY = (requestStatus: string) => ({
  SHIP_ONE: `IN_PROGRESS/${requestStatus}`,
  SHIP: "CLOSED/CLOSED",
});
const FREE = {
  HOLD: "ON_HOLD/UNSUBMITTED",
  MOVE: "OPEN/UNSUBMITTED",
  SPLIT: "OPEN/UNSUBMITTED",
  MERGE: "CLOSED/UNSUBMITTED",
};
const schedule: Build = ({ alone, name }) => {
  alone.twin.scheduleOrder(STORE, name, "2027-01-01T00:00:00Z");
};

export const ROWS: Record<string, Row> = {
  "open at a service": {
    at: "service",
    build: [],
    is: "OPEN/UNSUBMITTED",
    accepts: { SUBMIT: "OPEN/SUBMITTED", ...FREE, ...SHIPS },
  },
  submitted: {
    at: "service",
    build: [SUBMIT],
    is: "OPEN/SUBMITTED",
    accepts: {
      ACCEPT: "IN_PROGRESS/ACCEPTED",
      REJECT: "OPEN/REJECTED",
      ASK_TO_STOP: "CLOSED/SUBMITTED",
      CANCEL: "CLOSED/SUBMITTED",
    },
  },
  accepted: {
    at: "service",
    build: [SUBMIT, ACCEPT],
    is: "IN_PROGRESS/ACCEPTED",
    accepts: {
      ASK_TO_STOP: "IN_PROGRESS/CANCELLATION_REQUESTED",
      CLOSE: "INCOMPLETE/CLOSED",
      ...PARTLY("ACCEPTED"),
    },
  },
  rejected: {
    at: "service",
    build: [SUBMIT, REJECT],
    is: "OPEN/REJECTED",
    accepts: {
      SUBMIT: "OPEN/SUBMITTED",
      ...FREE,
      SPLIT: "OPEN/REJECTED",
      MERGE: "CLOSED/REJECTED",
      ...PARTLY("REJECTED"),
    },
  },
  "asked to stop": {
    at: "service",
    build: [SUBMIT, ACCEPT, ASK_TO_STOP],
    is: "IN_PROGRESS/CANCELLATION_REQUESTED",
    accepts: {
      STOP: "CANCELLED/CANCELLATION_ACCEPTED",
      GO_ON: "IN_PROGRESS/CANCELLATION_REJECTED",
      CANCEL: "CLOSED/CANCELLATION_REQUESTED",
      CLOSE: "INCOMPLETE/CLOSED",
      ...PARTLY("CANCELLATION_REQUESTED"),
    },
  },
  stopped: {
    at: "service",
    build: [SUBMIT, ACCEPT, ASK_TO_STOP, STOP],
    is: "CANCELLED/CANCELLATION_ACCEPTED",
    accepts: {
      SUBMIT: "CLOSED/CANCELLATION_ACCEPTED",
      HOLD: "ON_HOLD/UNSUBMITTED",
      MOVE: "OPEN/UNSUBMITTED",
      ...PARTLY("CANCELLATION_ACCEPTED"),
    },
  },
  "not stopped": {
    at: "service",
    build: [SUBMIT, ACCEPT, ASK_TO_STOP, GO_ON],
    is: "IN_PROGRESS/CANCELLATION_REJECTED",
    accepts: { CLOSE: "INCOMPLETE/CLOSED", ...PARTLY("CANCELLATION_REJECTED") },
  },
  "given up": {
    at: "service",
    build: [SUBMIT, ACCEPT, CLOSE],
    is: "INCOMPLETE/CLOSED",
    accepts: {
      SUBMIT: "CLOSED/CLOSED",
      HOLD: "ON_HOLD/UNSUBMITTED",
      MOVE: "OPEN/UNSUBMITTED",
      ...PARTLY("CLOSED"),
    },
  },
  withdrawn: { at: "service", build: [SUBMIT, CANCEL], is: "CLOSED/SUBMITTED", accepts: {} },
  "held at a service": {
    at: "service",
    build: [FIRST_HOLD],
    is: "ON_HOLD/UNSUBMITTED",
    accepts: { HOLD: "ON_HOLD/UNSUBMITTED", RELEASE: "OPEN/UNSUBMITTED" },
  },
  scheduled: {
    at: "service",
    build: [schedule],
    is: "SCHEDULED/UNSUBMITTED",
    accepts: { OPEN: "OPEN/UNSUBMITTED", RESCHEDULE: "SCHEDULED/UNSUBMITTED" },
  },
  "shipped by a service": {
    at: "service",
    build: [SUBMIT, ACCEPT, SHIP],
    is: "CLOSED/CLOSED",
    accepts: {},
  },
  "open at the merchant's": {
    at: "merchant",
    build: [],
    is: "OPEN/UNSUBMITTED",
    accepts: { ...FREE, REPORT: "IN_PROGRESS/UNSUBMITTED", ...SHIPS },
  },
  "partly shipped": {
    at: "merchant",
    build: [SHIP_ONE],
    is: "IN_PROGRESS/UNSUBMITTED",
    accepts: {
      HOLD: "ON_HOLD/UNSUBMITTED",
      MOVE: "CLOSED/UNSUBMITTED",
      REPORT: "IN_PROGRESS/UNSUBMITTED",
      ...SHIPS,
    },
  },
  "in progress": {
    at: "merchant",
    build: [REPORT],
    is: "IN_PROGRESS/UNSUBMITTED",
    accepts: { OPEN: "OPEN/UNSUBMITTED", REPORT: "IN_PROGRESS/UNSUBMITTED", ...SHIPS },
  },
  "held at the merchant's": {
    at: "merchant",
    build: [FIRST_HOLD],
    is: "ON_HOLD/UNSUBMITTED",
    accepts: { HOLD: "ON_HOLD/UNSUBMITTED", RELEASE: "OPEN/UNSUBMITTED" },
  },
  "shipped by the merchant": { at: "merchant", build: [SHIP], is: "CLOSED/UNSUBMITTED", accepts: {} },
};

// One drive for each mutation on fulfillment orders, fulfillments and fulfillment services.
import { STORE } from "../../emulator/shopify/alone.ts";
import { mutation, type StoreDrive, type StoreDrives, type StoreScene, shipped } from "./store-scene.ts";

function requested({ alone, ids }: StoreScene): string {
  alone.twin.requestFulfillment(STORE, ids.serviceOrderName);
  return ids.servicePart;
}

async function accepted(scene: StoreScene): Promise<string> {
  const id = requested(scene);
  await scene.alone.graphql(mutation("fulfillmentOrderAcceptFulfillmentRequest", `id: "${id}"`));
  return id;
}

async function cancellationAsked(scene: StoreScene): Promise<string> {
  const id = await accepted(scene);
  scene.alone.twin.requestCancellation(STORE, scene.ids.serviceOrderName);
  return id;
}

const onPart =
  (name: string, bring: (scene: StoreScene) => Promise<string> | string, more = ""): StoreDrive =>
  async (scene) => ({ document: mutation(name, `id: "${await bring(scene)}"${more}`) });

const part = ({ ids }: StoreScene) => ids.part;
const servicePart = ({ ids }: StoreScene) => ids.servicePart;
const HOLD = ", fulfillmentHold: { reason: OTHER }";

async function held(scene: StoreScene): Promise<string> {
  await scene.alone.graphql(mutation("fulfillmentOrderHold", `id: "${scene.ids.part}"${HOLD}`));
  return scene.ids.part;
}

const requestDrives: StoreDrives = {
  fulfillmentOrderSubmitFulfillmentRequest: onPart("fulfillmentOrderSubmitFulfillmentRequest", servicePart),
  fulfillmentOrderAcceptFulfillmentRequest: onPart("fulfillmentOrderAcceptFulfillmentRequest", requested),
  fulfillmentOrderRejectFulfillmentRequest: onPart(
    "fulfillmentOrderRejectFulfillmentRequest",
    requested,
    ", reason: INVENTORY_OUT_OF_STOCK",
  ),
  fulfillmentOrderSubmitCancellationRequest: onPart("fulfillmentOrderSubmitCancellationRequest", accepted),
  fulfillmentOrderAcceptCancellationRequest: onPart(
    "fulfillmentOrderAcceptCancellationRequest",
    cancellationAsked,
  ),
  fulfillmentOrderRejectCancellationRequest: onPart(
    "fulfillmentOrderRejectCancellationRequest",
    cancellationAsked,
  ),
};

const partDrives: StoreDrives = {
  fulfillmentOrderHold: onPart("fulfillmentOrderHold", part, HOLD),
  fulfillmentOrderReleaseHold: onPart("fulfillmentOrderReleaseHold", held),
  fulfillmentOrderCancel: onPart("fulfillmentOrderCancel", requested),
  fulfillmentOrderClose: onPart("fulfillmentOrderClose", accepted),
  fulfillmentOrderMove: async (scene) => {
    const attic = scene.alone.twin.addLocation(STORE, "Attic");
    scene.alone.twin.setStock(STORE, "ROPE-S", 9, attic);
    return {
      document: mutation("fulfillmentOrderMove", `id: "${scene.ids.part}", newLocationId: "${attic}"`),
    };
  },
};

const shipmentDrives: StoreDrives = {
  fulfillmentCreate: ({ ids }) => ({
    document: mutation(
      "fulfillmentCreate",
      `fulfillment: { lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: "${ids.part}" }] }`,
    ),
  }),
  fulfillmentCancel: onPart("fulfillmentCancel", shipped),
  fulfillmentEventCreate: (scene) => ({
    document: mutation(
      "fulfillmentEventCreate",
      `fulfillmentEvent: { fulfillmentId: "${shipped(scene)}", status: IN_TRANSIT }`,
    ),
  }),
  fulfillmentTrackingInfoUpdate: (scene) => ({
    document: mutation(
      "fulfillmentTrackingInfoUpdate",
      `fulfillmentId: "${shipped(scene)}", trackingInfoInput: { company: "UPS", number: "1Z8" }`,
    ),
  }),
};

const serviceDrives: StoreDrives = {
  fulfillmentServiceCreate: () => ({
    document: mutation("fulfillmentServiceCreate", 'name: "Other", callbackUrl: "https://app.example.com/o"'),
  }),
  fulfillmentServiceUpdate: onPart("fulfillmentServiceUpdate", ({ ids }) => ids.service, ', name: "Renamed"'),
  fulfillmentServiceDelete: async ({ alone }) => {
    const { data } = await alone.graphql(
      mutation("fulfillmentServiceCreate", 'name: "Brief"', "fulfillmentService { id }"),
    );
    const { id } = data["fulfillmentServiceCreate"].fulfillmentService;
    return { document: mutation("fulfillmentServiceDelete", `id: "${id}"`) };
  },
};

export const fulfillmentDrives: StoreDrives = {
  ...requestDrives,
  ...partDrives,
  ...shipmentDrives,
  ...serviceDrives,
};

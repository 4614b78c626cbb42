import { describe, expect, it } from "vitest";
import { matchProvider, normalizeCarrier, sameCarrier, storeCarrierName } from "./carrier.ts";

const providers = [
  { id: "1", name: "UPS" },
  { id: "2", name: "FedEx SmartPost" },
  { id: "3", name: "FedEx" },
  { id: "4", name: "Amazon Logistics" },
];

describe("carriers", () => {
  it("case, spaces and punctuation do not make another carrier", () => {
    expect(normalizeCarrier(" J&T  Express ")).toBe("jandtexpress");
    expect(sameCarrier("U.S.P.S.", "usps")).toBe(true);
    expect(sameCarrier("", "")).toBe(false);
  });

  it("other names for a carrier are known", () => {
    expect(sameCarrier("United Parcel Service", "UPS")).toBe(true);
    expect(sameCarrier("UPS", "USPS")).toBe(false);
    expect(matchProvider("Amazon", providers)?.id).toBe("4");
  });

  it("the same letters win over another name for it", () => {
    expect(matchProvider("fedex", providers)?.id).toBe("3");
  });

  it("an unknown carrier matches nothing", () => {
    expect(matchProvider("Pigeon Post", providers)).toBeUndefined();
    expect(storeCarrierName("Pigeon Post")).toBeUndefined();
  });

  it("the store's own spelling is given", () => {
    expect(storeCarrierName("laser ship")).toBe("Lasership");
    expect(storeCarrierName("ups ground")).toBe("UPS");
  });
});

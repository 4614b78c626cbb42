// What is asked of a manufacturer or responsible person before it is sent, at its very limits.
import { describe, expect, it } from "vitest";
import type { PartyKind } from "./party.ts";
import { detailFaults, type PartyDetails, tidyDetails } from "./party-details.ts";

const SHARED = { name: "Fernweh", email: "a@fernweh.example", countryCode: "+49", localNumber: "3012345" };
const MAKER = { ...SHARED, tradeName: "", address: "Lindenallee 1, 10115 Berlin, Germany" };
const PERSON = { ...SHARED, street: "Lindenallee 1", postalCode: "10115", city: "Berlin", country: "DE" };

const faulty = (kind: PartyKind, change: Partial<PartyDetails>) => {
  const typed = { ...(kind === "manufacturer" ? MAKER : PERSON), ...change };
  return detailFaults(kind, tidyDetails(kind, typed)).map((fault) => fault.field);
};

describe("a manufacturer", () => {
  it.each([
    [{ name: "x".repeat(255), tradeName: "x".repeat(200), address: "x".repeat(500) }, []],
    [
      { name: "x".repeat(256), tradeName: "x".repeat(201), address: "x".repeat(501) },
      ["name", "tradeName", "address"],
    ],
    [{ localNumber: "1".repeat(20) }, []],
    [{ localNumber: "1".repeat(21) }, ["localNumber"]],
    [
      { name: " ", email: "fernweh", countryCode: "", localNumber: "123456", address: "" },
      ["name", "email", "countryCode", "localNumber", "address"],
    ],
  ])("%j lacks %j", (change, fields) => {
    expect(faulty("manufacturer", change)).toEqual(fields);
  });
});

describe("a responsible person", () => {
  it.each([
    [{ name: "x".repeat(200), localNumber: "1".repeat(11) }, []],
    [{ name: "x".repeat(201), localNumber: "1".repeat(12) }, ["name", "localNumber"]],
    [{ street: "", postalCode: "", city: "", country: "" }, ["street", "postalCode", "city", "country"]],
    [{ country: "US" }, ["country"]],
  ])("%j lacks %j", (change, fields) => {
    expect(faulty("responsible-person", change)).toEqual(fields);
  });
});

it("a phone number is taken as it is written on a letterhead, and what the kind has none of is left out", () => {
  const typed = { ...MAKER, countryCode: "0049", localNumber: "(30) 123-45 67", city: "Berlin" };
  expect(tidyDetails("manufacturer", typed)).toMatchObject({
    countryCode: "+49",
    localNumber: "301234567",
    city: "",
  });
  expect(tidyDetails("manufacturer", { countryCode: "49" }).countryCode).toBe("+49");
});

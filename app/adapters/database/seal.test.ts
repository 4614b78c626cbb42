import { expect, it } from "vitest";
import { createSeal, openText, sealText } from "./seal.ts";

const secrets = { current: "a secret of this test" };

it("what is sealed opens to the same text, and never looks the same twice", () => {
  const seal = createSeal(secrets, "session");
  const [one, two] = [sealText(seal, "tøken"), sealText(seal, "tøken")];
  expect(openText(seal, one)).toBe("tøken");
  expect(Buffer.from(one)).not.toEqual(Buffer.from(two));
});

it("a changed byte does not open, wherever it is", () => {
  const seal = createSeal(secrets, "session");
  const sealed = sealText(seal, "token");
  for (let index = 0; index < sealed.length; index++) {
    const changed = Uint8Array.from(sealed, (byte, at) => (at === index ? byte ^ 1 : byte));
    expect(() => seal.open(changed), `byte ${index}`).toThrow("cannot open");
  }
});

it("what was sealed for one purpose does not open for another", () => {
  const sealed = sealText(createSeal(secrets, "session"), "token");
  expect(() => createSeal(secrets, "connection-token").open(sealed)).toThrow("cannot open");
});

it("after the secret is changed the old one opens and the new one seals", () => {
  const old = sealText(createSeal(secrets, "session"), "token");
  const rotated = createSeal({ current: "another", previous: secrets.current }, "session");
  expect(openText(rotated, old)).toBe("token");
  const fresh = sealText(rotated, "token");
  expect(openText(createSeal({ current: "another" }, "session"), fresh)).toBe("token");
  expect(() => createSeal(secrets, "session").open(fresh)).toThrow("cannot open");
});

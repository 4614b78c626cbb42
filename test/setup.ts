// A test in which anything is written to the console as a warning or an error has failed, whatever it asserted.
import { afterEach, beforeEach, expect } from "vitest";

const written: string[] = [];
const original = { error: console.error, warn: console.warn };

beforeEach(() => {
  written.length = 0;
  console.error = (...words: unknown[]) => void written.push(`error: ${words.map(String).join(" ")}`);
  console.warn = (...words: unknown[]) => void written.push(`warning: ${words.map(String).join(" ")}`);
});

afterEach(() => {
  Object.assign(console, original);
  expect(written, "written to the console").toEqual([]);
});

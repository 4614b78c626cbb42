// Descriptions come from everywhere; what leaves is always plain, short and well formed.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LONGEST_DESCRIPTION, listingDescription } from "./listing-content.ts";

const tag = fc.constantFrom(
  "<p>",
  "</p>",
  "<p class='x' onclick=\"alert(1)\">",
  "<script>",
  "</script>",
  "<ul>",
  "<li>",
  "</ul>",
  "<ol>",
  "<b>",
  "</b>",
  "<i>",
  "<img src=x onerror=alert(1)>",
  "<a href='javascript:x'>",
  "<br/>",
  "<!--",
  "-->",
  "<style>",
  "<iframe src=//x>",
  "<h1>",
  "</h1>",
  "<table><tr><td>",
  "<svg/onload=x>",
  "&lt;script&gt;",
  "&amp;lt;",
  "&#60;b&#62;",
  "<",
  ">",
  "&",
  '"',
  "<p",
  "</",
);
const html = fc
  .array(
    fc.oneof(
      tag,
      fc.string({ unit: "binary", maxLength: 12 }),
      fc.constantFrom("Soap 🧼 bar", "aaaaaaaaaaaaaaaa"),
    ),
  )
  .map((parts) => parts.join(""));
const ALLOWED = /^<\/?(?:p|ul|ol|li|strong|em|u)>$|^<br>$/;

describe("a listing's description", () => {
  it("holds only allowed tags without attributes, whatever comes in", () => {
    fc.assert(
      fc.property(html, (source) => {
        const written = listingDescription(source);
        for (const found of written.match(/<[^>]*>?/g) ?? []) expect(found).toMatch(ALLOWED);
        expect(written.replace(/<[^>]*>/g, "")).not.toMatch(/[<>]/);
      }),
      { numRuns: 500 },
    );
  });

  it("closes every tag it opens, lists hold items only", () => {
    fc.assert(
      fc.property(html, (source) => {
        const open: string[] = [];
        for (const [, slash, name = ""] of listingDescription(source).matchAll(/<(\/?)([a-z]+)>/g)) {
          if (name === "br") continue;
          if (slash) expect(open.pop()).toBe(name);
          else {
            if (name === "li") expect(["ul", "ol"]).toContain(open.at(-1));
            open.push(name);
          }
        }
        expect(open).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it("never has an emoji, an escape, a control character or a long run of one character", () => {
    fc.assert(
      fc.property(html, (source) => {
        const text = listingDescription(source).replace(/<[^>]*>/g, " ");
        expect(text).not.toMatch(/&[a-z]+;|&#\d+;|&#x[\da-f]+;/i);
        expect(text.replace(/[©®™]/g, "")).not.toMatch(/\p{Extended_Pictographic}/u);
        expect(text).not.toMatch(/\p{Cc}/u);
        expect(text).not.toMatch(/(.)\1{9}/su);
      }),
      { numRuns: 500 },
    );
  });

  it("is cut to the longest the marketplace takes and stays well formed", () => {
    const long = `<ul>${"<li>A line of <b>words</b> about soap.</li>".repeat(600)}</ul>`;
    const written = listingDescription(long);
    expect(written.length).toBeLessThanOrEqual(LONGEST_DESCRIPTION);
    expect(written.length).toBeGreaterThan(LONGEST_DESCRIPTION - 100);
    expect(written.endsWith("</ul>")).toBe(true);
  });

  it("keeps paragraphs, lists and emphasis", () => {
    const source =
      '<h2>Soap</h2><div>Made <span style="x">by</span> <b>hand</b>.<br>Daily.</div><ul><li>Oat<ul><li>Milk</li></ul></li></ul><p>Tom &amp; Jo&nbsp;&lt;3</p>';
    expect(listingDescription(source)).toBe(
      "<p><strong>Soap</strong></p><p>Made by <strong>hand</strong>.<br>Daily.</p><ul><li>Oat</li><li>Milk</li></ul><p>Tom & Jo ‹3</p>",
    );
  });

  it("of a script or of nothing is empty", () => {
    expect(listingDescription("<script>alert('<p>x</p>')</script><style>p{}</style>")).toBe("");
    expect(listingDescription("<p> &nbsp; </p><br>")).toBe("");
  });

  it("is the same when it is reduced again", () => {
    fc.assert(
      fc.property(html, (source) => {
        const once = listingDescription(source);
        expect(listingDescription(once)).toBe(once);
      }),
      { numRuns: 200 },
    );
  });
});

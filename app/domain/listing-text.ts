// The marketplace's rules for plain text: no emoji, no HTML escapes, no control characters, not symbols alone, no
// character more than nine times in a row. TikTok Shop refuses the whole listing over one of them (12052931-12052935).

// Trademark, copyright and registered signs are pictures to Unicode, but not to a reader.
const EMOJI = /(?![©®™])\p{Extended_Pictographic}|\uFE0F|\u20E3|[\u{1F1E6}-\u{1F1FF}]|[\u{1F3FB}-\u{1F3FF}]/u;
const EMOJI_PARTS = new RegExp(`${EMOJI.source}|\\u200D|[\\u{E0020}-\\u{E007F}]`, "gu");
// Line breaks and tabs are white space, not control characters, to whoever writes a text.
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFFFE\uFFFF]/gu;
const ESCAPE = /&(?:#\d+|#x[\da-f]+|[a-z][a-z\d]*);/iu;
const REPEATED = /(.)\1{9,}/su;
const MOST_REPEATED = 9;

export type TextFault = "emoji" | "escape" | "control" | "symbols-only" | "repeated";

/** What is wrong with a text that must be sent as it is; nothing when it may be. */
export function textFaults(text: string): readonly TextFault[] {
  const faults: TextFault[] = [];
  if (EMOJI.test(text)) faults.push("emoji");
  if (ESCAPE.test(text)) faults.push("escape");
  // Sent as it is, a tab or line break is a control character, too.
  if (/[\p{Cc}\uFFFE\uFFFF]/u.test(text)) faults.push("control");
  if (text !== "" && !/[\p{L}\p{N}]/u.test(text)) faults.push("symbols-only");
  if (REPEATED.test(text)) faults.push("repeated");
  return faults;
}

/** A text with everything taken out that the marketplace would refuse. For descriptions, which are reduced anyway. */
export function plainText(text: string): string {
  const kept = text
    .toWellFormed()
    .replace(EMOJI_PARTS, "")
    .replace(CONTROL, "")
    .replace(/[\p{Zs}\s]+/gu, " ");
  return kept.replace(/(.)\1{9,}/gsu, (run: string) => [...run].slice(0, MOST_REPEATED).join(""));
}

// Numbers of things as people read them, the same on the server and in the browser.

const DIGITS = new Intl.NumberFormat("en-US");

export function printCount(count: number): string {
  return DIGITS.format(count);
}

/** "1 listing", "2,400 listings". */
export function countWords(count: number, thing: string): string {
  return `${printCount(count)} ${thing}${count === 1 ? "" : "s"}`;
}

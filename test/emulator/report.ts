// How the twin says on its terminal that it has a bug of its own; in tests this fails the test.

/** One sentence, and the error where there is one. */
export function reportBug(sentence: string, error?: unknown): void {
  if (error === undefined) console.error(sentence);
  else console.error(sentence, error);
}

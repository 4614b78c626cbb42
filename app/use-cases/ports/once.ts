// Work that several subjects of a turn need alike is done once: those that ask while it is under way, or later in the
// same turn, get its one answer. One that failed is tried again by whoever asks next.

/** Two pieces of work with the same key are the same work. */
export type Once = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/** For one turn: it forgets nothing, so it must not outlive what it remembers. */
export function createOnce(): Once {
  const answers = new Map<string, Promise<unknown>>();
  return <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const known = answers.get(key) as Promise<T> | undefined;
    if (known) return known;
    const answer = work();
    answers.set(key, answer);
    answer.catch(() => answers.delete(key));
    return answer;
  };
}

// How many bytes of pictures this process holds at once, whichever store they are of. Who reads waits for room and gives
// it back when the picture is at the marketplace. Nobody waits for room while holding what another waits for: bytes that
// are kept for later have room of their own, which is taken at once or not at all. So it cannot come to a standstill.
export type Room = {
  /** Waits its turn. More than all the room there is gets all of it, alone. */
  readonly enter: (bytes: number) => Promise<Space>;
  /** Bytes taken now, by readers and by what is kept. */
  readonly held: () => number;
};

export type Space = {
  /** Gives back what was not needed. */
  readonly shrink: (bytes: number) => void;
  /** Moves to the room of what is kept; false when there is none. */
  readonly keep: () => boolean;
  /** Gives all of it back; again does nothing. */
  readonly leave: () => void;
};

export type RoomLimits = { readonly reading: number; readonly kept: number };

export function createPictureRoom({ reading, kept }: RoomLimits): Room {
  let read = 0;
  let aside = 0;
  const waiting: { readonly bytes: number; readonly go: () => void }[] = [];
  // In the order in which they came, so that a large one is not passed over for ever.
  const admit = () => {
    for (let [next] = waiting; next && read + next.bytes <= reading; [next] = waiting) {
      waiting.shift();
      read += next.bytes;
      next.go();
    }
  };
  const giveBack = (bytes: number) => {
    read -= bytes;
    admit();
  };
  return {
    held: () => read + aside,
    enter: (wanted) =>
      new Promise((resolve) => {
        const bytes = Math.min(wanted, reading);
        waiting.push({ bytes, go: () => resolve(spaceOf(bytes)) });
        admit();
      }),
  };

  function spaceOf(entered: number): Space {
    let bytes = entered;
    let isKept = false;
    return {
      shrink: (needed) => {
        if (isKept || needed >= bytes) return;
        const rest = bytes - needed;
        bytes = needed;
        giveBack(rest);
      },
      keep: () => {
        if (isKept || aside + bytes > kept) return isKept;
        isKept = true;
        aside += bytes;
        giveBack(bytes);
        return true;
      },
      leave: () => {
        const rest = bytes;
        bytes = 0;
        if (isKept) aside -= rest;
        else giveBack(rest);
      },
    };
  }
}

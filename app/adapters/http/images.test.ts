// Pictures of any number and size within a bounded room: read, kept and let go, or failing, without a standstill.
import { describe, expect, it } from "vitest";
import type { HeldImage } from "../../use-cases/ports/ports.ts";
import { createFetchImage } from "./images.ts";
import { createPictureRoom } from "./picture-room.ts";
import { createRequest, type Fetch } from "./request.ts";

const KB = 1024;
const READING = 1_000 * KB;
const KEPT = 300 * KB;
const LIMITS = { first: 100 * KB, most: 400 * KB };

/** A host whose address says how large its picture is, in KB, or what goes wrong with it. */
const host: Fetch = async (url) => {
  const what = new URL(url).pathname.slice(1);
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 3));
  if (what === "broken") throw new TypeError("connection reset");
  if (what === "missing") return new Response("gone", { status: 404 });
  if (what === "page") return new Response("<html>", { headers: { "content-type": "text/html" } });
  return new Response(new Uint8Array(Number(what) * KB), { headers: { "content-type": "image/png" } });
};

/** A room with what was really handed out of it: the most of it, and what is out now. */
function watched(limits = { reading: READING, kept: KEPT }) {
  const room = createPictureRoom(limits);
  const fetchImage = createFetchImage(createRequest({ fetch: host }), room, LIMITS);
  const seen = { out: 0, most: 0, mostHeld: 0 };
  const use = async (what: string | number, work: (image: HeldImage) => Promise<void>) => {
    const image = await fetchImage(`https://files.test/${what}`);
    seen.out += image.bytes.length;
    seen.most = Math.max(seen.most, seen.out);
    seen.mostHeld = Math.max(seen.mostHeld, room.held());
    try {
      await work(image);
    } finally {
      seen.out -= image.bytes.length;
      image.release();
    }
  };
  return { room, seen, use };
}

const upload = () => new Promise<void>((resolve) => setTimeout(resolve, 5));

describe("pictures that are read", () => {
  it("many and large at once stay within the room, and all get through, twice", async () => {
    const { room, seen, use } = watched();
    for (let times = 0; times < 2; times += 1) {
      const sizes = Array.from({ length: 120 }, (_, at) => [20, 90, 350, 400][at % 4] ?? 0);
      await Promise.all(sizes.map((size) => use(size, upload)));
      expect(room.held()).toBe(0);
    }
    expect(seen.most).toBeGreaterThan(READING / 2);
    expect(seen.most).toBeLessThanOrEqual(READING);
    expect(seen.mostHeld).toBeLessThanOrEqual(READING);
  });

  it("that fail, in reading or afterwards, leave their room to the others", async () => {
    const { room, use } = watched();
    const failing = ["broken", "missing", "page", 401].map((what) => use(what, upload));
    const refused = use(90, () => Promise.reject(new Error("the marketplace refused it")));
    const all = await Promise.allSettled(
      Array.from({ length: 20 }, () => [...failing, refused, use(350, upload)]).flat(),
    );
    expect(all.filter((one) => one.status === "fulfilled")).toHaveLength(20);
    expect(room.held()).toBe(0);
  });

  it("larger than all the room go alone, one after the other", async () => {
    const { room, seen, use } = watched({ reading: 150 * KB, kept: 0 });
    await Promise.all([400, 20, 400, 90, 400].map((size) => use(size, upload)));
    expect(seen.most).toBe(400 * KB);
    expect(room.held()).toBe(0);
  });
});

describe("pictures that are kept", () => {
  it("take no room from those that are read, and no more than their own", async () => {
    const { room, seen, use } = watched();
    let kept = 0;
    let done = 0;
    // Each keeps one picture and reads ten more meanwhile: with one room for both they would wait for each other.
    const work = Array.from({ length: 20 }, () =>
      use(100, async (image) => {
        if (image.keep()) kept += 1;
        else image.release();
        for (let times = 0; times < 10; times += 1) await use(400, upload);
        done += 1;
      }),
    );
    await Promise.all(work);
    expect([kept, done]).toEqual([3, 20]);
    expect(seen.mostHeld).toBeLessThanOrEqual(READING + KEPT);
    expect(room.held()).toBe(0);
  });
});

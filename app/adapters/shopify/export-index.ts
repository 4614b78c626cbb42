// Which product an id of an export belongs to, for millions of ids: every id of Shopify's is a type and a number, so
// numbers are kept by type in flat arrays, which cost twelve bytes a place and no collection of garbage.

const PREFIX = "gid://shopify/";
/** More digits than this are not exact as a number. */
const MOST_DIGITS = 15;

type Table = { /** "gid://shopify/Product/" */ readonly prefix: string; readonly roots: NumberTable };

export class ExportIndex {
  /** One for each type: a handful. */
  private readonly tables: Table[] = [];
  /** Ids of any other shape. */
  private readonly words = new Map<string, number>();

  /** The number of the product that the id belongs to. */
  rootOf(id: string): number | undefined {
    const at = id.lastIndexOf("/") + 1;
    const number = numberFrom(id, at);
    return number < 0 ? this.words.get(id) : this.tableOf(id, at)?.get(number);
  }

  add(id: string, root: number): void {
    const at = id.lastIndexOf("/") + 1;
    const number = numberFrom(id, at);
    if (number < 0) {
      this.words.set(id, root);
      return;
    }
    const known = this.tableOf(id, at);
    const roots = known ?? new NumberTable();
    if (!known) this.tables.push({ prefix: id.slice(0, at), roots });
    roots.set(number, root);
  }

  private tableOf(id: string, at: number): NumberTable | undefined {
    for (const { prefix, roots } of this.tables) {
      if (prefix.length === at && id.startsWith(prefix)) return roots;
    }
    return undefined;
  }
}

/** Whether other lines may name this one as their parent: what most of an export consists of, never is. */
export function mayHaveChildren(id: string): boolean {
  return !CHILDLESS.some((prefix) => id.startsWith(prefix));
}
const CHILDLESS = ["MediaImage", "InventoryLevel", "Collection", "Metafield"].map(
  (type) => `${PREFIX}${type}/`,
);

/** The number from there to the end; -1 when the id is no type and a number. */
function numberFrom(id: string, at: number): number {
  const digits = id.length - at;
  if (at <= PREFIX.length || digits < 1 || digits > MOST_DIGITS || !id.startsWith(PREFIX)) return -1;
  let number = 0;
  for (let place = at; place < id.length; place += 1) {
    const digit = id.charCodeAt(place) - 48;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}

/** A map from numbers of up to 15 digits to small ones: open addressing, at most half full. */
class NumberTable {
  private keys = new Float64Array(1_024);
  /** One more than the value; 0 is an empty place. */
  private values = new Int32Array(1_024);
  private count = 0;

  get(key: number): number | undefined {
    const value = this.values[this.placeOf(key)] ?? 0;
    return value === 0 ? undefined : value - 1;
  }

  set(key: number, value: number): void {
    if (this.count * 2 >= this.keys.length) this.grow();
    const place = this.placeOf(key);
    if (this.values[place] === 0) this.count += 1;
    this.keys[place] = key;
    this.values[place] = value + 1;
  }

  // Numbers of one shop lie close together: the low bits are mixed with the next ones, so that runs do not pile up.
  private placeOf(key: number): number {
    const mask = this.keys.length - 1;
    const low = key % 0x1_0000_0000;
    let place = Math.imul(low ^ (low >>> 16), 0x45d9f3b) & mask;
    while (this.values[place] !== 0 && this.keys[place] !== key) place = (place + 1) & mask;
    return place;
  }

  private grow(): void {
    const { keys, values } = this;
    this.keys = new Float64Array(keys.length * 2);
    this.values = new Int32Array(keys.length * 2);
    for (let at = 0; at < keys.length; at += 1) {
      const value = values[at] ?? 0;
      if (value === 0) continue;
      const key = keys[at] ?? 0;
      const place = this.placeOf(key);
      this.keys[place] = key;
      this.values[place] = value;
    }
  }
}

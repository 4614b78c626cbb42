// The two category trees: which nodes each has, what stands above a node, and the leaf of an id.
import { CATCH_ALL_LEAF, type Leaf, ONE_TREE_ONLY, TREE } from "./categories-data.ts";
import type { Core, Shop } from "./core.ts";
import { ruleFor } from "./market-rules.ts";
import { refuse } from "./refusal.ts";

export type TreeVersion = "v1" | "v2";

export type CategoryNode = {
  readonly id: string;
  readonly parentId: string;
  readonly name: string;
  readonly level: number;
  readonly leaf: Leaf | null;
  readonly trees: readonly TreeVersion[];
};

const BOTH: readonly TreeVersion[] = ["v1", "v2"];

const COMMON: readonly CategoryNode[] = TREE.flatMap((branch) => [
  { id: branch.id, parentId: "0", name: branch.name, level: 1, leaf: null, trees: BOTH },
  ...branch.groups.flatMap((group) => [
    { id: group.id, parentId: branch.id, name: group.name, level: 2, leaf: null, trees: BOTH },
    ...group.leaves.map((leaf) => ({
      id: leaf.id,
      parentId: group.id,
      name: leaf.name,
      level: 3,
      leaf,
      trees: BOTH,
    })),
  ]),
]);

export const NODES: readonly CategoryNode[] = ONE_TREE_ONLY.reduce(
  (nodes, { tree, id, parentId, name, words }) => {
    const level = (nodes.find((node) => node.id === parentId)?.level ?? 0) + 1;
    const leaf = words === undefined ? null : { id, name, words: words.split(" ") };
    return [...nodes, { id, parentId, name, level, leaf, trees: [tree] }];
  },
  COMMON,
);

const BY_ID = new Map(NODES.map((node) => [node.id, node]));

/** The tree that a call means; refused where its market has another. */
export function treeOf(core: Core, shop: Shop, version: string | null | undefined): TreeVersion {
  const { versions, usual } = ruleFor(core, shop, "categoryTrees");
  if (!version) return usual ?? refuse(12052217, "Category tree v2 must be used: set category_version to v2");
  const known =
    BOTH.find((tree) => tree === version) ?? refuse(12052910, `category_version ${version} is invalid`);
  if (versions.includes(known)) return known;
  if (known === "v1") refuse(12052217, "Category tree v2 must be used: set category_version to v2");
  return refuse(12052230, `Category tree ${known} is not in use in ${shop.region}`);
}

/** The leaf of an id; refused with the platform's code for what is wrong with it. */
export function leafIn(tree: TreeVersion, categoryId: string): Leaf {
  if (!/^\d{1,19}$/.test(categoryId)) refuse(12052002, "Category ID format is invalid");
  const node = BY_ID.get(categoryId) ?? refuse(12052023, `Category ${categoryId} does not exist`);
  if (!node.trees.includes(tree)) refuse(12052230, `Category ${categoryId} does not belong to tree ${tree}`);
  return node.leaf ?? refuse(12052024, `Category ${categoryId} is not a leaf category`);
}

/** From the root down to the category. */
export function chainOf(categoryId: string): readonly CategoryNode[] {
  const node = BY_ID.get(categoryId);
  return node ? [...chainOf(node.parentId), node] : [];
}

/** What a title's first part ends with says what the thing is: "Sun hat in cotton" is a hat. */
const HEAD_WEIGHT = 8;
const TITLE_WEIGHT = 3;
// Of a leaf's name.
const SAYS_NOTHING = /\b(?:accessories|tools|supplies|others|body)\b/gi;

/**
 * The leaf whose words and name the title uses most; the description decides among leaves that the title speaks of, and
 * alone decides nothing: hooks for jackets are no jackets.
 */
export function recommendedLeaf(leaves: readonly Leaf[], title: string, description: string): Leaf {
  const inTitle = wordsOf(title);
  const heads = headsOf(title);
  const inText = wordsOf(description.replaceAll(/<[^>]*>/g, " "));
  let best = { score: 0, leaf: leaves.find((leaf) => leaf.id === CATCH_ALL_LEAF) };
  for (const leaf of leaves) {
    const words = [...new Set([...leaf.words, ...wordsOf(leaf.name.replace(SAYS_NOTHING, ""))])];
    if (!words.some((word) => inTitle.has(word))) continue;
    const score = words.reduce((sum, word) => {
      const weight = heads.has(word) ? HEAD_WEIGHT : inTitle.has(word) ? TITLE_WEIGHT : 0;
      return sum + word.length * (weight + (inText.has(word) ? 1 : 0));
    }, 0);
    if (score > best.score) best = { score, leaf };
  }
  return best.leaf ?? refuse(12019064, "No matching category");
}

function headsOf(title: string): ReadonlySet<string> {
  const parts = title.split(/[:,]|\b(?:with|in|for|from|and)\b/i, 2);
  return wordsOf(parts.map((part) => part.trim().split(/\s+/).at(-1) ?? "").join(" "));
}

function wordsOf(words: string): ReadonlySet<string> {
  return new Set(
    words
      .toLowerCase()
      .split(/[^a-z-]+/)
      .filter(Boolean)
      .flatMap((word) => [word, ...(word.endsWith("s") ? [word.slice(0, -1)] : [])]),
  );
}

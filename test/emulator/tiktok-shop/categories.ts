// The category tree as the API shows it: the tree, a leaf's rules and attributes, and the recommendation, always a leaf.

import { SCOPES } from "./auth.ts";
import { requiredText, text } from "./body.ts";
import { CATCH_ALL_LEAF, type Leaf, TREE } from "./categories-data.ts";
import type { Shop } from "./core.ts";
import { refuse } from "./refusal.ts";
import type { Route, ShopCall } from "./route.ts";

type Node = { id: string; parentId: string; name: string; level: number; leaf: Leaf | null };

const NODES: readonly Node[] = TREE.flatMap((branch) => [
  { id: branch.id, parentId: "0", name: branch.name, level: 1, leaf: null },
  ...branch.groups.flatMap((group) => [
    { id: group.id, parentId: branch.id, name: group.name, level: 2, leaf: null },
    ...group.leaves.map((leaf) => ({ id: leaf.id, parentId: group.id, name: leaf.name, level: 3, leaf })),
  ]),
]);
const BY_ID = new Map(NODES.map((node) => [node.id, node]));
const LEAVES = NODES.flatMap((node) => (node.leaf ? [node.leaf] : []));

/** The leaf of an id; refused with the platform's code for what is wrong with it. */
export function leafOf(categoryId: string): Leaf {
  if (!/^\d{1,19}$/.test(categoryId)) refuse(12052002, "Category ID format is invalid");
  const node = BY_ID.get(categoryId) ?? refuse(12052023, `Category ${categoryId} does not exist`);
  return node.leaf ?? refuse(12052024, `Category ${categoryId} is not a leaf category`);
}

/** US shops live on the v2 tree; asking by the old one is refused. */
export function checkTreeVersion(shop: Shop, version: string | null | undefined): void {
  if (shop.region === "US" && version !== "v2")
    refuse(12052217, "Category tree v2 must be used: set category_version to v2");
}

/** From the root down to the category. */
export function chainOf(categoryId: string): readonly unknown[] {
  const node = BY_ID.get(categoryId);
  if (!node) return [];
  return [
    ...chainOf(node.parentId),
    { id: node.id, parent_id: node.parentId, local_name: node.name, is_leaf: node.leaf !== null },
  ];
}

/** The leaf whose words the text uses most; the title counts three times. */
export function recommend(title: string, description: string): Leaf {
  const inTitle = wordsOf(title);
  const inText = wordsOf(description.replaceAll(/<[^>]*>/g, " "));
  let best = { score: 0, leaf: LEAVES.find((leaf) => leaf.id === CATCH_ALL_LEAF) };
  for (const leaf of LEAVES) {
    const score = leaf.words.reduce(
      (sum, word) => sum + word.length * ((inTitle.has(word) ? 3 : 0) + (inText.has(word) ? 1 : 0)),
      0,
    );
    if (score > best.score) best = { score, leaf };
  }
  return best.leaf ?? refuse(12019064, "No matching category");
}

function wordsOf(words: string): ReadonlySet<string> {
  return new Set(
    words
      .toLowerCase()
      .split(/[^a-z-]+/)
      .flatMap((word) => [word, ...(word.endsWith("s") ? [word.slice(0, -1)] : [])]),
  );
}

function tree({ shop, query }: ShopCall): unknown {
  checkTreeVersion(shop, query.get("category_version"));
  const keyword = query.get("keyword")?.toLowerCase();
  const shown = keyword ? NODES.filter((node) => node.name.toLowerCase().includes(keyword)) : NODES;
  return {
    categories: shown.map((node) => ({
      id: node.id,
      parent_id: node.parentId,
      local_name: node.name,
      is_leaf: node.leaf !== null,
      permission_statuses: ["AVAILABLE"],
    })),
  };
}

function rules({ shop, query, id }: ShopCall): unknown {
  checkTreeVersion(shop, query.get("category_version"));
  leafOf(id);
  return {
    allowed_special_product_types: ["PRE_ORDER", "MADE_TO_ORDER"],
    cod: { is_supported: false },
    epr: { is_required: false },
    manufacturer: { is_required: false },
    responsible_person: { is_required: false },
    package_dimension: { is_required: false },
    size_chart: { is_supported: true, is_required: false },
    product_certifications: [],
  };
}

function attributes({ shop, query, id }: ShopCall): unknown {
  checkTreeVersion(shop, query.get("category_version"));
  const required = leafOf(id).required ?? [];
  const property = (at: {
    id: string;
    name: string;
    type: string;
    values: readonly string[];
    is_required: boolean;
  }) => ({
    id: at.id,
    name: at.name,
    type: at.type,
    // The platform's own misspelling, beside the right one.
    is_requried: at.is_required,
    is_required: at.is_required,
    is_multiple_selection: false,
    is_customizable: true,
    values: at.values.map((name, index) => ({ id: `${at.id}${index + 1}`, name })),
  });
  return {
    attributes: [
      ...required.map((at) => property({ ...at, type: "PRODUCT_PROPERTY", is_required: true })),
      property({
        id: "100398",
        name: "Materials",
        type: "PRODUCT_PROPERTY",
        values: ["Cotton", "Steel", "Plastic"],
        is_required: false,
      }),
      property({ id: "100000", name: "Color", type: "SALES_PROPERTY", values: [], is_required: false }),
      property({ id: "100007", name: "Size", type: "SALES_PROPERTY", values: [], is_required: false }),
    ],
  };
}

function recommended({ shop, body }: ShopCall): unknown {
  checkTreeVersion(shop, text(body, "category_version"));
  const leaf = recommend(requiredText(body, "product_title"), text(body, "description") ?? "");
  const chain: Node[] = [];
  for (let node = BY_ID.get(leaf.id); node; node = BY_ID.get(node.parentId)) chain.unshift(node);
  return {
    leaf_category_id: leaf.id,
    categories: chain.map((node) => ({
      id: node.id,
      name: node.name,
      level: node.level,
      is_leaf: node.leaf !== null,
      permission_statuses: ["AVAILABLE"],
    })),
  };
}

const scope = SCOPES.productRead;
export const categoryRoutes: readonly Route[] = [
  { method: "GET", path: "/product/202309/categories", scope, cipher: true, run: tree },
  { method: "GET", path: "/product/202309/categories/{id}/rules", scope, cipher: true, run: rules },
  { method: "GET", path: "/product/202309/categories/{id}/attributes", scope, cipher: true, run: attributes },
  { method: "POST", path: "/product/202309/categories/recommend", scope, cipher: true, run: recommended },
];

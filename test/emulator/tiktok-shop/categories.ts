// The category tree as the API shows it: the tree, a leaf's rules and attributes, and the recommendation, always a leaf.
import { SCOPES } from "./auth.ts";
import { objects, requiredText, text } from "./body.ts";
import { attributesOf, rulesOf, standingOf, valueIdsOf } from "./category-rules.ts";
import type { AttributeRow } from "./category-rules-data.ts";
import { type CategoryNode, chainOf, leafIn, NODES, recommendedLeaf, treeOf } from "./category-tree.ts";
import type { Core, Shop } from "./core.ts";
import { refuse } from "./refusal.ts";
import type { Route, ShopCall } from "./route.ts";

/** Prohibited categories are left out unless asked for; withdrawn ones are gone. */
function nodesFor(
  core: Core,
  shop: Shop,
  asked: { version: string | null | undefined; prohibited: boolean },
) {
  const tree = treeOf(core, shop, asked.version);
  return NODES.filter((node) => {
    const standing = standingOf(core, shop, node.id);
    const isHidden = standing === "WITHDRAWN" || (standing === "PROHIBITED" && !asked.prohibited);
    return node.trees.includes(tree) && !isHidden;
  });
}

function tree({ core, shop, query }: ShopCall): unknown {
  const asked = {
    version: query.get("category_version"),
    prohibited: query.get("include_prohibited_categories") === "true",
  };
  const keyword = query.get("keyword")?.toLowerCase() ?? "";
  const nodes = nodesFor(core, shop, asked).filter((node) => node.name.toLowerCase().includes(keyword));
  return {
    categories: nodes.map((node) => ({
      id: node.id,
      parent_id: node.parentId,
      local_name: node.name,
      is_leaf: node.leaf !== null,
      permission_statuses: [standingOf(core, shop, node.id)],
    })),
  };
}

function rules({ core, shop, query, id }: ShopCall): unknown {
  leafIn(treeOf(core, shop, query.get("category_version")), id);
  const { asks, takesCash, certifications } = rulesOf(core, shop, id);
  return {
    allowed_special_product_types: [],
    cod: { is_supported: takesCash },
    epr: { is_required: asks.has("epr") },
    manufacturer: { is_required: asks.has("manufacturer") },
    responsible_person: { is_required: asks.has("responsible-person") },
    package_dimension: { is_required: asks.has("package-dimensions") },
    size_chart: { is_supported: true, is_required: asks.has("size-chart") },
    product_certifications: certifications.map((certification) => ({
      ...certification,
      is_required: true,
      document_details: certification.name,
      expiration_date: { is_required: false },
    })),
  };
}

function attributes({ core, shop, query, id }: ShopCall): unknown {
  leafIn(treeOf(core, shop, query.get("category_version")), id);
  return { attributes: attributesOf(id).map((attribute) => attributeView(attribute)) };
}

function attributeView(attribute: AttributeRow): object {
  const isRequired = attribute.isRequired === true;
  return {
    id: attribute.id,
    name: attribute.name,
    type: attribute.type,
    // The platform's own misspelling, beside the right one.
    is_requried: isRequired,
    is_required: isRequired,
    is_multiple_selection: attribute.isMultiple === true,
    is_customizable: attribute.onlyListedValues !== true,
    ...(attribute.format ? { value_data_format: attribute.format } : {}),
    values: valueIdsOf(attribute),
    requirement_conditions: (attribute.requiredBy ?? []).map(({ attributeId, valueId }) => ({
      condition_type: "VALUE_ID_MATCH",
      attribute_id: attributeId,
      attribute_value_id: valueId,
    })),
  };
}

function recommended({ core, shop, body }: ShopCall): unknown {
  const title = requiredText(body, "product_title");
  for (const image of objects(body, "images") ?? []) {
    const uri = text(image, "uri") ?? "";
    if (!core.state.images.has(uri)) refuse(12052722, `The image uri ${uri} was not uploaded to TikTok Shop`);
  }
  const nodes = nodesFor(core, shop, {
    version: text(body, "category_version"),
    prohibited: body["include_prohibited_categories"] === true,
  });
  const leaves = nodes.flatMap((node) => (node.leaf ? [node.leaf] : []));
  const leaf = recommendedLeaf(leaves, title, text(body, "description") ?? "");
  const view = ({ id, name, level, leaf: own }: CategoryNode) => ({
    id,
    name,
    level,
    is_leaf: own !== null,
    permission_statuses: [standingOf(core, shop, id)],
  });
  return { leaf_category_id: leaf.id, categories: chainOf(leaf.id).map(view) };
}

const scope = SCOPES.productRead;
export const categoryRoutes: readonly Route[] = [
  { method: "GET", path: "/product/202309/categories", scope, cipher: true, run: tree },
  { method: "GET", path: "/product/202309/categories/{id}/rules", scope, cipher: true, run: rules },
  { method: "GET", path: "/product/202309/categories/{id}/attributes", scope, cipher: true, run: attributes },
  { method: "POST", path: "/product/202309/categories/recommend", scope, cipher: true, run: recommended },
];

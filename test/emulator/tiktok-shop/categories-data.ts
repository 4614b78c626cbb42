// A small category tree in the form of the platform's two, written in November 2026: names and words are ours, the
// shape is the platform's. Most of it is in both trees; v1 has three levels, v2 up to seven.

export type Leaf = {
  readonly id: string;
  readonly name: string;
  /** What a title or description says when it belongs here; longer words weigh more. */
  readonly words: readonly string[];
};

export type Branch = {
  readonly id: string;
  readonly name: string;
  readonly groups: readonly {
    readonly id: string;
    readonly name: string;
    readonly leaves: readonly Leaf[];
  }[];
};

const leaf = (id: string, name: string, words: string): Leaf => ({ id, name, words: words.split(" ") });

export const TREE: readonly Branch[] = [
  {
    id: "601152",
    name: "Womenswear & Menswear",
    groups: [
      {
        id: "842248",
        name: "Tops & Outerwear",
        leaves: [
          leaf("601226", "T-shirts", "t-shirt tshirt tee shirt jersey cotton top"),
          leaf("601265", "Hoodies & Sweatshirts", "hoodie sweatshirt fleece pullover crewneck"),
          leaf("601289", "Jackets & Coats", "jacket coat parka windbreaker anorak shell raincoat vest down"),
          leaf("601301", "Sweaters & Knitwear", "sweater cardigan knit wool merino base layer"),
        ],
      },
      {
        id: "842376",
        name: "Bottoms & Underwear",
        leaves: [
          leaf("601234", "Trousers & Shorts", "trousers pants shorts jeans chinos leggings joggers"),
          leaf("601241", "Dresses & Skirts", "dress skirt gown"),
          leaf("601258", "Socks & Underwear", "socks sock underwear boxer briefs bra"),
        ],
      },
      {
        id: "842504",
        name: "Shoes & Accessories",
        leaves: [
          leaf("601352", "Shoes & Boots", "shoe shoes boot boots sneaker sneakers sandal sandals"),
          leaf("601360", "Hats & Caps", "hat cap beanie bucket headband"),
          leaf("601368", "Gloves & Scarves", "glove gloves mitten mittens scarf buff gaiter"),
          leaf("601376", "Jewelry", "necklace ring earrings bracelet jewelry pendant"),
        ],
      },
    ],
  },
  {
    id: "603014",
    name: "Sports & Outdoor",
    groups: [
      {
        id: "842888",
        name: "Camping & Hiking",
        leaves: [
          leaf("603101", "Tents & Shelters", "tent tarp shelter canopy hammock bivy"),
          leaf("603118", "Sleeping Bags & Mats", "sleeping bag pad mat quilt pillow inflatable"),
          leaf(
            "603126",
            "Camp Cookware & Stoves",
            "stove cookware cooking mess-kit burner spork titanium pot",
          ),
          leaf(
            "603134",
            "Backpacks & Dry Bags",
            "backpack pack daypack rucksack dry bag duffel cube luggage",
          ),
          leaf("603142", "Lanterns & Headlamps", "lantern headlamp flashlight torch lamp"),
          leaf(
            "603150",
            "Hiking Poles & Tools",
            "trekking pole poles compass knife multitool axe carabiner rope",
          ),
          leaf(
            "603158",
            "Water Bottles & Filters",
            "bottle flask canteen hydration filter insulated tumbler",
          ),
        ],
      },
      {
        id: "842999",
        name: "Fitness & Games",
        leaves: [
          leaf("603201", "Yoga & Exercise", "yoga dumbbell resistance band exercise fitness workout"),
          leaf("603209", "Cycling", "bike bicycle cycling helmet pedal"),
          leaf("603217", "Water Sports", "surf kayak paddle swim snorkel goggles surfboard"),
        ],
      },
    ],
  },
  {
    id: "600001",
    name: "Home & Kitchen",
    groups: [
      {
        id: "843001",
        name: "Kitchenware",
        leaves: [
          leaf("600154", "Mugs & Drinkware", "mug cup drinkware glass enamel coffee tea"),
          leaf("600162", "Knives & Cutting Boards", "knife knives cutting board chef"),
          leaf("600170", "Pots & Pans", "pan skillet saucepan wok cast iron pot"),
        ],
      },
      {
        id: "843009",
        name: "Home Supplies",
        leaves: [
          leaf("600201", "Blankets & Throws", "blanket throw bedding duvet"),
          leaf("600209", "Candles & Fragrance", "candle scent incense diffuser wax"),
          leaf(
            "600217",
            "Storage & Decor",
            "basket box storage organizer vase frame poster print sticker decor home gift hook rack towel apron chair table",
          ),
        ],
      },
    ],
  },
  {
    id: "601450",
    name: "Beauty & Personal Care",
    groups: [
      {
        id: "843017",
        name: "Skin, Hair & Body",
        leaves: [
          leaf("601501", "Moisturizers & Creams", "cream moisturizer lotion balm serum face"),
          leaf("601509", "Sunscreen", "sunscreen sunblock spf"),
          leaf("601517", "Soap & Shampoo", "soap shampoo conditioner wash bar"),
          leaf("601525", "Make-up", "lipstick mascara makeup foundation blush eyeliner"),
        ],
      },
    ],
  },
  {
    id: "604206",
    name: "Toys, Pets & Electronics",
    groups: [
      {
        id: "843025",
        name: "Toys & Hobbies",
        leaves: [
          leaf("604301", "Puzzles & Board Games", "puzzle game card cards jigsaw"),
          leaf("604309", "Dolls & Soft Toys", "doll plush toy teddy kids"),
        ],
      },
      {
        id: "843033",
        name: "Pet Supplies",
        leaves: [
          leaf("604401", "Leashes & Collars", "leash collar harness dog"),
          leaf("604409", "Pet Beds & Bowls", "pet cat bowl bed kennel"),
        ],
      },
      {
        id: "843041",
        name: "Phones & Electronics",
        leaves: [
          leaf("604501", "Phone Accessories", "phone case charger cable mount"),
          leaf("604509", "Headphones & Speakers", "headphones earbuds speaker bluetooth audio"),
          leaf("604517", "Power Banks", "powerbank battery lithium"),
        ],
      },
    ],
  },
];

/** What one tree has beyond the other, each below a node that stands before it. */
export const ONE_TREE_ONLY: readonly {
  readonly tree: "v1" | "v2";
  readonly id: string;
  readonly parentId: string;
  readonly name: string;
  /** Of a leaf. */
  readonly words?: string;
}[] = [
  { tree: "v1", id: "603190", parentId: "842888", name: "Camping & Hiking Others", words: "camping-other" },
  { tree: "v2", id: "844101", parentId: "842888", name: "Stoves" },
  { tree: "v2", id: "844102", parentId: "844101", name: "Fuel Stoves" },
  { tree: "v2", id: "844103", parentId: "844102", name: "Gas Stoves" },
  { tree: "v2", id: "844104", parentId: "844103", name: "Canister Stoves" },
  {
    tree: "v2",
    id: "844105",
    parentId: "844104",
    name: "Ultralight Canister Stoves",
    words: "canister-stove",
  },
];

/** Where a product goes of which no word is known. */
export const CATCH_ALL_LEAF = "600217";

// What to do about a rejection, by the marketplace's words: its reasons are short, and what they ask for is known for the
// common ones. Words nobody foresaw get no advice of ours; the marketplace's own suggestions stand beside it anyway.

type Advice = { readonly about: RegExp; readonly advice: string };

const OF_PARTIES = /manufacturer|responsible.person/i;

// The more special first: of one reason the first that fits is taken.
const KNOWN: readonly Advice[] = [
  {
    about: OF_PARTIES,
    advice:
      "Choose the manufacturer and the responsible person anew in the mapping: the one chosen may be registered in TikTok Shop no longer.",
  },
  {
    about: /watermark|logo|text (on|over)|overlay/i,
    advice: "Replace the picture by one without text, logo or watermark.",
  },
  {
    about: /blurr?y|resolution|low quality|pixel/i,
    advice: "Upload a sharper picture, best 1,600 pixels or more on each side.",
  },
  {
    about: /white background|background/i,
    advice: "Use a picture of the product on a plain, light background.",
  },
  {
    about:
      /(image|picture|photo)s?.*(not match|mismatch|irrelevant|inconsistent)|(not match|mismatch|irrelevant|inconsistent).*(image|picture|photo)/i,
    advice: "Show the product itself in the pictures, in the color and number that is sold.",
  },
  {
    about: /image|picture|photo/i,
    advice: "Look through the pictures: they must show the product alone, sharp and without text.",
  },
  {
    about: /brand|trademark|counterfeit|intellectual property|infring|authoriz/i,
    advice:
      "Choose the product's brand in the settings, or take the brand's name out of title and description; for a brand of others upload your authorization in Seller Center.",
  },
  {
    about: /prohibited|restricted|not (allowed|permitted) (for sale|to be sold)|forbidden/i,
    advice:
      "TikTok Shop does not let you sell this. Archive the product in your store, or ask its seller support whether you may be admitted.",
  },
  {
    about: /categor/i,
    advice: "Choose the category that fits the product, on this page or by a rule in the settings.",
  },
  {
    about: /certificat|test report|qualification|license|permit/i,
    advice: "Upload the certificate it asks for in Seller Center, then send the listing again.",
  },
  {
    about: /claim|medical|cure|treat|exaggerat|misleading|guarantee/i,
    advice: "Take promises about health or effect out of title and description.",
  },
  {
    about: /contact|phone|e-?mail|link|url|website|redirect/i,
    advice: "Take links, addresses and phone numbers out of title, description and pictures.",
  },
  { about: /title/i, advice: "Make the title say what the product is, without symbols, capitals or praise." },
  { about: /description/i, advice: "Describe the product itself: what it is, of what, in which size." },
  {
    about: /attribute|size chart|specification/i,
    advice: "Fill in the attributes of the category in the settings.",
  },
  { about: /price|pricing/i, advice: "Check the price: it must be believable for what is sold." },
  {
    about: /weight|dimension|parcel|package/i,
    advice: "Correct the weight or the size of the parcel in your store.",
  },
  {
    about: /duplicate|same product|repeated listing/i,
    advice: "Another listing of yours shows the same product. Keep one and archive the other.",
  },
];

/** Whether who answers for the product is what a reason names. */
export function isAboutParties(reasons: readonly string[]): boolean {
  return reasons.some((reason) => OF_PARTIES.test(reason));
}

/** Our suggestions for these reasons, each once, in their order. */
export function rejectionAdvice(reasons: readonly string[]): readonly string[] {
  const found = reasons.flatMap((reason) => KNOWN.find((one) => one.about.test(reason))?.advice ?? []);
  return [...new Set(found)];
}

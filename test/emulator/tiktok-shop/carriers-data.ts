// The carriers that sellers of a market may name, as of a day, with what their tracking numbers look like where that is
// known. The platform publishes no list: ids and names of the US are from samples and sellers' exports, those of other
// markets stand for the carriers that sell there, with ids of our own.

export type CarrierRule = {
  readonly id: string;
  readonly name: string;
  /** Null where no form is known: any number is taken. */
  readonly format: RegExp | null;
  /** The number the platform's own warehouse gets from it: # is a digit. Left out where it does not use it. */
  readonly mask?: string;
};

type Market = {
  readonly regions: readonly string[];
  readonly from: string;
  readonly carriers: readonly CarrierRule[];
};

const UPS = /^(?:1Z[A-Z0-9]{16}|\d{9}|T\d{10})$/;

export const CARRIER_MARKETS: readonly Market[] = [
  {
    regions: ["US"],
    from: "2025-10-01",
    carriers: [
      {
        id: "7117858858072016686",
        name: "USPS",
        format: /^(?:9\d{19,25}|[A-Z]{2}\d{9}US|\d{20,22})$/,
        mask: "94####################",
      },
      { id: "7117859084333745966", name: "UPS", format: UPS, mask: "1Z################" },
      { id: "7129720299146184490", name: "FedEx", format: /^\d{12,22}$/ },
      {
        id: "7132708894850647854",
        name: "DHL eCommerce",
        format: /^(?:GM\d{16,20}|\d{10,22}|JJD\d{10,18})$/,
      },
      { id: "7132721393761781550", name: "OnTrac", format: /^[CD]\d{14}$/ },
      { id: "7254084939122001707", name: "Amazon Shipping", format: /^TBA\d{12}$/ },
      { id: "7345645330412603141", name: "LaserShip", format: /^(?:1LS|L[A-Z])[A-Z0-9]{8,20}$/ },
    ],
  },
  {
    regions: ["GB", "IE"],
    from: "2025-10-01",
    carriers: [
      {
        id: "7200000000000000101",
        name: "Royal Mail",
        format: /^(?:[A-Z]{2}\d{9}GB|[A-Z0-9]{21})$/,
        mask: "RM#########GB",
      },
      {
        id: "7200000000000000102",
        name: "Evri",
        format: /^(?:[HT]\d{2}[A-Z0-9]{13}|\d{16})$/,
        mask: "################",
      },
      { id: "7200000000000000103", name: "DPD UK", format: /^\d{14,15}$/ },
      { id: "7200000000000000104", name: "Yodel", format: /^JD\d{16}$/ },
      { id: "7200000000000000105", name: "An Post", format: /^[A-Z]{2}\d{9}IE$/ },
    ],
  },
  {
    regions: ["DE", "FR", "IT", "ES"],
    from: "2025-10-01",
    carriers: [
      {
        id: "7200000000000000201",
        name: "DHL",
        format: /^(?:\d{12}|\d{20}|JJD\d{10,18})$/,
        mask: "00##################",
      },
      { id: "7200000000000000202", name: "DPD", format: /^\d{14}$/, mask: "##############" },
      { id: "7200000000000000203", name: "Hermes", format: /^(?:H\d{19}|\d{14,16})$/ },
      { id: "7200000000000000204", name: "GLS", format: /^(?:\d{11,12}|[A-Z0-9]{8})$/ },
      { id: "7200000000000000205", name: "Colissimo", format: /^\d[A-Z]\d{11}$/ },
      { id: "7200000000000000206", name: "Poste Italiane", format: null },
      { id: "7200000000000000207", name: "Correos", format: /^[A-Z]{2}[A-Z0-9]{11,21}$/ },
    ],
  },
  {
    regions: ["JP"],
    from: "2025-10-01",
    carriers: [
      { id: "7200000000000000301", name: "Yamato Transport", format: /^\d{12}$/ },
      { id: "7200000000000000302", name: "Sagawa Express", format: /^\d{12}$/ },
      { id: "7200000000000000303", name: "Japan Post", format: /^(?:\d{11,12}|[A-Z]{2}\d{9}JP)$/ },
    ],
  },
  {
    regions: ["MX", "BR"],
    from: "2025-10-01",
    carriers: [
      { id: "7200000000000000401", name: "Estafeta", format: /^\d{10}(?:\d{12})?$/ },
      { id: "7200000000000000402", name: "DHL Express", format: /^\d{10}$/ },
      { id: "7200000000000000403", name: "Correios", format: /^[A-Z]{2}\d{9}BR$/ },
      { id: "7200000000000000404", name: "J&T Express", format: null },
    ],
  },
  {
    regions: ["ID", "MY", "PH", "SG", "TH", "VN"],
    from: "2025-10-01",
    carriers: [
      { id: "7200000000000000501", name: "J&T Express", format: null },
      { id: "7200000000000000502", name: "Ninja Van", format: null },
      { id: "7200000000000000503", name: "SPX Express", format: null },
    ],
  },
];

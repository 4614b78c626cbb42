// Where the twin's warehouses stand: one seller's site per market and, where the platform runs warehouses of its own
// (vendor page of 2026), its sites. The first US name is from a sample; the others are made in its manner.

export type Site = {
  readonly state: string;
  readonly city: string;
  readonly postalCode: string;
  readonly line: string;
};

export type FbtSite = Site & { readonly fbtWarehouseId: string; readonly name: string };

export const FBT_SITES: Readonly<Record<string, readonly FbtSite[]>> = {
  US: [
    {
      fbtWarehouseId: "7340001001001001001",
      name: "TikTok_Eastvale(CA)",
      state: "California",
      city: "Eastvale",
      postalCode: "92880",
      line: "4982 Hamner Ave",
    },
    {
      fbtWarehouseId: "7340001001001001002",
      name: "TikTok_Dallas(TX)",
      state: "Texas",
      city: "Dallas",
      postalCode: "75241",
      line: "9314 W Jefferson Blvd",
    },
  ],
  GB: [
    {
      fbtWarehouseId: "7340001001001002001",
      name: "TikTok_Daventry(UK)",
      state: "England",
      city: "Daventry",
      postalCode: "NN11 8QL",
      line: "3 Apex Park",
    },
  ],
  DE: [
    {
      fbtWarehouseId: "7340001001001003001",
      name: "TikTok_Leipzig(DE)",
      state: "Sachsen",
      city: "Leipzig",
      postalCode: "04356",
      line: "Messe-Allee 14",
    },
  ],
  FR: [
    {
      fbtWarehouseId: "7340001001001004001",
      name: "TikTok_Orleans(FR)",
      state: "Centre-Val de Loire",
      city: "Saran",
      postalCode: "45770",
      line: "8 Rue Paul Langevin",
    },
  ],
  IT: [
    {
      fbtWarehouseId: "7340001001001005001",
      name: "TikTok_Piacenza(IT)",
      state: "Emilia-Romagna",
      city: "Piacenza",
      postalCode: "29122",
      line: "Strada della Torre 5",
    },
  ],
  ES: [
    {
      fbtWarehouseId: "7340001001001006001",
      name: "TikTok_Guadalajara(ES)",
      state: "Castilla-La Mancha",
      city: "Cabanillas del Campo",
      postalCode: "19171",
      line: "Avenida del Progreso 12",
    },
  ],
  IE: [
    {
      fbtWarehouseId: "7340001001001007001",
      name: "TikTok_Dublin(IE)",
      state: "Leinster",
      city: "Dublin",
      postalCode: "D15 X8Y2",
      line: "21 Damastown Way",
    },
  ],
};

const DENVER: Site = { state: "Colorado", city: "Denver", postalCode: "80202", line: "1600 Wazee St" };

const OWN_SITES: Readonly<Record<string, Site>> = {
  US: DENVER,
  GB: { state: "England", city: "Leeds", postalCode: "LS11 5QN", line: "40 Brown Lane East" },
  DE: { state: "Nordrhein-Westfalen", city: "Dortmund", postalCode: "44145", line: "Westfaliastrasse 60" },
  FR: { state: "Hauts-de-France", city: "Lille", postalCode: "59000", line: "12 Rue de Douai" },
  IT: { state: "Lombardia", city: "Milano", postalCode: "20138", line: "Via Mecenate 90" },
  ES: { state: "Comunidad de Madrid", city: "Coslada", postalCode: "28821", line: "Calle Torres Quevedo 3" },
  IE: { state: "Munster", city: "Cork", postalCode: "T12 W7CV", line: "5 Kinsale Road" },
  JP: { state: "Chiba", city: "Ichikawa", postalCode: "272-0127", line: "Shiohama 3-29" },
  MX: { state: "Estado de Mexico", city: "Tultitlan", postalCode: "54930", line: "Avenida Lopez Portillo 6" },
  BR: {
    state: "Sao Paulo",
    city: "Cajamar",
    postalCode: "07750-000",
    line: "Avenida Antonio Candido Machado 1900",
  },
};

export function ownSite(region: string): Site {
  return OWN_SITES[region] ?? DENVER;
}

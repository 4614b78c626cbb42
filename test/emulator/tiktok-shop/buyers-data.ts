// Who buys in each market when nobody is named: invented people at streets that exist.
import type { SeedAddress } from "../platform.ts";

type Written = readonly [
  firstName: string,
  lastName: string,
  address1: string,
  address2: string | null,
  city: string,
  provinceCode: string,
  province: string,
  zip: string,
  phone: string,
];

const BUYERS: Readonly<Record<string, Written>> = {
  US: [
    "Dana",
    "Kowalski",
    "1471 Coleman Ave",
    "Apt 4",
    "San Jose",
    "CA",
    "California",
    "95110",
    "+12135550134",
  ],
  GB: ["Imogen", "Hartley", "27 Chapel Street", null, "Leeds", "ENG", "England", "LS1 5AB", "+447700900134"],
  DE: ["Jana", "Petersen", "Lindenstrasse 8", null, "Bremen", "HB", "Bremen", "28195", "+4942155501340"],
  FR: [
    "Camille",
    "Morel",
    "14 Rue des Lilas",
    null,
    "Nantes",
    "PDL",
    "Pays de la Loire",
    "44000",
    "+33655501340",
  ],
  IT: [
    "Giulia",
    "Serra",
    "Via Garibaldi 22",
    "Scala B",
    "Torino",
    "TO",
    "Piemonte",
    "10122",
    "+393405550134",
  ],
  ES: ["Lucia", "Ortega", "Calle Mayor 31", "2A", "Valencia", "V", "Valencia", "46001", "+34655550134"],
  IE: ["Aoife", "Byrne", "9 Quay Street", null, "Galway", "G", "Connacht", "H91 E2Y7", "+353855550134"],
  JP: ["Yuki", "Tanaka", "2-11-3 Meguro", null, "Tokyo", "13", "Tokyo", "153-0063", "+819055501340"],
  MX: [
    "Sofia",
    "Reyes",
    "Calle Durango 180",
    "Depto 5",
    "Ciudad de Mexico",
    "CMX",
    "CDMX",
    "06700",
    "+525555501340",
  ],
  BR: [
    "Beatriz",
    "Souza",
    "Rua Augusta",
    "Apto 51",
    "Sao Paulo",
    "SP",
    "Sao Paulo",
    "01305-100",
    "+5511955501340",
  ],
  ID: [
    "Putri",
    "Wijaya",
    "Jalan Kemang Raya 12",
    null,
    "Jakarta",
    "JK",
    "DKI Jakarta",
    "12730",
    "+6281255501340",
  ],
  MY: [
    "Nurul",
    "Aziz",
    "18 Jalan Ampang",
    null,
    "Kuala Lumpur",
    "KUL",
    "Kuala Lumpur",
    "50450",
    "+60125550134",
  ],
};

export function usualBuyer(region: string): SeedAddress {
  const countryCode = region in BUYERS ? region : "US";
  const [firstName, lastName, address1, address2, city, provinceCode, province, zip, phone] = BUYERS[
    countryCode
  ] as Written;
  const email = `${firstName.toLowerCase()}@example.com`;
  return {
    firstName,
    lastName,
    address1,
    address2,
    city,
    provinceCode,
    province,
    zip,
    countryCode,
    phone,
    email,
  };
}

// For tests: a manufacturer and a responsible person as the platform takes them.

export const A_MAKER = {
  name: "Fernweh Manufaktur GmbH",
  registered_trade_name: "Fernweh",
  email: "hello@fernweh.example",
  phone_number: { country_code: "+49", local_number: "3012345678", availability: "AVAILABLE" },
  address: "Lindenallee 1, 10115 Berlin, Germany",
  locale: "de-DE",
} as const;

export const A_PERSON = {
  name: "Fernweh Compliance",
  email: "safety@fernweh.example",
  phone_number: { country_code: "+49", local_number: "3012345679" },
  address: { country: "DE", street_address_line1: "Lindenallee 1", postal_code: "10115" },
  locale: "de-DE",
} as const;

// Manufacturers and responsible persons of the Union, as a seller registered them: rows and what may be found of them.

export type PartyKind = "manufacturer" | "responsible-person";

type PartyPhone = {
  readonly country_code: string;
  readonly local_number: string;
  readonly availability?: string;
};

/** Fields in the platform's own words, as they were given. */
export type PartyRow = {
  readonly id: string;
  readonly kind: PartyKind;
  readonly openId: string;
  name: string;
  /** Of manufacturers only. */
  registered_trade_name: string | null;
  email: string;
  phone_number: PartyPhone;
  /** One text of a manufacturer, parts of a responsible person. */
  address: string | Readonly<Record<string, string>>;
  locale: string;
};

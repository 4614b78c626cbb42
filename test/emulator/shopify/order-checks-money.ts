// Amounts and currencies of a new order: each in the currency the order names, none below zero, one discount at most.
import { cents } from "./money.ts";
import type { MoneyInput, OrderInput } from "./order-input.ts";

type Problem = { readonly message: string; readonly field: readonly string[] };

export function moneyProblem(input: OrderInput): Problem | undefined {
  const codes = Object.entries(input.discountCode ?? {}).filter(([, code]) => code != null);
  if (codes.length > 1)
    return { message: "Only one type of discount can be applied to an order", field: ["discountCode"] };
  const fraction = input.discountCode?.itemPercentageDiscountCode?.percentage ?? 0;
  if (fraction < 0 || fraction > 100)
    return { message: "Percentage must be between 0 and 100", field: ["discountCode"] };
  for (const { money, field } of amountsOf(input)) {
    const { shopMoney, presentmentMoney } = money;
    if (!(cents(shopMoney.amount) >= 0) || (presentmentMoney && !(cents(presentmentMoney.amount) >= 0)))
      return { message: "Amount must be greater than or equal to 0", field };
    if (input.currency && shopMoney.currencyCode !== input.currency)
      return { message: "Shop money must be in the order's currency", field };
    const buyers = input.presentmentCurrency ?? input.currency;
    if (presentmentMoney && buyers && presentmentMoney.currencyCode !== buyers)
      return { message: "Presentment money must be in the order's presentment currency", field };
  }
  return undefined;
}

function amountsOf(input: OrderInput): readonly { money: MoneyInput; field: readonly string[] }[] {
  const row = (money: MoneyInput | null | undefined, ...field: string[]) => (money ? [{ money, field }] : []);
  return [
    ...(input.lineItems ?? []).flatMap((line, at) => [
      ...row(line.priceSet, "lineItems", String(at), "priceSet"),
      ...(line.taxLines ?? []).flatMap((tax) => row(tax.priceSet, "lineItems", String(at), "taxLines")),
    ]),
    ...(input.shippingLines ?? []).flatMap((line, at) =>
      row(line.priceSet, "shippingLines", String(at), "priceSet"),
    ),
    ...(input.taxLines ?? []).flatMap((tax, at) => row(tax.priceSet, "taxLines", String(at), "priceSet")),
    ...(input.transactions ?? []).flatMap((one, at) =>
      row(one.amountSet, "transactions", String(at), "amountSet"),
    ),
    ...row(input.discountCode?.itemFixedDiscountCode?.amountSet, "discountCode"),
  ];
}

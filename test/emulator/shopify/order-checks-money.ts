// Amounts and currencies of a new order: each in the currency the order names, none below zero, one discount at most.
import { cents } from "./money.ts";
import type { MoneyInput, OrderInput } from "./order-input.ts";

type Problem = { readonly message: string; readonly field: readonly string[] };

export function moneyProblem(input: OrderInput): Problem | undefined {
  return discountProblem(input) ?? amountsOf(input).flatMap((row) => amountProblem(input, row) ?? [])[0];
}

function discountProblem({ discountCode }: OrderInput): Problem | undefined {
  const field = ["discountCode"];
  const codes = Object.values(discountCode ?? {}).filter((code) => code != null);
  if (codes.length > 1) return { message: "Only one type of discount can be applied to an order", field };
  const percentage = discountCode?.itemPercentageDiscountCode?.percentage ?? 0;
  return percentage < 0 || percentage > 100
    ? { message: "Percentage must be between 0 and 100", field }
    : undefined;
}

type Row = { readonly money: MoneyInput; readonly field: readonly string[] };

function amountProblem(input: OrderInput, { money, field }: Row): Problem | undefined {
  const { shopMoney, presentmentMoney } = money;
  const amounts = [shopMoney.amount, presentmentMoney?.amount ?? "0"];
  if (amounts.some((amount) => !(cents(amount) >= 0)))
    return { message: "Amount must be greater than or equal to 0", field };
  if (input.currency && shopMoney.currencyCode !== input.currency)
    return { message: "Shop money must be in the order's currency", field };
  const buyers = input.presentmentCurrency ?? input.currency;
  return presentmentMoney && buyers && presentmentMoney.currencyCode !== buyers
    ? { message: "Presentment money must be in the order's presentment currency", field }
    : undefined;
}

function amountsOf(input: OrderInput): readonly Row[] {
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

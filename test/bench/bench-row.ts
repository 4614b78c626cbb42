// One figure of the bench beside the floor it is measured against, in the same run.

export type BenchRow = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly floorName: string;
  readonly floorValue: number;
  /** value / floor, as measured: whether more or less is better, the unit tells. */
  readonly ratio: number;
  readonly goal?: Goal;
};

export type Goal = { readonly atLeast: number } | { readonly atMost: number };

export type Figure = { readonly name: string; readonly value: number; readonly unit: string };

export function row(
  figure: Figure,
  floor: { readonly name: string; readonly value: number },
  goal?: Goal,
): BenchRow {
  const beside = { floorName: floor.name, floorValue: floor.value, ratio: figure.value / floor.value };
  return { ...figure, ...beside, ...(goal ? { goal } : {}) };
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which a share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Aligned for a terminal. */
export function printRows(rows: readonly BenchRow[]): string {
  const cells = rows.map((one) => [
    one.name,
    `${round(one.value)} ${one.unit}`,
    `${one.floorName}: ${round(one.floorValue)}`,
    `${one.ratio.toFixed(2)}x`,
    outcome(one),
  ]);
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
  return cells
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function outcome({ value, goal }: BenchRow): string {
  if (!goal) return "";
  const isMet = "atLeast" in goal ? value >= goal.atLeast : value <= goal.atMost;
  const wanted = "atLeast" in goal ? `at least ${goal.atLeast}` : `at most ${goal.atMost}`;
  return `goal ${wanted}: ${isMet ? "met" : "MISSED"}`;
}

function round(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(2);
}

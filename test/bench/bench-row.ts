// One figure of the bench beside the floor it is measured against, in the same run.

export type BenchRow = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly floorName: string;
  readonly floorValue: number;
  /** value / floor, as measured: whether more or less is better, the unit tells. */
  readonly ratio: number;
};

export type Figure = { readonly name: string; readonly value: number; readonly unit: string };

export function row(figure: Figure, floor: { readonly name: string; readonly value: number }): BenchRow {
  return { ...figure, floorName: floor.name, floorValue: floor.value, ratio: figure.value / floor.value };
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
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
  return cells
    .map((line) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  "))
    .join("\n");
}

function round(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(2);
}

// Splits a CSV text into rows, numbered as a spreadsheet numbers them: the header is row 1, and a cell with line
// breaks in it is still one row.
import { CsvError, type Options, parse } from "csv-parse/sync";
import { type Column, type Header, headerOf, nameOf } from "./columns.ts";

export type Refusal = { readonly row: number; readonly column: string; readonly reason: string };

export type Row = {
  readonly number: number;
  /** The cell's text without surrounding space; empty when the file lacks the column. */
  get(column: Column): string;
};

export type Table = {
  readonly header: Header;
  readonly rows: readonly Row[];
  readonly refused: readonly Refusal[];
};

/** Never throws: what cannot be split is refused with the row it begins at. */
export function tableOf(text: string): Table {
  const { records, refused } = split(text);
  const first = records.findIndex((record) => record.some((cell) => cell.trim() !== ""));
  const header = headerOf(records[first] ?? []);
  if (!header.has("handle") && !header.has("title")) {
    const reason = "no column is called Handle, URL handle or Title, so this is not a Shopify product export";
    return { header, rows: [], refused: [{ row: Math.max(1, first + 1), column: "header", reason }] };
  }
  const rows = records.flatMap((record, index) =>
    index > first && record.some((cell) => cell.trim() !== "") ? [rowOf(header, record, index + 1)] : [],
  );
  return { header, rows, refused };
}

/** A refusal that names the column as the file does. */
export function refusal(header: Header, at: { row: Row; column: Column }, reason: string): Refusal {
  return { row: at.row.number, column: nameOf(header, at.column), reason };
}

function rowOf(header: Header, record: readonly string[], number: number): Row {
  return { number, get: (column) => (record[header.get(column)?.at ?? -1] ?? "").trim() };
}

function split(text: string): { records: string[][]; refused: Refusal[] } {
  const options: Options = {
    bom: true,
    delimiter: delimiterOf(text),
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    relax_quotes: true,
  };
  try {
    return { records: parse(text, options), refused: [] };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const complete = Number((error as { records?: number }).records ?? 0);
    const reason = "a quotation mark opens here and never closes, so nothing from this row on could be read";
    const records = complete > 0 ? parse(text, { ...options, to: complete }) : [];
    return { records, refused: [{ row: complete + 1, column: "whole row", reason }] };
  }
}

// Shopify writes commas; spreadsheets of other countries save semicolons or tabs.
function delimiterOf(text: string): string {
  const header = text.slice(0, text.search(/[\r\n]/) + 1 || text.length);
  if (header.includes(",")) return ",";
  return [";", "\t"].find((mark) => header.includes(mark)) ?? ",";
}

import Papa from 'papaparse';
import { AT } from '../result-columns';
import type { ResultRow } from '../protocol';

const [LINE_FEED, QUOTE, COMMA] = [10, 34, 44];
/** Before a file, so that spreadsheets read its letters as UTF-8. */
const MARK = '\u{feff}';

/** The rows of a run as the engine wrote them, and where each begins. */
export class Results {
  readonly #pieces: { readonly from: number; readonly bytes: Uint8Array<ArrayBuffer> }[] = [];
  /** The places at which rows begin; the first is the line of names. */
  readonly #starts: number[] = [];
  readonly bad: number[] = [];
  #size = 0;

  /** Takes more rows: whole ones, as the engine gives them. */
  add(bytes: Uint8Array<ArrayBuffer>): void {
    this.#pieces.push({ from: this.#size, bytes });
    let begin = 0;
    let quoted = false;
    for (let at = 0; at < bytes.length; at += 1) {
      if (bytes[at] === QUOTE) quoted = !quoted;
      else if (bytes[at] === LINE_FEED && !quoted) {
        // The last column names the problem of a row, and is empty where there is none.
        if (this.#starts.length > 0 && bytes[at - 1] !== COMMA) this.bad.push(this.#starts.length - 1);
        this.#starts.push(this.#size + begin);
        begin = at + 1;
      }
    }
    this.#size += bytes.length;
  }

  /** How many rows there are, without the line of names. */
  get count(): number {
    return Math.max(0, this.#starts.length - 1);
  }

  row(number: number): ResultRow {
    const { data } = Papa.parse<string[]>(new TextDecoder().decode(this.#line(number)), { delimiter: ',', newline: '\n' });
    return { number, cells: data[0] ?? [] };
  }

  /** Everything, or some of the rows, as a file for spreadsheets. */
  file(only?: readonly number[]): Blob {
    if (only === undefined) return new Blob([MARK, ...this.#pieces.map(({ bytes }) => bytes)], { type: 'text/csv' });
    return new Blob([MARK, this.#line(-1), ...only.map((number) => this.#line(number))], { type: 'text/csv' });
  }

  #line(number: number): Uint8Array<ArrayBuffer> {
    const from = this.#starts[number + 1] ?? this.#size;
    const to = this.#starts[number + 2] ?? this.#size;
    const piece = this.#pieces.findLast((each) => each.from <= from);
    return piece === undefined ? new Uint8Array() : piece.bytes.subarray(from - piece.from, to - piece.from);
  }

  /** Every row, cell by cell, in its order: a piece at a time. */
  *each(): Generator<readonly string[]> {
    let isFirst = true;
    for (const { bytes } of this.#pieces) {
      const { data } = Papa.parse<string[]>(new TextDecoder().decode(bytes), { delimiter: ',', newline: '\n', skipEmptyLines: true });
      for (const cells of data) {
        if (!isFirst) yield cells;
        isFirst = false;
      }
    }
  }
}

/** The rows of which nothing can be said, with their places and what is wrong, for a spreadsheet. */
export function badFile(results: Results, head: readonly string[], words: Readonly<Record<string, string>>, header: readonly string[]): Blob {
  const rows = results.bad.map((number) => {
    const { cells } = results.row(number);
    const [line = '', column = '', code = ''] = [cells[AT.line], cells[AT.column], cells[AT.problem]];
    return [line, column, header[Number(column) - 1] ?? '', cells[AT.id] ?? '', words[code] ?? words['other'] ?? code, code];
  });
  const text = Papa.unparse([[...head], ...rows], { escapeFormulae: true, newline: '\n' });
  return new Blob([MARK, text, '\n'], { type: 'text/csv' });
}

import Papa from 'papaparse';
import type { Delimiter, Encoding, Reading, Unreadable } from '../protocol';

// What a file is: its letters by a mark at its front, else strict UTF-8, else GB18030; then its first rows. The
// engine reads UTF-8, so that a file in other letters is written anew.

/** A file whose rows can be worked through: without its line of names, which the page maps. */
export interface Source {
  readonly rows: Blob;
  /** The number of the line on which the rows begin. */
  readonly firstLine: number;
  readonly reading: Reading;
}

/** How much is decoded at once: so little that the worker hears a cancel in between. */
const SLICE = 1_048_576;
/** How much of a file its line of names and first rows may take. */
const HEAD = 262_144;
const SAMPLE_ROWS = 5;
const DELIMITERS: readonly Delimiter[] = [',', '\t', ';', '|'];
const [LINE_FEED, QUOTE] = [10, 34];

export async function readSource(file: Blob): Promise<Source | Unreadable> {
  if (file.size === 0) return 'empty';
  const written = await inUtf8(file);
  if (written === null) return 'letters';
  const { text, encoding } = written;
  const head = new Uint8Array(await text.slice(0, HEAD).arrayBuffer());
  const begin = firstLineWithText(head);
  if (begin === null) return 'empty';
  const isWhole = text.size <= HEAD;
  if (head[begin.at] === 0x7b) return ofObjects(text, head.subarray(begin.at), encoding, isWhole);
  const end = endOfRow(head, begin.at);
  if (end === null) return isWhole ? 'noRows' : 'headTooLong';
  const sample = rowsOf(head.subarray(begin.at), isWhole);
  const [header = [], ...rows] = sample.rows;
  if (rows.length === 0) return 'noRows';
  const lines = linesIn(head.subarray(0, end));
  const reading: Reading = { encoding, format: 'csv', delimiter: sample.delimiter, header, sample: rows };
  return { rows: text.slice(end), firstLine: 1 + lines, reading };
}

/** A line for each case: there are no columns to map. */
function ofObjects(text: Blob, head: Uint8Array, encoding: Encoding, isWhole: boolean): Source {
  const lines = new TextDecoder().decode(head).split('\n');
  const whole = isWhole ? lines : lines.slice(0, -1);
  const sample = whole.map((line) => line.trim()).filter((line) => line !== '').slice(0, SAMPLE_ROWS).map((line) => [line]);
  return { rows: text, firstLine: 1, reading: { encoding, format: 'ndjson', delimiter: ',', header: [], sample } };
}

/** The text of a file in UTF-8 without a mark, or `null` where its letters cannot be made out. */
async function inUtf8(file: Blob): Promise<{ text: Blob; encoding: Encoding } | null> {
  const [first, second, third] = new Uint8Array(await file.slice(0, 3).arrayBuffer());
  if (first === 0xef && second === 0xbb && third === 0xbf) {
    const text = file.slice(3);
    return (await decoded(text, 'utf-8')) === null ? null : { text, encoding: 'utf-8' };
  }
  if (first === 0xff && second === 0xfe) return rewritten(file, 'utf-16le', 'utf-16');
  if (first === 0xfe && second === 0xff) return rewritten(file, 'utf-16be', 'utf-16');
  if ((await decoded(file, 'utf-8')) !== null) return { text: file, encoding: 'utf-8' };
  return rewritten(file, 'gb18030', 'gb18030');
}

async function rewritten(file: Blob, label: string, encoding: Encoding): Promise<{ text: Blob; encoding: Encoding } | null> {
  const parts: string[] = [];
  const text = await decoded(file, label, parts);
  return text === null ? null : { text: new Blob(parts), encoding };
}

/** Decodes strictly, a slice at a time; keeps the text where there is a place for it. */
async function decoded(file: Blob, label: string, parts?: string[]): Promise<true | null> {
  const decoder = new TextDecoder(label, { fatal: true });
  try {
    for (let from = 0; from < file.size; from += SLICE) {
      const part = decoder.decode(await file.slice(from, from + SLICE).arrayBuffer(), { stream: true });
      parts?.push(part);
    }
    parts?.push(decoder.decode());
    if (parts === undefined) decoder.decode();
    return true;
  } catch {
    return null;
  }
}

/** Blank lines may stand before the names. */
function firstLineWithText(bytes: Uint8Array): { at: number } | null {
  const at = bytes.findIndex((byte) => byte > 32);
  return at === -1 ? null : { at: bytes.lastIndexOf(LINE_FEED, at) + 1 };
}

/** Where the row that begins there ends: behind a line break outside of quotes. */
function endOfRow(bytes: Uint8Array, from: number): number | null {
  let quoted = false;
  for (let at = from; at < bytes.length; at += 1) {
    if (bytes[at] === QUOTE) quoted = !quoted;
    else if (bytes[at] === LINE_FEED && !quoted) return at + 1;
  }
  return null;
}

function rowsOf(bytes: Uint8Array, isWhole: boolean): { rows: string[][]; delimiter: Delimiter } {
  const text = new TextDecoder().decode(bytes);
  const { data, meta } = Papa.parse<string[]>(text, {
    preview: SAMPLE_ROWS + 1,
    skipEmptyLines: 'greedy',
    delimitersToGuess: [...DELIMITERS],
  });
  // The last row of a part may be cut off.
  const rows = isWhole || data.length > SAMPLE_ROWS ? data : data.slice(0, -1);
  return { rows, delimiter: DELIMITERS.find((each) => each === meta.delimiter) ?? ',' };
}

function linesIn(bytes: Uint8Array): number {
  return bytes.reduce((count, byte) => count + (byte === LINE_FEED ? 1 : 0), 0);
}

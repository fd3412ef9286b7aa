// What of a draft goes into a link is said field by field, so that a field which names somebody can only get into
// a link by being written down here.

/** How one field is read back; `undefined` refuses it. */
export interface Rule<Value> {
  write(value: Value): unknown;
  read(value: unknown): Value | undefined;
}

/** Each field of a draft with its rule; a new field does not compile until somebody decides about it. */
export type Shape<Draft> = { readonly [Name in keyof Draft]-?: Rule<Draft[Name]> | 'leftOut' };

const TEXT_MAX = 200;
const ROWS_MAX = 10_000;

/** A text as it was typed. */
export const text: Rule<string> = {
  write: (value) => value,
  read: (value) => (typeof value === 'string' && value.length <= TEXT_MAX ? value : undefined),
};

/** One of a few words. */
export function oneOf<Word extends string>(words: readonly Word[]): Rule<Word> {
  return { write: (value) => value, read: (value) => words.find((word) => word === value) };
}

/** A list of rows, each of which starts from a blank one. */
export function rows<Row extends object>(shape: Shape<Row>, blank: () => Row): Rule<readonly Row[]> {
  return {
    write: (value) => value.map((row) => writeFields(row, shape, blank())),
    read: (value) => {
      if (!Array.isArray(value) || value.length > ROWS_MAX) return undefined;
      const read = value.map((row: unknown) => readFields(row, shape, blank()));
      return read.every((row) => row !== undefined) ? (read as Row[]) : undefined;
    },
  };
}

/** A part of a draft with fields of its own. */
export function part<Part extends object>(shape: Shape<Part>, blank: () => Part): Rule<Part> {
  return {
    write: (value) => writeFields(value, shape, blank()),
    read: (value) => readFields(value, shape, blank()),
  };
}

/** The fields that differ from a blank draft. */
export function writeFields<Draft extends object>(draft: Draft, shape: Shape<Draft>, blank: Draft): object {
  const written: Record<string, unknown> = {};
  for (const name of namesOf(shape)) {
    const rule = shape[name];
    if (rule === 'leftOut') continue;
    const value = rule.write(draft[name]);
    if (JSON.stringify(value) !== JSON.stringify(rule.write(blank[name]))) written[name] = value;
  }
  return written;
}

/** A draft from what was written, or `undefined` where it was not written by these rules. */
export function readFields<Draft extends object>(written: unknown, shape: Shape<Draft>, blank: Draft): Draft | undefined {
  if (typeof written !== 'object' || written === null || Array.isArray(written)) return undefined;
  const draft = { ...blank };
  for (const [key, value] of Object.entries(written)) {
    const name = namesOf(shape).find((each) => each === key);
    const rule = name === undefined ? 'leftOut' : shape[name];
    if (name === undefined || rule === 'leftOut') return undefined;
    const read = rule.read(value);
    if (read === undefined) return undefined;
    draft[name] = read;
  }
  return draft;
}

function namesOf<Draft extends object>(shape: Shape<Draft>): (keyof Draft & string)[] {
  return Object.keys(shape) as (keyof Draft & string)[];
}

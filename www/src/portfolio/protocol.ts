import type { PortfolioSummary } from 'arrears/portfolio';
import type { Locale } from '../locale';
import type { EngineProblem } from '../protocol';

// What the page and the portfolio's worker say to each other. The file, its results and all that is counted in them
// stay in the worker; the page is given a hundred rows at a time, and files to save.

/** How the letters of a file are written. */
export type Encoding = 'utf-8' | 'gb18030' | 'utf-16';
export type Delimiter = ',' | ';' | '\t' | '|';

/** What a file holds, by its first rows. */
export interface Reading {
  readonly encoding: Encoding;
  readonly format: 'csv' | 'ndjson';
  readonly delimiter: Delimiter;
  /** The names of the columns; none where each line is an object. */
  readonly header: readonly string[];
  readonly sample: readonly (readonly string[])[];
}

export type Unreadable = 'empty' | 'letters' | 'noRows' | 'headTooLong';

/** A policy that ships, by its id, or the text of one that was changed on the page. */
export type RunPolicy = { readonly builtin: string } | { readonly changed: string };

export interface RunSettings {
  readonly policy: RunPolicy;
  readonly asOf: string;
  /** A field of a case for each column, or '' for a column that is passed over. */
  readonly mapping: readonly string[];
  readonly locale: Locale;
  /** The summary to show the change on. */
  readonly previous: unknown;
}

/** The run that is looked at, and the one of the policy it is compared with. */
export type RunName = 'first' | 'second';
/** Which rows of the results: all, those of which nothing can be said, those that a second policy decides otherwise. */
export type List = 'all' | 'bad' | 'flipped';

/** A row of results, cell by cell as the engine wrote it, and the number of the row. */
export interface ResultRow {
  readonly number: number;
  readonly cells: readonly string[];
}

/** How many cases a second policy decides otherwise. */
export interface Flips {
  readonly rows: number;
  /** By decision: from which outcome to which. */
  readonly decisions: Readonly<Record<string, readonly { readonly from: string; readonly to: string; readonly count: number }[]>>;
  /** By the class that the first policy gives: all cases, and those of which at least one decision turns. */
  readonly classes: readonly { readonly class: string; readonly count: number; readonly byDecision: Readonly<Record<string, number>> }[];
}

/** A request, and what its reply carries. */
export interface Requests {
  read: { input: { readonly file: Blob }; output: Reading | { readonly unreadable: Unreadable } };
  run: { input: { readonly name: RunName; readonly settings: RunSettings }; output: RunEnd };
  rows: { input: { readonly list: List; readonly from: number; readonly count: number }; output: readonly ResultRow[] };
  file: { input: { readonly list: List }; output: Blob };
  badFile: { input: { readonly head: readonly string[]; readonly words: Readonly<Record<string, string>> }; output: Blob };
  flips: { input: null; output: Flips };
}

export type RunEnd =
  | { readonly kind: 'done'; readonly summary: PortfolioSummary; readonly bad: number; readonly rows: number }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'problems'; readonly problems: readonly EngineProblem[] };

export type RequestName = keyof Requests;
export type RequestInput<Name extends RequestName> = Requests[Name]['input'];
export type RequestOutput<Name extends RequestName> = Requests[Name]['output'];

export type Message =
  | { readonly [Name in RequestName]: { readonly id: number; readonly name: Name; readonly input: RequestInput<Name> } }[RequestName]
  | { readonly id: number; readonly name: 'cancel' };

export type Reply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'notReady'; readonly message: string }
  | { readonly kind: 'reply'; readonly id: number; readonly output: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string }
  | { readonly kind: 'progress'; readonly id: number; readonly bytes: number; readonly total: number };


/**
 * Many cases in one stream, with an engine of its own: bytes in, rows of results out, and a summary at the end. Bad
 * rows never stop a run; each is reported with its line, column and code. In rows of cells a day may also be written
 * `2025/8/15`, `2025-8-15` or `2025年8月15日`, an amount `60,000.00`, `￥60000`, `CNY 60000` or `60000元`; what could be
 * read in two ways makes a bad row.
 */
import type { Class, IsoDate, Locale, Maybe, Money, Outcome, Policy, PolicyDocument, Problem, ProblemCode, RiskTier } from "./types.js";
import type { EngineSource } from "./types.js";

export { ArrearsError } from "./types.js";

/** The ids of the built-in policies. */
export declare const policies: readonly string[];
/** The version of the package. */
export declare const version: string;
/** Compiles the engine ahead of the first portfolio; without a source, from the bytes inside. */
export declare function init(source?: EngineSource): Promise<void>;

/** How a portfolio is read and written; what is absent keeps its default. */
export interface PortfolioSettings {
  /**
   * A built-in policy by its id, or a document, or the documents that are its versions, or what the main entry's `Policy`
   * compiled, whose document is compiled again here; `cn-bank-loan` by default.
   */
  policy?: Maybe<string | PolicyDocument | readonly PolicyDocument[] | Policy>;
  /** Another policy: the summary then says, as `comparison`, what that one would decide otherwise. */
  after?: Maybe<string | PolicyDocument | readonly PolicyDocument[] | Policy>;
  /** How cases come in; by their first character where it is not said. */
  input?: Maybe<"csv" | "ndjson">;
  /** How results go out: CSV by default. */
  output?: Maybe<"csv" | "ndjson">;
  /** The day of cases that name none themselves. */
  asOf?: Maybe<IsoDate>;
  /** The day whose policy decides, in place of each case's own. */
  policyDate?: Maybe<IsoDate>;
  /** What the columns of the input are called here, by their name there; one that the input lacks is a problem. */
  columns?: Maybe<{ readonly [name: string]: string }>;
  /** The names of the columns, where the input has no line of names. */
  header?: Maybe<readonly string[]>;
  /** Whether results begin with a line of names: yes by default. */
  namesFirst?: Maybe<boolean>;
  /** What stands between two cells of the input. */
  delimiter?: Maybe<"," | ";" | "\t" | "|">;
  /** The number of the first line, for a part of a larger file. */
  firstLine?: Maybe<number>;
  /** The language of problems, in the summary and where nothing can be read. */
  locale?: Maybe<Locale>;
  /** The summary of an earlier run, to compare with. */
  previous?: Maybe<PortfolioSummary>;
}

/** Cases and what is due on them; of unknown amounts, what is known for sure. */
export interface PortfolioPart {
  count: number;
  due: Money;
  /** On how many of the cases it is not known. */
  dueUnknown: number;
}

/** A row of which nothing can be said, and why. */
export interface BadRow {
  id: string;
  /** The line on which the row begins, from 1. */
  line: number;
  /** The column of the first problem, from 1, where it is in one. */
  column?: number;
  /** The name of that column. */
  name?: string;
  problems: Problem[];
  problemCount: number;
}

/** What a portfolio came to. */
export interface PortfolioSummary {
  schema: string;
  policies: { id: string; version: string; fingerprint: string }[];
  /** Rows that were read: those assessed and those with problems. */
  rows: number;
  assessed: number;
  withProblems: number;
  problems: { byCode: { [Code in ProblemCode]?: number }; listed: BadRow[] };
  /** Columns that were passed over. */
  ignoredColumns: IgnoredColumn[];
  /**
   * The sums over all cases; of unknown amounts, what is known for sure. `waivable` is what may be waived at most beyond
   * what has been: of a case whose waiver is not `yes`, or whose approver says how much, nothing is known for sure.
   */
  totals: { due: Money; dueUnknown: number; penalty: Money; compound: Money; waivable: Money };
  classes: (PortfolioPart & { class: Class | null })[];
  riskTiers: (PortfolioPart & { riskTier: RiskTier | null })[];
  decisions: { [Decision in PortfolioDecision]: (PortfolioPart & { outcome: Outcome })[] };
  distribution: {
    daysPastDue: (PortfolioPart & { from: number; to: number | null })[];
    due: (PortfolioPart & { from: Money; below: Money | null })[];
  };
  /** What collection is measured by, against the targets of the policy. */
  indicators: PortfolioIndicators;
  /** What the policy given as `after` decides otherwise. */
  comparison?: PortfolioComparison;
  /** The change on the summary that was given. */
  change?: PortfolioChange;
}

/** A column that was passed over, and the fact that its name is near to. */
export interface IgnoredColumn {
  name: string;
  nearest?: string;
}

/** The recovery rate of each overdue class, and the cost rate. */
export interface PortfolioIndicators {
  recovery: {
    class: Class;
    /** What was collected; `null` unless it is stated of every case. */
    collected: Money | null;
    /** What was overdue: collected and still due. */
    overdue: Money | null;
    rate: string | null;
    /** The rate that is to be exceeded, where the policy sets one. */
    target: string | null;
    met: boolean | null;
  }[];
  cost: {
    cost: Money | null;
    collected: Money | null;
    rate: string | null;
    /** The rate to stay below. */
    target: string;
    met: boolean | null;
  };
}

/** The decisions of a portfolio; hardship and restructuring are those of one case, and of `comparePolicies`. */
export type PortfolioDecision = "waiver" | "installments" | "litigation" | "agency";

/** An outcome that differs under a second policy. */
export interface PortfolioFlip {
  decision: PortfolioDecision;
  before: Outcome;
  after: Outcome;
}

/** What a second policy changes over a portfolio. */
export interface PortfolioComparison {
  policies: { id: string; version: string; fingerprint: string }[];
  /** Cases that both can answer. */
  compared: number;
  /** Cases that the second cannot. */
  leftOut: number;
  flips: (PortfolioFlip & { count: number })[];
  /** What the second makes due beyond the first, over the cases of which both know it. */
  dueMoved: Money;
  /** Cases of which one of the two does not. */
  dueUnknown: number;
  /**
   * What may be waived under the second beyond the first, less what has been, over the cases of which both know it:
   * nothing where a waiver is `no` or `notYet`. It is not known where a missing fact decides, or where the policy sets
   * no cap and the approver says how much.
   */
  waiverMoved: Money;
  /** Cases of which one of the two does not. */
  waiverUnknown: number;
  /** The cases that move most money, the most first; an amount that one of the two does not know is `null`. */
  worst: { id: string; line: number; flips: PortfolioFlip[]; due: Money | null; waiver: Money | null }[];
}

/** Today's figures less the earlier ones; `null` where one of the two does not know. */
export interface PortfolioChange {
  assessed: number | null;
  due: Money | null;
  classes: { class: Class; count: number; due: Money }[];
  recovery: { class: Class; rate: string | null }[];
  cost: string | null;
}

/** The bytes of a run: a piece at a time, all by itself. */
export declare class Portfolio {
  /** @throws {ArrearsError} every problem of the settings and of both policies; pointers of a document start at `/policy` or `/after` */
  constructor(settings?: PortfolioSettings | null);
  /**
   * Takes more of the input, cut anywhere, and gives the result rows of what of it is whole. A row of a text with half
   * of a surrogate pair, which UTF-8 has no form for, is a bad one (`notUtf8`), as is a row of bytes that are no text.
   *
   * @throws {ArrearsError} what is wrong with the line of names; nothing can be read after that
   */
  push(chunk: Uint8Array | ArrayBuffer | string): Uint8Array;
  /** Ends the run: the last result rows and the summary. */
  finish(): { rows: Uint8Array; summary: PortfolioSummary };
  /** Frees the engine's memory for a run that is given up. */
  dispose(): void;
}

/** What a run reports besides its summary. */
export interface PortfolioOptions extends PortfolioSettings {
  /** Result rows, as they come. */
  onRows?: (rows: Uint8Array) => unknown;
  /** How many bytes have been worked through, and how many there are, where that is known. */
  onProgress?: (progress: { bytes: number; total?: number }) => void;
  /** Ends the run: it rejects with the reason of the signal. */
  signal?: PortfolioSignal;
}

/** As much of an `AbortSignal` as is needed. */
export interface PortfolioSignal {
  readonly aborted: boolean;
  readonly reason?: unknown;
  /** Throws the reason once the signal is given. */
  throwIfAborted(): void;
  /** Hears of the signal. */
  addEventListener(type: "abort", listener: () => void, options?: { once?: boolean }): void;
  /** Hears of it no longer. */
  removeEventListener(type: "abort", listener: () => void): void;
}

/** As much of a `Blob` or `File` as is needed. */
export interface PortfolioBlob {
  readonly size: number;
  /** A part, from one byte to before another. */
  slice(from: number, to: number): PortfolioBlobPart;
}

/** A part of a `Blob`. */
export interface PortfolioBlobPart {
  /** Its bytes. */
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** As much of a `ReadableStream` as is needed. */
export interface PortfolioStream {
  /** Its pieces, one after the other. */
  getReader(): PortfolioStreamReader;
}

/** As much of the reader of a stream as is needed. */
export interface PortfolioStreamReader {
  /** The next piece. */
  read(): Promise<{ done: boolean; value?: unknown }>;
  /** Ends the stream. */
  cancel(): Promise<unknown>;
}

/** What can be worked through as it stands. */
export type PortfolioInput = string | Uint8Array | ArrayBuffer | PortfolioBlob;

/** Works through an input on this thread, and lets others run between its pieces. */
export declare function assessPortfolio(
  input: PortfolioInput | PortfolioStream | AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>,
  options?: PortfolioOptions,
): Promise<PortfolioSummary>;

/** As much of a worker, its scope or a message port as is needed. */
export interface PortfolioPort {
  /** Sends to the other end. */
  postMessage(message: unknown, transfer?: never[]): void;
  /** Hears from the other end. */
  addEventListener(type: "message", listener: (event: never) => void): void;
}

/** The worker's end: `servePortfolio(self)` in a module worker. */
export declare function servePortfolio(port: PortfolioPort): void;

/** The page's end of a worker that runs `servePortfolio(self)`. */
export declare function portfolioIn(port: PortfolioPort): PortfolioWorker;

/** Runs portfolios in a worker. */
export interface PortfolioWorker {
  /** Works through an input in the worker; resolves to the summary. */
  assess(input: PortfolioInput, options?: PortfolioOptions): Promise<PortfolioSummary>;
}

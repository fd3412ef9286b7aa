/**
 * Policy calculator for overdue loans.
 *
 * Every figure is exact: amounts and rates come out as decimal strings (`"1485.00"`, `"0.09"`), never as
 * binary fractions. Amounts are yuan with two places (fen); published figures are rounded half-up to the
 * fen, once. Rates and shares are fractions of one a year or of a whole (`"0.06"` is 6 %).
 *
 * These declarations need no library beyond ES2022: no DOM, no `Temporal`, no `esnext`.
 */

// ---------------------------------------------------------------------------------------------------
// What goes in
// ---------------------------------------------------------------------------------------------------

/**
 * An amount in yuan, zero or more, with at most 2 decimal places, up to 999,999,999,999.99.
 *
 * A string holds ASCII digits with an optional point: no sign, thousands mark, space or exponent. A
 * number counts as the decimal that `String(n)` prints, so `0.1` is ten fen and `1.001` is a problem. A
 * bigint is whole yuan.
 */
export type MoneyInput = string | number | bigint;

/**
 * A rate a year, or a share: a fraction from 0 to 1 with at most 10 decimal places (`"0.06"`, `0.06`), or
 * per cent with the sign (`"6%"`). A value above 1 is a problem, because it is nearly always per cent
 * without its sign.
 */
export type RateInput = string | number;

/**
 * A day of the calendar as an object with ISO year, month (1 to 12) and day, such as a
 * `Temporal.PlainDate`. Objects with a time of day are not taken: they name a moment, not a day.
 */
export interface PlainDateLike {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** Only the ISO calendar is taken. */
  readonly calendarId?: string;
  readonly hour?: never;
}

/** A day from 1900-01-01 to 2199-12-31: `YYYY-MM-DD`, a `Date` at midnight UTC, or a plain date object. */
export type DateInput = string | Date | PlainDateLike;

/** A fact that may be unknown: absent, `undefined` and `null` say the same. */
type Maybe<T> = T | null | undefined;

/**
 * One overdue loan. What is left out is unknown and never taken for false or zero; the answer names the
 * facts that it would need. A field that is not named here is a problem, so a misspelt one is found.
 */
export interface Facts {
  /** The day that everything is computed to. It is not itself counted. */
  readonly asOf: DateInput;
  readonly loan?: Maybe<LoanFacts>;
  /** What is unpaid of each due date, as it stands on the as-of date: 1 to 10,000 entries. */
  readonly arrears: readonly ArrearFacts[];
  /** What has been waived and is on record. Absent means nothing is. */
  readonly waived?: Maybe<MoneyInput>;
  readonly borrower?: Maybe<BorrowerFacts>;
  /** A count of failed attempts or a log of contacts, not both. */
  readonly contacts?: Maybe<ContactCount | ContactLog>;
  /** What is known of the collection agency, by item. Listed only: it decides nothing. */
  readonly agency?: Maybe<Checklist>;
  /** Which documents are at hand, by name. Listed only: they decide nothing. */
  readonly documents?: Maybe<Checklist>;
}

/** The contract. */
export interface LoanFacts {
  /** Contract rate a year, before any markup. */
  readonly annualRate?: Maybe<RateInput>;
  readonly currency?: Maybe<"CNY">;
  /** At most 1,000 bytes. */
  readonly product?: Maybe<string>;
  readonly startedOn?: Maybe<DateInput>;
  /** Not before `startedOn`. */
  readonly maturesOn?: Maybe<DateInput>;
  /** Whole months. */
  readonly originalTermMonths?: Maybe<number>;
  /** Principal not yet repaid, due or not. */
  readonly outstandingPrincipal?: Maybe<MoneyInput>;
}

/** What is unpaid of one due date. */
export interface ArrearFacts {
  /** The due date, which is the first day that counts. */
  readonly dueOn: DateInput;
  /** Overdue principal. */
  readonly principal: MoneyInput;
  /** Overdue interest of the contract. Absent is unknown, not zero. */
  readonly interest?: Maybe<MoneyInput>;
  /** Overdue fees. Absent means none on record. */
  readonly fees?: Maybe<MoneyInput>;
}

/** The person who owes. Amounts are a month. */
export interface BorrowerFacts {
  readonly monthlyIncome?: Maybe<MoneyInput>;
  readonly livingCosts?: Maybe<MoneyInput>;
  readonly otherDebtPayments?: Maybe<MoneyInput>;
  /** Whether this is the first time that the borrower is in arrears. */
  readonly firstArrear?: Maybe<boolean>;
  /** Whether the borrower came forward on their own. */
  readonly cameForward?: Maybe<boolean>;
  /** Whether the borrower has refused to pay. */
  readonly refusedToPay?: Maybe<boolean>;
  /** The last day on which the borrower was reached; not after the as-of date. */
  readonly lastReachedOn?: Maybe<DateInput>;
  readonly highRisk?: Maybe<boolean>;
  readonly hardship?: Maybe<Hardship>;
}

/** Why the borrower cannot pay. */
export interface Hardship {
  /** At most 1,000 bytes. */
  readonly cause: string;
  /** Whether there is evidence of it. */
  readonly evidenced?: Maybe<boolean>;
}

/** Attempts to reach the borrower, as a count. */
export interface ContactCount {
  /** Unsuccessful attempts since the oldest unpaid due date. */
  readonly failedAttempts?: Maybe<number>;
  readonly log?: Maybe<never>;
}

/** Attempts to reach the borrower, one by one; taken as complete, at most 10,000. */
export interface ContactLog {
  readonly log: readonly ContactEntry[];
  readonly failedAttempts?: Maybe<never>;
}

/** One attempt to reach the borrower. Attempts after the as-of date are not applied, only counted. */
export interface ContactEntry {
  /** The day, or the day and local time as text: `YYYY-MM-DDTHH:MM`, with or without seconds. */
  readonly at: DateInput;
  /** At most 1,000 bytes. */
  readonly channel: string;
  /** Whom it went to; the borrower when absent. */
  readonly party?: Maybe<string>;
  readonly outcome: "reached" | "noAnswer" | "refused" | "wrongNumber" | "promised";
}

/** Items with yes or no, at most 100. */
export interface Checklist {
  readonly [item: string]: Maybe<boolean>;
}

// ---------------------------------------------------------------------------------------------------
// What comes out
// ---------------------------------------------------------------------------------------------------

/** An amount in yuan with exactly two places, such as `"1485.00"`. */
export type Money = string;

/** A rate a year or a share, as a fraction of one, such as `"0.09"` for 9 %. */
export type Rate = string;

/** A day, `YYYY-MM-DD`. */
export type IsoDate = string;

/** A JSON pointer (RFC 6901) into the facts, such as `"/loan/annualRate"`. */
export type Pointer = string;

/** How late a loan is by the institution's plan; `current` when nothing is overdue. */
export type Class = "current" | "mild" | "moderate" | "severe";

/** The regulator's five tiers. */
export type RiskTier = "normal" | "specialMention" | "substandard" | "doubtful" | "loss";

/** Who acts or approves in the institution. */
export type Role = "junior" | "senior" | "supervisor";

/** What a decision came to. */
export type Outcome = "yes" | "no" | "notYet" | "undetermined" | "refer";

/** A fact that a clause looks at. */
export type FactName =
  | "daysPastDue"
  | "overdueAmount"
  | "failedAttempts"
  | "refusedToPay"
  | "daysUnreachable"
  | "firstArrear"
  | "cameForward"
  | "shareOfIncome"
  | "smallestPayment"
  | "class";

/**
 * How sure a value of a policy is: read in the law's text, on consistent secondary pages, or general
 * knowledge (`L`, `P`, `M`); stated by the institution's plan; ours where plan and law are silent; or
 * taken over from another policy.
 */
export type Confidence = "L" | "P" | "M" | "plan" | "ours" | "assumed";

/** Where a value of a policy comes from. */
export interface SourceRef {
  /** Id of a document that the policy lists. */
  document: string;
  /** Section, article or heading in it. */
  clause: string;
  confidence: Confidence;
  /** First day on which the value holds. */
  effectiveFrom: IsoDate;
  /** Day by which somebody should look at it again. */
  reviewBy: IsoDate;
  /** How the clause was read, where it leaves room. */
  reading?: string;
}

/** One comparison that was looked at, with its result. */
export interface Clause {
  /** Stable id within the policy, such as `"waiver.daysPastDue"`. */
  id: string;
  /** Its place in the tree of conditions, such as `"all/2/any/0"`; empty when it is the whole. */
  group: string;
  fact: FactName;
  /** Money and shares are decimal strings; `null` where the fact is unknown. */
  value: string | number | boolean | null;
  /** For a sum with an unknown part: what it is at least, in yuan. */
  atLeast?: Money;
  operator: "lt" | "le" | "eq" | "ne" | "ge" | "gt" | "in";
  /** With the operator `in`, the values that meet it. */
  threshold: string | number | boolean | string[];
  status: "met" | "notMet" | "unknown";
  /** Whether the outcome hangs on this clause. */
  decisive: boolean;
  source: SourceRef;
}

/** One thing that would change an outcome, found by assessing the loan again with it made. */
export interface Change {
  /** Who can bring it about; `time` is nobody: it comes by waiting. */
  by: "borrower" | "lender" | "time";
  /** The fact that moves. */
  fact: FactName;
  /** What it moves to: days or a count as a number, money and shares as decimal strings. */
  to: string | number | boolean;
  /** The day on which it does. */
  on?: IsoDate;
  /** The change in a sentence. */
  text: string;
  /** The outcome then. */
  outcome: Outcome;
}

/** What every decision carries, whatever its outcome. */
interface DecisionCommon {
  /** Every clause that was looked at. */
  clauses: Clause[];
  /** What would change the outcome; only with `include: ["changes"]`. */
  changes?: Change[];
}

/** It may be done. */
export interface DecisionYes extends DecisionCommon {
  outcome: "yes";
  missing: [];
}

/** It may not be done. */
export interface DecisionNo extends DecisionCommon {
  outcome: "no";
  /** Ids of a smallest set of clauses that alone make it so. */
  blocking: string[];
  missing: [];
}

/** Only time is lacking. */
export interface DecisionNotYet extends DecisionCommon {
  outcome: "notYet";
  /** The first day on which it may be done, if nothing else changes. */
  opensOn: IsoDate;
  missing: [];
}

/** Facts are missing, and the outcome hangs on them. */
export interface DecisionUndetermined extends DecisionCommon {
  outcome: "undetermined";
  /** The facts to find out. */
  missing: [Pointer, ...Pointer[]];
}

/** A person decides. */
export interface DecisionRefer extends DecisionCommon {
  outcome: "refer";
  refersTo: Role;
  missing: [];
}

/** A decision: `outcome` tells which of the five it is, and TypeScript narrows by it. */
export type Decision = DecisionYes | DecisionNo | DecisionNotYet | DecisionUndetermined | DecisionRefer;

/** A decision that names who approves what it allows. */
export type ApprovedDecision = Decision & { approvedBy: Role };

/** The policy version that answered. */
export interface PolicyRef {
  id: string;
  version: string;
  /** SHA-256 in hexadecimal over the document's canonical bytes (RFC 8785). */
  fingerprint: string;
}

/** How delinquent the loan is. */
export interface Delinquency {
  /** Days from the oldest unpaid due date (counted) to the as-of date (not counted). */
  daysPastDue: number;
  /** `null` where an unknown amount could still make it worse. */
  class: Class | null;
  /** The class by days alone, where the policy also has a scale by amount; the worse of the two decides. */
  classByDays?: Class;
  /** The class by amount alone, where the policy has that scale and the amount is known. */
  classByAmount?: Class;
  /** The regulator's tier; absent before the date from which the tiers hold. */
  riskTier?: RiskTier;
  /** The due date that days are counted from; absent when nothing is overdue. */
  oldestDueOn?: IsoDate;
}

/** What is due on the as-of date. An amount that a missing fact leaves open is `null`. */
export interface Due {
  /** Overdue principal. */
  principal: Money;
  /** Overdue interest of the contract. */
  interest: Money | null;
  /** Overdue fees. */
  fees: Money;
  /** Penalty interest on overdue principal; the sum of its lines, each rounded once. */
  penalty: Money | null;
  /** Compound interest on overdue interest; the sum of its lines, each rounded once. */
  compound: Money | null;
  /** Waived and on record; taken off the total. */
  waived: Money;
  /** All of the above, less what was waived. */
  total: Money | null;
  /** What one more day adds to the total: the total of tomorrow less that of today. */
  dailyGrowth: Money | null;
  /** The facts without which an amount is `null`. */
  missing: Pointer[];
}

/** A stretch of days with one base and one rate. */
export interface PenaltySegment {
  /** First day, counted. */
  from: IsoDate;
  /** Last day, not counted. */
  to: IsoDate;
  days: number;
  /** What it is charged on. */
  base: Money;
  /** The raised rate a year. */
  annualRate: Rate;
  /** The unrounded amount in yuan as a reduced fraction, `"n/d"`. */
  exact: string;
  /** The amount, rounded by the policy's mode. */
  amount: Money;
  /** The working in figures, such as `"60000.00 × 0.09 × 99 ÷ 360"`. */
  formula: string;
}

/** One arrear and one component, rounded once. */
export interface PenaltyLine {
  arrear: Pointer;
  dueOn: IsoDate;
  component: "penalty" | "compound";
  /** The parts of `due.penalty` and `due.compound`: they add up exactly. */
  amount: Money;
  segments: PenaltySegment[];
}

/** Penalty and compound interest with their working. */
export interface PenaltyWorking {
  lines: PenaltyLine[];
}

/** Whether penalty interest may be waived, and how much of it. */
export type WaiverDecision = ApprovedDecision & {
  /** The most that may be waived in all, rounded down to the fen; with outcome `yes`, where it is known. */
  max?: Money;
  /** What of it has not been waived yet; present when something has. */
  remaining?: Money;
  /** The facts without which the amount is not known, although the outcome is. */
  figuresMissing?: Pointer[];
};

/** One payment of a plan. */
export interface PlanRow {
  dueOn: IsoDate;
  /** The part of the amount being spread. */
  principal: Money;
  /** What accrues during the plan. */
  interest: Money;
  payment: Money;
  /** What is left after the payment. */
  balance: Money;
}

/** One plan on offer. */
export interface PlanOption {
  /** Number of monthly payments. */
  periods: number;
  /** Every payment but the last: the total split equally, rounded half-up to the fen. */
  payment: Money;
  /** The last payment, which takes the residue. */
  lastPayment: Money;
  /** The larger payment as a share of monthly income: 4 places, rounded up, for showing only. */
  shareOfIncome?: Rate;
  /** Whether the borrower can afford it. */
  feasible: "yes" | "no" | "undetermined";
  schedule: PlanRow[];
}

/** Whether an installment plan may be agreed, and which plans there are. */
export type InstallmentsDecision = ApprovedDecision & {
  /** Periods of the shortest feasible plan. */
  shortest?: number;
  /** The smallest sum that, paid at once, makes the longest plan feasible; with outcome `no`. */
  deposit?: Money;
  /** The most that one payment may be, rounded down to the fen. */
  limit?: Money;
  /** Every plan that the policy offers; empty while the total is not known. */
  options: PlanOption[];
  /** The facts without which the amounts are not known, although the outcome is. */
  figuresMissing?: Pointer[];
  /** Who may agree a plan. */
  mayDo: Role;
};

/** Whether the loan may leave ordinary collection. */
export interface EscalationDecision {
  /** Going to court. */
  litigation: ApprovedDecision;
  /** Referral to a collection agency. */
  agency: ApprovedDecision;
}

/** How a figure between two fen becomes one of them. */
export type RoundingMode = "halfUp" | "halfEven" | "down" | "up";

/** How the answer was computed, so that anyone can repeat it. */
export interface Conventions {
  /** Day count of penalty and compound interest. */
  dayCount: "ACT/360" | "ACT/365F";
  /** Which end of a range of days is counted. */
  daysCounted: "start";
  /** Rounding of charges: each line (one arrear, one component) once. */
  rounding: { mode: RoundingMode; stage: "line" };
  /** What interest runs during an installment plan: none. */
  planInterest: "frozen";
  /** Entries of record that the facts do not have and that are taken as none. */
  assumedNone: ("fees" | "waived" | "contacts.log")[];
  /** Dated entries after the as-of date, which are not applied. */
  laterEvents: number;
}

/** Everything that is answered about one loan. Plain data: it can be stored, sent and compared. */
export interface Answer {
  schema: "answer.v1";
  asOf: IsoDate;
  policy: PolicyRef;
  delinquency: Delinquency;
  due: Due;
  penalty: PenaltyWorking;
  waiver: WaiverDecision;
  installments: InstallmentsDecision;
  escalation: EscalationDecision;
  conventions: Conventions;
}

/** The day and the policy that a part of an answer holds for. */
export interface AnswerHead {
  asOf: IsoDate;
  policy: PolicyRef;
}

/** The answer of `penaltyInterest`. */
export type PenaltyAnswer = AnswerHead & PenaltyWorking;

/** The answer of `waiver`. */
export type WaiverAnswer = AnswerHead & WaiverDecision;

/** The answer of `installments`. */
export type InstallmentsAnswer = AnswerHead & InstallmentsDecision;

/** The answer of `escalation`. */
export type EscalationAnswer = AnswerHead & EscalationDecision;

// ---------------------------------------------------------------------------------------------------
// Errors
// ---------------------------------------------------------------------------------------------------

/**
 * What kind of failure a call ended in: the facts or options have problems; the policy has problems or
 * none is in force; the input is only too large; a reference table does not reach the date asked for; or
 * the engine itself could not be loaded or failed.
 */
export type ErrorCode = "invalidFacts" | "invalidPolicy" | "limit" | "tableEnds" | "engine";

/** What is wrong, as a stable name. Messages may be reworded; these do not change. */
export type ProblemCode =
  | "required"
  | "unknownField"
  | "duplicateField"
  | "wrongType"
  | "notADecimal"
  | "tooManyDecimals"
  | "negative"
  | "amountTooLarge"
  | "rateAboveOne"
  | "notADate"
  | "notATime"
  | "dateOutOfRange"
  | "dateAfterAsOf"
  | "notAWholeNumber"
  | "countTooLarge"
  | "notOneOf"
  | "emptyList"
  | "tooManyItems"
  | "textTooLong"
  | "inputTooLarge"
  | "notJson"
  | "bothGiven"
  | "arrearAmountUnknown"
  | "waivedExceedsDue"
  | "notFinite"
  | "notData"
  | "dateNotMidnight"
  | "invalidDate"
  | "cyclic"
  | "tooDeep"
  | "unknownOperation"
  | "unknownPolicy"
  | "noPolicyInForce"
  | "versionsOverlap"
  | "versionsGap"
  | "scaleBroken"
  | "thresholdKind"
  | "duplicateId"
  | "unknownDocument"
  | "boundsCrossed"
  | "figureTooLarge"
  | "engineNotLoaded"
  | "engineNotReady"
  | "engineStopped"
  | "engineVersionDiffers"
  | "notAPolicy"
  | "policyDisposed";

/** One thing that is wrong, and where. */
export interface Problem {
  code: ProblemCode;
  /** The field; empty for the whole input. */
  path: Pointer;
  /** In plain words, with the input in backticks. */
  message: string;
  /** What to do about it, where there is more to say. */
  help?: string;
}

/**
 * The only error that the package throws for bad input. It tells every problem at once.
 *
 * `instanceof` holds between copies of the package, such as its ES module and its CommonJS file. The
 * message is the first problem's, with the number of others.
 */
export declare class ArrearsError extends Error {
  constructor(
    failure: { code: ErrorCode; problems: Problem[]; problemCount: number },
    options?: { cause?: unknown },
  );
  readonly name: "ArrearsError";
  readonly code: ErrorCode;
  /** At most 100. */
  readonly problems: Problem[];
  /** How many there are, listed or not. */
  readonly problemCount: number;
  readonly cause?: unknown;
  /** A plain copy, for logs and for messages between workers. */
  toJSON(): { name: "ArrearsError"; message: string; code: ErrorCode; problems: Problem[]; problemCount: number };
}

// ---------------------------------------------------------------------------------------------------
// Policies and the engine
// ---------------------------------------------------------------------------------------------------

type DisposeKeyOf<Symbols> = Symbols extends { readonly dispose: symbol } ? Symbols["dispose"] : never;
/** `[Symbol.dispose]`, where the library of the compilation knows it; else nothing. */
type DisposalMethod = { [Key in DisposeKeyOf<SymbolConstructor>]: () => void };

/** A policy document as data; `Policy.compile` checks it and tells every problem. */
export type PolicyDocument = { readonly [key: string]: unknown };

/** A compiled policy, ready for many calls. */
export declare class Policy {
  private constructor();
  /**
   * A policy that ships with the package, in all its versions; the as-of date of a call picks one.
   *
   * @param id one of {@link policies}
   * @throws {ArrearsError} `invalidPolicy` when there is none of that id
   */
  static builtin(id: string): Policy;
  /**
   * Checks and compiles a policy document, given as JSON text or as data.
   *
   * @throws {ArrearsError} `invalidPolicy` with every problem of the document
   */
  static compile(document: string | PolicyDocument): Policy;
  /**
   * Frees the engine's memory for it at once. A policy that is forgotten is freed in time, where the
   * runtime has finalisers. Using it afterwards is an error; disposing of it again is not.
   */
  dispose(): void;
}
export interface Policy extends DisposalMethod {}

/** A URL object. */
export interface UrlLike {
  readonly href: string;
}

/** A response of `fetch`. */
export interface ResponseLike {
  readonly ok: boolean;
  readonly status: number;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** A `WebAssembly.Module`, which has no members that a type could name. */
export type CompiledModule = object;

/** Where the engine can come from: a URL, a response or a promise of one, its bytes, or a compiled module. */
export type EngineSource =
  | string
  | UrlLike
  | ResponseLike
  | PromiseLike<ResponseLike>
  | ArrayBuffer
  | ArrayBufferView
  | CompiledModule;

/**
 * Compiles the engine ahead of the first call, off the calling thread. Never necessary: the first call
 * does it by itself. A second call waits for the first and changes nothing.
 *
 * @param source the engine from somewhere else than the package's own file
 */
export declare function init(source?: EngineSource): Promise<void>;

/** The version of the package and of the engine in it. */
export declare const version: string;

/** Ids of the policies that ship with the package. */
export declare const policies: readonly string[];

/** What to decide by. */
export interface PolicyOption {
  /** An id of {@link policies} or a compiled policy; `"cn-bank-loan"` when absent. */
  readonly policy?: Maybe<string | Policy>;
}

/** How to assess. */
export interface AssessOptions extends PolicyOption {
  /** What to work out besides, only when asked for: what would change each outcome. */
  readonly include?: Maybe<readonly "changes"[]>;
}

// ---------------------------------------------------------------------------------------------------
// Operations
// ---------------------------------------------------------------------------------------------------

/**
 * Assesses one loan: what is due, how late it is, and every decision with its reasons.
 *
 * The input is only read. The same facts, policy and version of the package give the same answer on any
 * machine and on any day.
 *
 * @throws {ArrearsError} with every problem of the facts, the options and the policy
 */
export declare function assess(facts: Facts, options?: AssessOptions | null): Answer;

/**
 * Penalty and compound interest alone, line by line: contract rate × (1 + markup) on overdue principal and
 * on overdue interest, for the days from the due date (counted) to the as-of date (not counted).
 *
 * @throws {ArrearsError}
 */
export declare function penaltyInterest(facts: Facts, options?: PolicyOption | null): PenaltyAnswer;

/**
 * Whether, and how much, penalty interest may be waived.
 *
 * @throws {ArrearsError}
 */
export declare function waiver(facts: Facts, options?: PolicyOption | null): WaiverAnswer;

/**
 * Which installment plans are feasible, each with its schedule.
 *
 * @throws {ArrearsError}
 */
export declare function installments(facts: Facts, options?: PolicyOption | null): InstallmentsAnswer;

/**
 * Whether the loan may go to court or to a collection agency.
 *
 * @throws {ArrearsError}
 */
export declare function escalation(facts: Facts, options?: PolicyOption | null): EscalationAnswer;

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
 * facts that it would need.
 */
export interface Facts {
  /** The day that everything is computed to. It is not itself counted. */
  readonly asOf: DateInput;
  readonly loan?: Maybe<LoanFacts>;
  /** The unpaid part of each due date, as it stands on the as-of date. */
  readonly arrears?: Maybe<readonly ArrearFacts[]>;
  /** A waiver granted and on record, in yuan. Absent means none on record. */
  readonly waived?: Maybe<MoneyInput>;
  readonly borrower?: Maybe<BorrowerFacts>;
  /** A count of failed attempts or a log of contacts, not both. */
  readonly contacts?: Maybe<ContactCount | ContactLog>;
}

/** The contract. */
export interface LoanFacts {
  /** Contract rate a year, before any markup. */
  readonly annualRate?: Maybe<RateInput>;
  readonly currency?: Maybe<"CNY">;
  readonly product?: Maybe<string>;
  readonly startedOn?: Maybe<DateInput>;
  readonly maturesOn?: Maybe<DateInput>;
  /** Whole months. */
  readonly originalTermMonths?: Maybe<number>;
  /** Principal not yet repaid, due or not, in yuan. */
  readonly outstandingPrincipal?: Maybe<MoneyInput>;
  /** Whether the money was used for something the contract forbids. Absent means not on record. */
  readonly misused?: Maybe<boolean>;
}

/** What is unpaid of one due date. */
export interface ArrearFacts {
  readonly dueOn: DateInput;
  /** Overdue principal in yuan. */
  readonly principal: MoneyInput;
  /** Overdue contract interest in yuan. */
  readonly interest?: Maybe<MoneyInput>;
  /** Overdue fees in yuan. Absent means none on record. */
  readonly fees?: Maybe<MoneyInput>;
}

/** The person who owes. Amounts are yuan a month. */
export interface BorrowerFacts {
  readonly monthlyIncome?: Maybe<MoneyInput>;
  readonly livingCosts?: Maybe<MoneyInput>;
  readonly otherDebtPayments?: Maybe<MoneyInput>;
  /** Whether this is the first time that the borrower is in arrears. */
  readonly firstArrear?: Maybe<boolean>;
  /** Whether the borrower came forward on their own. */
  readonly cameForward?: Maybe<boolean>;
  /** Whether the borrower refused to pay in so many words. */
  readonly refusedToPay?: Maybe<boolean>;
  /** The last day on which the borrower was reached. */
  readonly lastReachedOn?: Maybe<DateInput>;
  readonly highRisk?: Maybe<boolean>;
  readonly hardship?: Maybe<{ readonly cause: string; readonly evidenced?: Maybe<boolean> }>;
}

export interface ContactCount {
  /** Unsuccessful attempts since the oldest unpaid due date. */
  readonly failedAttempts?: Maybe<number>;
  readonly log?: never;
}

export interface ContactLog {
  readonly log: readonly ContactEntry[];
  readonly failedAttempts?: never;
}

/** One attempt to reach the borrower or somebody else. */
export interface ContactEntry {
  /** The day of the attempt. */
  readonly at: DateInput;
  readonly channel: string;
  /** Whom it went to; the borrower when absent. */
  readonly party?: Maybe<string>;
  readonly outcome: "reached" | "noAnswer" | "refused" | "wrongNumber" | "promised";
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
  | "smallestPayment";

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
  operator: "lt" | "le" | "eq" | "ne" | "ge" | "gt";
  threshold: string | number | boolean;
  status: "met" | "notMet" | "unknown";
  /** Whether the outcome hangs on this clause. */
  decisive: boolean;
  source: SourceRef;
}

/** What every decision carries, whatever its outcome. */
interface DecisionCommon {
  /** Every clause that was looked at. */
  clauses: Clause[];
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
  class: Class;
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
  assumedNone: Pointer[];
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

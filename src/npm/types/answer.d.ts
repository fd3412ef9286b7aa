import type { Action, HardshipDecision } from "./collection.js";
import type { Change, KeyDate } from "./changes.js";
import type { Ledger } from "./ledger.js";
import type { RestructureDecision } from "./restructure.js";
import type { PlanTracking } from "./tracking.js";

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
  | "class"
  | "hardshipCause"
  | "hardshipEvidenced"
  | "reviewFacts"
  | "oldestDueOn"
  | "approvals.waiver"
  | "approvals.restructure"
  | "waiverRemaining"
  | "longestTermMonths"
  | "leftToLiveOn"
  | "planDaysPastDue"
  | "planUnpaid";

/**
 * How sure a value of a policy is: read in the law's text, on consistent secondary pages, or general
 * knowledge (`L`, `P`, `M`); stated by the institution's plan; ours where plan and law are silent; or
 * taken over from another policy.
 */
export type Confidence = "L" | "P" | "M" | "plan" | "ours" | "assumed";

/** Where a value of a policy comes from. */
export interface SourceRef {
  /** Id of a document that the policy lists. */
  readonly document: string;
  /** Section, article or heading in it. */
  readonly clause: string;
  readonly confidence: Confidence;
  /** First day on which the value holds. */
  readonly effectiveFrom: IsoDate;
  /** Day by which somebody should look at it again. */
  readonly reviewBy: IsoDate;
  /** How the clause was read, where it leaves room. */
  readonly reading?: string;
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
  /** For a sum or share with an unknown part: what it is at least; absent where it has no bound. */
  atLeast?: Money | Rate;
  /** The same: what it is at most; absent where it has no bound. */
  atMost?: Money | Rate;
  operator: "lt" | "le" | "eq" | "ne" | "ge" | "gt" | "in";
  /** With the operator `in`, the values that meet it. */
  threshold: string | number | boolean | string[];
  status: "met" | "notMet" | "unknown";
  /** Whether the outcome hangs on this clause. */
  decisive: boolean;
  source: SourceRef;
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
  /**
   * Days from the oldest unpaid due date (counted) to the as-of date (not counted). Where a waiver takes off all that is
   * known, and something that is not known may be left, those that count if it is: no decision is then settled by them.
   */
  daysPastDue: number;
  /** `null` where an unknown amount could still make it another. */
  class: Class | null;
  /** The class by days alone, where the policy also has a scale by amount; the worse of the two decides. */
  classByDays?: Class;
  /** The class by amount alone, where the policy has that scale and the amount is known. */
  classByAmount?: Class;
  /** The regulator's tier; absent before the date from which the tiers hold. */
  riskTier?: RiskTier;
  /** The due date that days are counted from; absent when nothing is overdue. */
  oldestDueOn?: IsoDate;
  /** The day that days are counted from, where days of grace put it after that due date. */
  countedFrom?: IsoDate;
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
  /** The facts without which an amount is `null`, or is known (a cap or the smallest charge settles it) and its lines are not. */
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

/** What a setting of the policy has added to a line or taken off it, or what was paid of it. */
export interface PenaltyAdjustment {
  /**
   * The smallest charge, which adds; the cap on an arrear's charges or on its cost a year, which takes off; or
   * payments, which take off as well.
   */
  by: "minimumCharge" | "shareOfPrincipalMax" | "totalCostMax" | "paid";
  /** How much it has added or taken off. */
  amount: Money;
  /**
   * The smallest charge; the most that the arrear may bear; the most that it may cost, interest and fees included; of
   * payments, the line before them.
   */
  bound: Money;
}

/** One arrear and one component. */
export interface PenaltyLine {
  /** Where it comes from, such as `"/arrears/0"` or `"/history/schedule/0"`. */
  arrear: Pointer;
  dueOn: IsoDate;
  component: "penalty" | "compound";
  /** The parts of `due.penalty` and `due.compound`: they add up exactly. */
  amount: Money;
  /** Their amounts, with what adjustments add and take off, add up to the line's. */
  segments: PenaltySegment[];
  /** In the order in which they were made; absent where none was. */
  adjustments?: PenaltyAdjustment[];
}

/** Penalty and compound interest with their working. */
export interface PenaltyWorking {
  lines: PenaltyLine[];
}

/** Whether penalty interest may be waived, and how much of it. */
export type WaiverDecision = ApprovedDecision & {
  /** The most that may be waived in all, rounded down to the fen; where the condition holds and it is known. */
  max?: Money;
  /** What of it has not been waived yet; present when something has. */
  remaining?: Money;
  /** By how much more than the most has been waived already, where it has. */
  aboveMax?: Money;
  /** The facts without which the amount is not known, although the outcome is. */
  figuresMissing?: Pointer[];
};

/** What runs while an agreed plan is kept: nothing, or one of the rates on what is left of the overdue principal. */
export type PlanInterest = "frozen" | "contract" | "penalty";

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
  /** Present when the day was moved off a day of rest, where the policy does that. */
  adjusted?: true;
  /** Present when the table of working days does not reach the day, so that it stands unmoved. */
  tableEnds?: true;
}

/** One plan on offer. */
export interface PlanOption {
  /** Number of monthly payments. */
  periods: number;
  /** Every payment but the last: the total split equally, rounded half-up to the fen. */
  payment: Money;
  /**
   * The last payment, which takes the residue. Of a total of a few fen it can be below zero, where rounding up has
   * collected more before it; such a plan is not feasible and has no schedule.
   */
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
  /**
   * The smallest sum that, paid at once, makes the longest plan feasible; with outcome `no`. Everything, where only
   * that would do.
   */
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

/** At what stage figures are rounded: the sum of everything, each line, or each segment. */
export type RoundingStage = "once" | "line" | "segment";

/** Which ends of a range of days are counted; each day between them is. */
export type DaysCounted = "start" | "end" | "both" | "neither";

/** How a range of days becomes a part of a year. */
export type DayCount =
  | "ACT/360"
  | "ACT/365F"
  | "ACT/365-ACTUAL"
  | "ACT/365.25"
  | "ACT/364"
  | "ACT/ACT-ISDA"
  | "ACT/ACT-AFB"
  | "ACT/ACT-YEAR"
  | "30/360-ISDA"
  | "30E/360"
  | "30E/360-ISDA"
  | "30U/360"
  | "30U/360-EOM"
  | "30E+/360"
  | "30/360-PSA"
  | "30E/365"
  | "NL/360"
  | "NL/365";

/** What a payment can settle. */
export type PaymentComponent = "cost" | "fee" | "penalty" | "compound" | "interest" | "principal";

/** A component: of what has fallen due and then of what is due later, or of the scope named. */
export type AllocationEntry =
  | PaymentComponent
  | { scope: "pastDue" | "due" | "inAdvance"; component: PaymentComponent };

/** Whether a payment finishes installments or components one by one. */
export type AllocationWalk = "oldestFirst" | "componentFirst";

/** What becomes of a payment once nothing that has fallen due is left. */
export type AllocationExcess = "keep" | "nextInstallment" | "lastInstallment" | "spread";

/** Which rate is charged: none, the contract's, or the contract's with its markup. */
export type ChargedRate = "none" | "contract" | "penalty";

/** The settings that penalty and compound interest were worked out by. What is absent is not set. */
export interface ChargeSettings {
  /** Raise of the contract rate: the one for misused funds where they were misused. */
  markup: Rate;
  /** Highest rate a year after the markup. */
  rateMax?: Rate;
  /**
   * Days of grace and what they spare: charges for good, charges unless the arrear outlasts them, or days past due
   * alone.
   */
  grace: { days: number; mode: "exclusive" | "inclusive" | "classificationOnly" };
  /** The largest arrear that counts neither for days nor for charges. */
  tolerance: Money;
  /** Smallest charge of a line. */
  minimumCharge?: Money;
  /** What of an unpaid installment bears penalty interest. */
  penaltyBase: "principal" | "interest" | "principalAndInterest" | "installment";
  /** The rate of compound interest before and after the loan matures; absent where overdue interest bears none. */
  compoundRate?: { beforeMaturity: ChargedRate; afterMaturity: ChargedRate };
  /** That unpaid penalty interest joins what bears compound interest every month from the due date; absent where not. */
  compoundOnPenalty?: true;
  /** Highest charges of an arrear as a share of its principal. */
  shareOfPrincipalMax?: Rate;
  /** Highest cost of an arrear a year as a share of its principal. */
  totalCostMax?: Rate;
  /** Whether every fee counts, or of those of one label on one installment only the first. */
  feeStacking: "all" | "oncePerLabel";
}

/** How the answer was computed, so that anyone can repeat it. */
export interface Conventions {
  /** Day count of penalty and compound interest. */
  dayCount: DayCount;
  /** Which end of a range of days is counted. */
  daysCounted: DaysCounted;
  /** Rounding of charges; a line is one arrear and one component. */
  rounding: { mode: RoundingMode; stage: RoundingStage };
  /** The other settings of charges. */
  charges: ChargeSettings;
  /** What interest runs during an installment plan. */
  planInterest: PlanInterest;
  /** Where a payment goes: what is settled first, and what becomes of the rest. */
  allocation: {
    walk: AllocationWalk;
    entries: AllocationEntry[];
    byDays?: { fromDays: number; toDays?: number; walk?: AllocationWalk; entries: AllocationEntry[]; source: SourceRef }[];
    excess: AllocationExcess;
  };
  /** Entries of record that the facts do not have and that are taken as none. */
  assumedNone: ("fees" | "waived" | "misused" | "plan" | "plan.payments" | "history.events" | "contacts.log")[];
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
  /** What comes of the hardship that the borrower states; absent where none is stated. */
  hardship?: HardshipDecision;
  /** Whether the loan could be restructured; absent where the facts state nothing that only this looks at. */
  restructure?: RestructureDecision;
  /** What has become of the agreed plan; absent where none is on record. */
  tracking?: PlanTracking;
  /** Every installment, payment and waiver of the history; absent where the facts have none. */
  ledger?: Ledger;
  conventions: Conventions;
  /** What to do next; only with `include: ["actions"]`. */
  actions?: Action[];
  /** The days on which something changes or falls due; only with `include: ["keyDates"]`. */
  keyDates?: KeyDate[];
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

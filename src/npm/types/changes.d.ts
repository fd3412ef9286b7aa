import type { Class, FactName, IsoDate, Money, Outcome, Pointer, PolicyRef, RiskTier, SourceRef } from "./answer.js";
import type { Channel, DateInput, Maybe } from "./facts.js";
import type { DecideOptions } from "./operations.js";

// ---------------------------------------------------------------------------------------------------
// What would change, and when
// ---------------------------------------------------------------------------------------------------

/** A decision by name. */
export type DecisionName = "waiver" | "installments" | "litigation" | "agency" | "hardship" | "restructure";

/** What moves in a change: a fact, a sum paid at once, what is earned or spent a month, or the payments of a plan. */
export type Lever = FactName | "deposit" | "monthlyIncome" | "periods" | "livingCosts" | "otherDebtPayments";

/** A range of amounts; both ends belong to it. */
export interface Interval {
  from: Money;
  to: Money;
}

/** One thing that would change an outcome, found by assessing the loan again with it made. */
export interface Change {
  /** Who can bring it about; `time` is nobody: it comes by waiting. */
  by: "borrower" | "lender" | "time";
  /** What moves. */
  fact: Lever;
  /** Its value as things stand, where it is known. */
  from?: string | number | boolean;
  /** What it moves to: days or a count as a number, money, shares and a class as text. */
  to: string | number | boolean;
  /** Present when `to` is only the least that it comes to, whatever the missing facts are. */
  atLeast?: true;
  /** The day on which it does. */
  on?: IsoDate;
  /** What else has to come about by then: the facts that move as well, each by waiting alone. */
  provided?: { fact: Lever; to: string | number | boolean; atLeast?: true }[];
  /** The last day on which the decision holds; where missing facts leave open whether it goes on, on which it does for sure. */
  lastDay?: IsoDate;
  /** What is paid for it. */
  amount?: Money;
  /** Every amount that does it, in rising order: not every larger one need do. */
  intervals?: Interval[];
  /** Payments of the plan that it makes feasible. */
  periods?: number;
  /** Present when the policy itself would have to allow it. */
  beyondPolicy?: true;
  /** The change in a sentence. */
  text: string;
  /** The outcome then. */
  outcome: Outcome;
}

/** One decision and what would change it. */
export interface DecisionChanges {
  decision: DecisionName;
  /** Its outcome as things stand. */
  outcome: Outcome;
  /** The smallest single changes, each enough by itself. */
  changes: Change[];
}

/** The answer of `change`. */
export interface ChangeAnswer {
  asOf: IsoDate;
  policy: PolicyRef;
  decisions: DecisionChanges[];
}

/** What to say the changes of. */
export interface ChangeOptions extends DecideOptions {
  /** Only this decision; every one when absent. */
  readonly decision?: Maybe<DecisionName>;
}

/** What a key date is about. `…LastDay` is the last day on which something holds, `…Closes` the day after. */
export type KeyEvent =
  | "reminder"
  | "overdueNotice"
  | "deliveryCheck"
  | "classChange"
  | "riskTierChange"
  | "waiverOpens"
  | "waiverLastDay"
  | "waiverCloses"
  | "agencyOpens"
  | "agencyLastDay"
  | "agencyCloses"
  | "litigationOpens"
  | "litigationLastDay"
  | "litigationCloses"
  | "firstPlanPayment"
  | "planPayment"
  | "planReview"
  | "planFails"
  | "complaintRespond"
  | "complaintInvestigate"
  | "limitationExpires";

/** One day on which something changes or falls due, if nobody acts. */
export interface KeyDate {
  on: IsoDate;
  event: KeyEvent;
  /** Whether it was moved off a day of rest. */
  adjusted: boolean;
  /** Present when the table of working days does not reach it, so that holidays are not considered. */
  tableEnds?: true;
  /** The local time of a deadline of hours, `HH:MM`. */
  at?: string;
  /** The due date that it is counted from. */
  dueOn?: IsoDate;
  /** Days past due on that day. */
  daysPastDue?: number;
  /** By which channel a reminder goes. */
  channel?: Channel;
  /** The class that the loan moves to. */
  class?: Class;
  /** The risk tier that the loan moves to. */
  riskTier?: RiskTier;
  /** The outcome of the decision on that day. */
  outcome?: Outcome;
  /**
   * The facts that the date depends on: with them it may be another day, or none. A limitation period ends on the day
   * or later; a decision opens on it at the latest; one that goes on into doubt has it as the last day that is certain.
   */
  missing?: Pointer[];
  /** The clause that it follows from. */
  source: SourceRef;
}

/** What the key dates may need beside the facts. */
export interface KeyDatesOptions extends DecideOptions {
  /** `"ics"` adds the same dates as iCalendar text (RFC 5545). */
  readonly format?: Maybe<"json" | "ics">;
  /** The institution's own name of the case, which keeps the calendar events of two cases apart. */
  readonly caseId?: Maybe<string>;
  /** The day on which the overdue notice was sent; the first day past due when absent. */
  readonly noticeOn?: Maybe<DateInput>;
  /** When a complaint came in: the day, or the day and local time as `YYYY-MM-DDTHH:MM`. */
  readonly complaintOn?: Maybe<DateInput>;
}

/** The answer of `keyDates`. */
export interface KeyDatesAnswer {
  asOf: IsoDate;
  policy: PolicyRef;
  /** By day. */
  keyDates: KeyDate[];
  /** The same as iCalendar text; only with `format: "ics"`. */
  ics?: string;
}

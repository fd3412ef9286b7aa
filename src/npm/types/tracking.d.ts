import type { AnswerHead, Decision, IsoDate, Money, Rate, Role, SourceRef } from "./answer.js";
import type { ActionName, Words } from "./collection.js";
import type { ArrearFacts, CaseFacts, DateInput, History, Maybe, MoneyInput } from "./facts.js";

// ---------------------------------------------------------------------------------------------------
// Tracking of an agreed plan
// ---------------------------------------------------------------------------------------------------

/** A plan that was agreed, with what came in on it. */
export interface AgreedPlan {
  /** The day on which it was agreed; nothing of it lies before, and it does not lie after the as-of date. */
  readonly agreedOn: DateInput;
  /** 1 to 360 entries in any order, each above zero. */
  readonly installments: readonly { readonly dueOn: DateInput; readonly amount: MoneyInput }[];
  /** In any order, at most 10,000; those after the as-of date are not applied. Absent means nothing came in. */
  readonly payments?: Maybe<readonly { readonly on: DateInput; readonly amount: MoneyInput }[]>;
  /** What was overdue when it was agreed, for the overdue rate before. */
  readonly overdueBefore?: Maybe<MoneyInput>;
}

/** What `tracking` reads: `asOf` and `plan`. What else a case has may stand beside them and is read for its problems. */
export interface TrackingFacts extends CaseFacts {
  readonly plan: AgreedPlan;
  readonly arrears?: Maybe<readonly ArrearFacts[]>;
  readonly history?: Maybe<History>;
}

/**
 * How an installment stands: paid in full by its due date, or later; past due and paid in part, or not at all; due
 * today; not due yet.
 */
export type InstallmentStatus = "paid" | "late" | "short" | "missed" | "due" | "upcoming";

/** One installment of an agreed plan. */
export interface TrackedInstallment {
  /** Its place in the list as it was given, from 0. */
  index: number;
  dueOn: IsoDate;
  amount: Money;
  /** What of it is paid: payments go to the earliest due. */
  paid: Money;
  status: InstallmentStatus;
  /** The day on which it was paid in full. */
  settledOn?: IsoDate;
  /** Days from the due date to that day, or to the as-of date; where it is late. */
  daysLate?: number;
}

/** What is done about a plan that has failed. */
export interface PlanConsequence {
  id: ActionName;
  label: Words;
  mayDo: Role;
  approvedBy?: Role;
  source: SourceRef;
}

/**
 * What has become of an agreed plan. The decision says whether it has failed: `yes`; `notYet` where something is
 * past due and it will on `opensOn` if nothing more is paid; `no` where it stands.
 */
export type PlanTracking = Decision & {
  agreedOn: IsoDate;
  /** The whole plan. */
  total: Money;
  paid: Money;
  remaining: Money;
  /** Past due and unpaid. */
  overdue: Money;
  /** That, and what is due on the as-of date. */
  dueNow: Money;
  /** Paid of installments that are not due yet. */
  paidAhead: Money;
  /** Paid beyond the whole plan. */
  excess: Money;
  /** Days past due of the oldest unpaid installment. */
  daysPastDue: number;
  counts: { [Status in InstallmentStatus]: number };
  /** Of the installments whose due date has passed, those paid on time; the share is for showing only. */
  onTime: { count: number; of: number; share: Rate | null };
  /** The overdue part of the plan when it was agreed, where that is stated, and now; for showing only. */
  overdueRate: { before: Rate | null; now: Rate };
  /** The next payment that is due today or later, with what is left to pay of it. */
  next?: { dueOn: IsoDate; amount: Money };
  /** The day from which it has failed. */
  failedOn?: IsoDate;
  /** The day on which it will if nothing more is paid. */
  failsOn?: IsoDate;
  /** The next day on which its ledger is looked at. */
  reviewOn?: IsoDate;
  /** The earliest due first. */
  installments: TrackedInstallment[];
  /** Empty unless it has failed. */
  consequences: PlanConsequence[];
};

/** The answer of `tracking`. */
export type TrackingAnswer = AnswerHead & PlanTracking;

import type { AnswerHead, IsoDate, Money, PaymentComponent, PenaltySegment, Pointer } from "./answer.js";
import type { DateInput, Maybe } from "./facts.js";
import type { DecideOptions } from "./operations.js";

// ---------------------------------------------------------------------------------------------------
// What follows from a history
// ---------------------------------------------------------------------------------------------------

/**
 * How an amount of the ledger stands on the as-of date. `accelerated` is an installment that fell away when the whole
 * loan was called in; what became due in its place is an item of its own.
 */
export type LedgerState = "settled" | "overdue" | "dueToday" | "notDue" | "accelerated";

/** One amount that has fallen due or will: an installment, a fee, or what an acceleration made due. */
export interface LedgerItem {
  /** Where it comes from, such as `"/history/schedule/0"` or, for a fee, `"/history/events/2"`. */
  arrear: Pointer;
  dueOn: IsoDate;
  /** `null` where it depends on a rate that is not known whether anything is left of it. */
  state: LedgerState | null;
  /** Unpaid principal. */
  principal: Money;
  /** Unpaid interest of the contract. */
  interest: Money;
  /** Unpaid fees. */
  fees: Money;
  /** Unpaid penalty interest; `null` where a rate is not known. */
  penalty: Money | null;
  /** Unpaid compound interest; `null` where a rate is not known. */
  compound: Money | null;
  /** The day from which nothing of it is owed; absent where it is not known. */
  settledOn?: IsoDate;
}

/** A part of a payment or waiver. */
export interface LedgerPart {
  /** What it settles. */
  arrear: Pointer;
  component: PaymentComponent;
  amount: Money;
}

/** What one payment or waiver has settled, or money that was kept from an earlier payment. */
export interface LedgerEntry {
  /** The event; absent where kept money was used. */
  event?: Pointer;
  on: IsoDate;
  /** In the order in which they were settled; empty where that depends on a rate that is not known. */
  parts: LedgerPart[];
  /**
   * What is left: of a payment it is kept, of a waiver it has no effect; `null` where it depends on a rate that is not
   * known.
   */
  rest: Money | null;
}

/** The ledger of a loan on the as-of date. A reversed payment is left out of it. */
export interface Ledger {
  /** Principal that is not paid, due or not. */
  outstandingPrincipal: Money;
  /** What of it has not fallen due. */
  principalNotDue: Money;
  /**
   * Contract interest on that principal since the last due date; `null` where the rate is not known. It is part of an
   * installment to come, owed only if the loan is paid off or called in.
   */
  accruingInterest: Money | null;
  /** Its working; empty where the rate is not known. */
  accruing: PenaltySegment[];
  /** The working of the interest that an acceleration made due; empty without one. */
  accelerated: PenaltySegment[];
  /** Money paid in excess and kept for what falls due; `null` where it depends on a rate that is not known. */
  credit: Money | null;
  /** By due date. */
  installments: LedgerItem[];
  /** In order. */
  settled: LedgerEntry[];
}

/** When to pay a loan off. */
export interface SettlementOptions extends DecideOptions {
  /** Not before the as-of date, which it is when absent. Events of a history up to it are applied. */
  readonly on?: Maybe<DateInput>;
}

/** What pays a loan off in full on a day. An amount that a missing fact leaves open is `null`. */
export interface Settlement {
  on: IsoDate;
  /** Principal that has fallen due. */
  principalDue: Money;
  /** Principal that has not. */
  principalNotDue: Money | null;
  /** Interest of the contract that has fallen due. */
  interestDue: Money | null;
  /** Interest of the contract on principal not yet due, since the last due date. */
  interestAccrued: Money | null;
  fees: Money;
  penalty: Money | null;
  compound: Money | null;
  /** Waived already; taken off the total. */
  waived: Money;
  /** Paid in excess already; taken off the total. */
  credit: Money | null;
  /** Everything that is to be paid. */
  total: Money | null;
  /** What one more day adds, as long as nothing more falls due. */
  dailyGrowth: Money | null;
  /** The working of the accrued interest. */
  accruing: PenaltySegment[];
  /** The facts without which an amount is `null`. */
  missing: Pointer[];
}

/** The answer of `settlement`; `asOf` is the day of the settlement. */
export type SettlementAnswer = AnswerHead & Settlement;

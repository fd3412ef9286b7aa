import type { PaymentComponent } from "./answer.js";
import type { AgreedPlan } from "./tracking.js";

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
 * A count: a whole number from 0 to 1,000,000, as a number or a bigint. A text of digits is a problem, because
 * it is nearly always a field of a form that nobody has read.
 */
export type CountInput = number | bigint;

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

/** What is known of one loan besides what is owed. */
interface CaseFacts {
  /** The day that everything is computed to. It is not itself counted. */
  readonly asOf: DateInput;
  readonly loan?: Maybe<LoanFacts>;
  /** What has been waived and is on record. Absent means nothing is. */
  readonly waived?: Maybe<MoneyInput>;
  readonly borrower?: Maybe<BorrowerFacts>;
  /** A count of failed attempts or a log of contacts, not both. */
  readonly contacts?: Maybe<ContactCount | ContactLog>;
  /**
   * What is known of the collection agency, by id of an item of the policy's checklist (`licensed`,
   * `confidentialitySigned`, …). Listed with the actions only: it decides nothing.
   */
  readonly agency?: Maybe<Checklist>;
  /**
   * Which documents for the court are at hand, by id of an item of the policy's file (`loanContract`,
   * `proofOfArrears`, …). Listed with the actions only: they decide nothing.
   */
  readonly documents?: Maybe<Checklist>;
  /** A repayment plan that was agreed, to be tracked. Absent means none is on record. */
  readonly plan?: Maybe<AgreedPlan>;
  /** What the approver has decided where the policy leaves a decision to a person. */
  readonly approvals?: Maybe<Approvals>;
}

/** What is owed, as it stands on the as-of date. */
interface ListedDebt {
  /** What is unpaid of each due date: 1 to 10,000 entries. */
  readonly arrears: readonly ArrearFacts[];
  readonly history?: Maybe<never>;
}

/** What is owed, as it follows from all that happened. */
interface ReplayedDebt {
  /** The full history of the loan, in place of a list of arrears. */
  readonly history: History;
  readonly arrears?: Maybe<never>;
}

/**
 * One overdue loan: a list of what is unpaid, or the history that it follows from. What is left out is unknown and
 * never taken for false or zero; the answer names the facts that it would need. A field that is not named here is a
 * problem, so a misspelt one is found.
 */
export type Facts = CaseFacts & (ListedDebt | ReplayedDebt);

/** What an approver has decided. What is absent is not on record, so that the decision is still open. */
export interface Approvals {
  /** Whether a waiver was agreed to. */
  readonly waiver?: Maybe<boolean>;
  /** Whether a negotiated repayment was agreed to. */
  readonly restructure?: Maybe<boolean>;
}

/** The contract. */
export interface LoanFacts {
  /** Contract rate a year, before any markup. */
  readonly annualRate?: Maybe<RateInput>;
  /** How the contract rate follows a published one. */
  readonly floating?: Maybe<FloatingRate>;
  readonly currency?: Maybe<"CNY">;
  /** At most 1,000 bytes. */
  readonly product?: Maybe<string>;
  readonly startedOn?: Maybe<DateInput>;
  /** Not before `startedOn`. */
  readonly maturesOn?: Maybe<DateInput>;
  /** Whole months. */
  readonly originalTermMonths?: Maybe<CountInput>;
  /** Principal not yet repaid, due or not; not beside a history, from which it follows. */
  readonly outstandingPrincipal?: Maybe<MoneyInput>;
  /** Whether the money was used for another purpose than agreed. Absent means nothing of the kind is on record. */
  readonly misused?: Maybe<boolean>;
}

/** A contract rate that follows the loan prime rate. Where the table of it ends, so does what can be worked out. */
export interface FloatingRate {
  readonly base: "lpr1y" | "lpr5y";
  /** What is added to the published rate; with a minus, such as `"-0.2%"`, what is taken off. */
  readonly spread: RateInput;
  /** How often it is set anew. */
  readonly resetEvery: "year" | "halfYear" | "quarter" | "month";
  /** The first day on which it was set; the others follow from this day of the month. */
  readonly resetFrom: DateInput;
}

/** Everything that happened to a loan. Nothing in it is dated before the drawdown. */
export interface History {
  /** When the money was paid out, and how much. */
  readonly drawdown: { readonly on: DateInput; readonly amount: MoneyInput };
  /** The installments of the contract, in any order: 1 to 10,000. Their principal is no more than was paid out. */
  readonly schedule: readonly ScheduledInstallment[];
  /** What happened since, in any order, at most 10,000. Absent means nothing is on record. */
  readonly events?: Maybe<readonly HistoryEvent[]>;
}

/** One installment of the contract. */
export interface ScheduledInstallment {
  readonly dueOn: DateInput;
  readonly principal: MoneyInput;
  readonly interest: MoneyInput;
  /** Absent means none on record. */
  readonly fees?: Maybe<MoneyInput>;
}

/**
 * What happened: money came in; a payment counts as never made from this day on; the contract rate became another;
 * something owed was given up; a fee was charged, due on its day; the whole loan became due; interest or the count of
 * days past due stood still.
 */
export type HistoryEvent = {
  /** The day on which it counts. Those after the as-of date are not applied, only counted. */
  readonly on: DateInput;
  /** The day on which it was entered, which changes no figure. */
  readonly bookedOn?: Maybe<DateInput>;
} & (
  | { readonly kind: "payment"; readonly amount: MoneyInput }
  | {
      readonly kind: "reversal";
      /** Which event is reversed: its place in the list, counted from 0. */
      readonly of: CountInput;
    }
  | { readonly kind: "rate"; readonly annualRate: RateInput }
  | { readonly kind: "waiver"; readonly component: PaymentComponent; readonly amount: MoneyInput }
  | {
      readonly kind: "fee";
      readonly amount: MoneyInput;
      /** At most 1,000 bytes. */
      readonly label?: Maybe<string>;
      /** What it is paid as: a fee, where nothing is said, or a cost of enforcement, which is paid first. */
      readonly component?: Maybe<"fee" | "cost">;
    }
  | { readonly kind: "acceleration" }
  | {
      readonly kind: "pause";
      readonly what: "interest" | "clock";
      /** The day on which it runs again. */
      readonly until: DateInput;
    }
);

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
  /** Whether the borrower counts as high risk, which raises the role that acts. */
  readonly highRisk?: Maybe<boolean>;
  /** The hardship that the borrower states; absent when none has been stated. */
  readonly hardship?: Maybe<Hardship>;
}

/** Why the borrower cannot pay. */
export interface Hardship {
  /**
   * Id of one of the causes that the policy lists, such as `"illness"`; any other is a problem. `viewPolicy`
   * gives the list.
   */
  readonly cause: string;
  /** Whether evidence of it was handed in. */
  readonly evidenced?: Maybe<boolean>;
}

/** Attempts to reach the borrower, as a count. */
export interface ContactCount {
  /** Unsuccessful attempts since the oldest unpaid due date. */
  readonly failedAttempts?: Maybe<CountInput>;
  readonly log?: Maybe<never>;
}

/** Attempts to reach the borrower, one by one; taken as complete, at most 10,000. */
export interface ContactLog {
  readonly log: readonly ContactEntry[];
  readonly failedAttempts?: Maybe<never>;
}

/** How somebody is written or spoken to. */
export type Channel = "sms" | "phone" | "letter" | "email" | "visit";

/** The channel of a contact; `other` for one that policies have no word for. */
export type ContactChannel = Channel | "other";

/** Whom a contact goes to; `borrower` is another word for the debtor. */
export type Party = "debtor" | "borrower" | "thirdParty";

/** One contact or attempt at one. Those after the as-of date are not applied, only counted. */
export interface ContactEntry {
  /** The day, or the day and local time as text: `YYYY-MM-DDTHH:MM`, with or without seconds. */
  readonly at: DateInput;
  readonly channel: ContactChannel;
  /** The debtor when absent. A contact with a third party is no attempt on the borrower. */
  readonly party?: Maybe<Party>;
  /** The telephone number or address that was tried; at most 1,000 bytes. */
  readonly number?: Maybe<string>;
  readonly outcome: "reached" | "noAnswer" | "refused" | "wrongNumber" | "promised";
}

/** Items with yes or no, at most 100. */
export interface Checklist {
  readonly [item: string]: Maybe<boolean>;
}

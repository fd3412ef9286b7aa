import type { IsoDate, Rate } from "./answer.js";
import type { CountInput, DateInput } from "./facts.js";

// ---------------------------------------------------------------------------------------------------
// Reference tables
// ---------------------------------------------------------------------------------------------------

/** Where a due date goes that falls on a day of rest. */
export type RestDays = "stay" | "following" | "modifiedFollowing" | "preceding";

/** So many working days from a day on, or the day to which a due date goes. */
export type WorkingDaysInput =
  | {
      /** The day before the first that is counted. */
      readonly from: DateInput;
      /** Working days to add, 0 or more; 0 gives `from` itself or the next day that is worked. */
      readonly add: CountInput;
    }
  | {
      /** The due date. */
      readonly from: DateInput;
      /** Where it goes when it falls on a day of rest. */
      readonly restDays: RestDays;
    };

/** The answer of `workingDays`. */
export interface WorkingDaysAnswer {
  on: IsoDate;
}

/** What starts or interrupts a limitation period. */
export interface LimitationEvent {
  readonly on: DateInput;
  /**
   * `due`: the last installment fell due; `demand`: a demand reached the borrower; `promise`: the borrower
   * promised to pay; `partPayment`: the borrower paid a part; `suit`: proceedings ended.
   */
  readonly kind: "due" | "demand" | "promise" | "partPayment" | "suit";
}

/** The events of a limitation period, in any order, at least one. */
export interface LimitationInput {
  readonly events: readonly LimitationEvent[];
}

/** An event as the answer gives it back. */
export interface LimitationEventRef {
  on: IsoDate;
  kind: LimitationEvent["kind"];
}

/** The answer of `limitation`. */
export interface LimitationAnswer {
  /** Last day of the period. */
  expiresOn: IsoDate;
  /** Whether it was moved off a day of rest. */
  adjusted: boolean;
  /** Present when the day lies outside the table of working days, so that it could not be moved. */
  tableEnds?: true;
  /** The day from which the period runs. */
  runsFrom: IsoDate;
  /** How many years it runs, by the law of its time. */
  years: number;
  /** What started the period anew, the last of them; `null` where nothing did. */
  interruptedBy: LimitationEventRef | null;
  /** Interruptions before the period ran or after it had expired. */
  withoutEffect?: LimitationEventRef[];
}

/** A day and a term of the loan prime rate. */
export interface LprInput {
  readonly on: DateInput;
  readonly term: "1y" | "5y";
}

/** The answer of `lpr`. */
export interface LprAnswer {
  /** The rate a year that holds on the day. */
  rate: Rate;
  publishedOn: IsoDate;
}

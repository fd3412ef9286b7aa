import type { DaysCounted, IsoDate, Money, Rate, SourceRef } from "./answer.js";
import type { Words } from "./collection.js";
import type { CountInput, DateInput, Maybe, MoneyInput, RateInput } from "./facts.js";

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
      readonly restDays?: Maybe<never>;
    }
  | {
      /** The due date. */
      readonly from: DateInput;
      /** Where it goes when it falls on a day of rest. */
      readonly restDays: RestDays;
      readonly add?: Maybe<never>;
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
  /** So many times the rate is wanted besides, such as 4; at most 100. */
  readonly times?: Maybe<RateInput>;
}

/** The answer of `lpr`. */
export interface LprAnswer {
  /** The rate a year that holds on the day. */
  rate: Rate;
  publishedOn: IsoDate;
  /** So many times the rate; present when `times` was given. */
  multiple?: Rate;
}

/** A rule of law that a figure rests on. */
export interface Citation {
  /** Title of the law or rule. */
  title: Words;
  source: SourceRef;
}

/** An amount that a court is asked to hear, to preserve, to enforce or to order the payment of. */
export type CourtFeeInput =
  | {
      readonly kind: "acceptance";
      readonly claim: MoneyInput;
      /** How the claim is heard, or how the case ends; `"ordinary"` when absent. */
      readonly procedure?: Maybe<"ordinary" | "summary" | "mediation" | "withdrawal">;
    }
  | {
      readonly kind: "preservation" | "enforcement" | "paymentOrder";
      readonly claim: MoneyInput;
      readonly procedure?: Maybe<"ordinary">;
    };

/** One band of the tariff, as far as the amount reaches into it. */
export interface CourtFeeBand {
  /** The lower end, which lies in the band before. */
  from: Money;
  /** The upper end; `null` for the last band. */
  to: Money | null;
  /** The part of the amount within the band. */
  base: Money;
  /** The share that is charged; `null` where the band costs one sum. */
  share: Rate | null;
  /** What the band adds to the full fee. */
  fee: Money;
}

/** The answer of `courtFee`. */
export interface CourtFeeAnswer {
  /** What is charged, rounded half-up to the fen. */
  fee: Money;
  /** What the bands add up to, before it is divided or cut to the most. */
  full: Money;
  bands: CourtFeeBand[];
  /** The part of the full fee that is charged, one of `divisor` equal parts; absent where it is the whole. */
  part?: { divisor: number; citation: Citation | null };
  /** The most that may be charged, where the law knows one. */
  max?: Money;
  citation: Citation | null;
}

/** Money of a judgment that is not performed in time, and the days of the delay. */
export type JudgmentInterestInput =
  | {
      /** Unpaid money of the judgment other than ordinary interest, which runs besides. */
      readonly base: MoneyInput;
      readonly from: DateInput;
      /** Not before `from`. */
      readonly to: DateInput;
      /** `"start"` when absent. */
      readonly daysCounted?: Maybe<DaysCounted>;
      readonly days?: Maybe<never>;
    }
  | {
      /** Unpaid money of the judgment other than ordinary interest, which runs besides. */
      readonly base: MoneyInput;
      /** Days that are counted already. */
      readonly days: CountInput;
      readonly from?: Maybe<never>;
      readonly to?: Maybe<never>;
      readonly daysCounted?: Maybe<DaysCounted>;
    };

/** The answer of `judgmentInterest`. */
export interface JudgmentInterestAnswer {
  /** Rounded half-up to the fen, once. */
  amount: Money;
  days: number;
  /** The rate a day. */
  dayRate: Rate;
  /** The unrounded amount in yuan as a reduced fraction, `"n/d"`. */
  exact: string;
  citation: Citation | null;
}

import type { Answer, EscalationAnswer, InstallmentsAnswer, PenaltyAnswer, WaiverAnswer } from "./answer.js";
import type {
  AffordabilityAnswer,
  AffordabilityInput,
  AllocateAnswer,
  AllocateInput,
  DayCountAnswer,
  DayCountInput,
  DelinquencyAnswer,
  DelinquencyInput,
  InterestAnswer,
  InterestInput,
  RescheduleAnswer,
  RescheduleInput,
  ScheduleAnswer,
  ScheduleInput,
} from "./calculators.js";
import type { ChangeAnswer, ChangeOptions, KeyDatesAnswer, KeyDatesOptions } from "./changes.js";
import type {
  ActionsAnswer,
  ConductAnswer,
  HardshipAnswer,
  PlannedContact,
  ScreeningAnswer,
  ScreenOptions,
} from "./collection.js";
import type { DateInput, Facts, Maybe } from "./facts.js";
import type { SettlementAnswer, SettlementOptions } from "./ledger.js";
import type {
  CheckOptions,
  Comparison,
  ComparisonInput,
  Policy,
  PolicyDocument,
  PolicyList,
  PolicyReport,
  PolicyView,
  ViewOptions,
} from "./policies.js";
import type {
  CourtFeeAnswer,
  CourtFeeInput,
  JudgmentInterestAnswer,
  JudgmentInterestInput,
  LimitationAnswer,
  LimitationInput,
  LprAnswer,
  LprInput,
  WorkingDaysAnswer,
  WorkingDaysInput,
} from "./reference.js";
import type { RestructureAnswer } from "./restructure.js";
import type { TrackingAnswer, TrackingFacts } from "./tracking.js";
import type { ExplainOptions, Explanation, Vocabulary } from "./words.js";

// ---------------------------------------------------------------------------------------------------
// The engine and how to ask it
// ---------------------------------------------------------------------------------------------------

/** A URL object. */
export interface UrlLike {
  readonly href: string;
}

/** A response of `fetch`. */
export interface ResponseLike {
  readonly ok: boolean;
  readonly status: number;
  /** Its body, whole. */
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
 * @param source the engine from somewhere else than the package's own file; on Workers and at the edge, where nothing
 *   is compiled at run time, a compiled module alone
 * @param options in which language to say that it could not be loaded
 */
export declare function init(source?: EngineSource, options?: LocaleOption): Promise<void>;

/** The version of the package and of the engine in it. */
export declare const version: string;

/** Ids of the policies that ship with the package. */
export declare const policies: readonly string[];

/** What to decide by. */
export interface PolicyOption {
  /** An id of {@link policies} or a compiled policy; `"cn-bank-loan"` when absent. */
  readonly policy?: Maybe<string | Policy>;
}

/** A language that words are given in, as a BCP 47 tag. */
export type Locale = "zh-Hans" | "zh-Hant" | "en";

/** In which language to word what is text: changes, calendars, explanations, and the problems of a call. */
export interface LocaleOption {
  /** A {@link Locale}, or a tag with a region such as `zh-TW` or `en-GB`; English when absent. */
  readonly locale?: Maybe<Locale | (string & {})>;
}

/** How to decide. */
export interface DecideOptions extends PolicyOption, LocaleOption {
  /** Decide by the version of the policy that is in force on this day instead of on the as-of date. */
  readonly policyDate?: Maybe<DateInput>;
}

/** How to assess. */
export interface AssessOptions extends DecideOptions {
  /**
   * What to work out besides, only when asked for: what would change each outcome, the key dates, the next
   * actions.
   */
  readonly include?: Maybe<readonly ("changes" | "keyDates" | "actions")[]>;
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
export declare function penaltyInterest(facts: Facts, options?: DecideOptions | null): PenaltyAnswer;

/**
 * Whether, and how much, penalty interest may be waived.
 *
 * @throws {ArrearsError}
 */
export declare function waiver(facts: Facts, options?: DecideOptions | null): WaiverAnswer;

/**
 * Which installment plans are feasible, each with its schedule.
 *
 * @throws {ArrearsError}
 */
export declare function installments(facts: Facts, options?: DecideOptions | null): InstallmentsAnswer;

/**
 * Whether the loan may go to court or to a collection agency.
 *
 * @throws {ArrearsError}
 */
export declare function escalation(facts: Facts, options?: DecideOptions | null): EscalationAnswer;

/**
 * What comes of the hardship that the borrower states: passed on to the role that decides, refused with the
 * applicant's rights, or what the application lacks.
 *
 * @throws {ArrearsError} also for a cause that the policy does not list
 */
export declare function hardship(facts: Facts, options?: DecideOptions | null): HardshipAnswer;

/**
 * Whether, and over which terms, the whole loan could be repaid from what the borrower has left to live on; where no
 * term will do, what would have to be paid down to open one. Unlike `hardship` it judges figures, not the cause.
 *
 * @throws {ArrearsError}
 */
export declare function restructure(facts: Facts, options?: DecideOptions | null): RestructureAnswer;

/**
 * What has become of an agreed plan: each installment paid, late, short or missed, what is to be paid now, and
 * whether the plan has failed. The facts need no more than `asOf` and `plan`.
 *
 * @throws {ArrearsError}
 */
export declare function tracking(facts: TrackingFacts, options?: DecideOptions | null): TrackingAnswer;

/**
 * What pays the loan off in full on a day: what has fallen due, principal that has not with its interest since the
 * last due date, less what was waived or paid in excess.
 *
 * @throws {ArrearsError} also for a day before the as-of date
 */
export declare function settlement(facts: Facts, options?: SettlementOptions | null): SettlementAnswer;

/**
 * What would change each outcome, by who can bring it about: the borrower, the lender, or time. Each change
 * is the smallest of its kind and enough by itself. For an outcome of `yes`, what would end it, and when.
 *
 * @throws {ArrearsError}
 */
export declare function change(facts: Facts, options?: ChangeOptions | null): ChangeAnswer;

/**
 * The days on which something changes or falls due if nobody acts: reminders, classes, the opening and closing
 * of each decision, limitation, and the deadlines of a complaint.
 *
 * @throws {ArrearsError}
 */
export declare function keyDates(facts: Facts, options?: KeyDatesOptions | null): KeyDatesAnswer;

/**
 * An answer of `assess` in words, also one that was stored and read back. It says what stands in the answer and
 * computes nothing.
 *
 * Without the option `policy`, the words for clauses are those of the answer's own policy where that is one of
 * {@link policies}.
 *
 * @throws {ArrearsError} with every problem of the answer, at its pointer
 */
export declare function explain(answer: Answer, options?: ExplainOptions | null): Explanation;

/**
 * Words in every language for every name of the closed lists: classes, roles, outcomes, facts and the like.
 */
export declare function vocabulary(): Vocabulary;

/**
 * What to do next, by when, by which channel, who may do it and who approves it, each with the clause that
 * asks for it and the clause that gives the authority.
 *
 * @throws {ArrearsError}
 */
export declare function actions(facts: Facts, options?: DecideOptions | null): ActionsAnswer;

/**
 * Whether a planned contact is allowed, by the policy's rules of conduct and the log of contacts, or which
 * rules forbid it.
 *
 * @throws {ArrearsError} with every problem of the facts and of the planned contact, which is at `/options`
 */
export declare function conduct(facts: Facts, planned: PlannedContact): ConductAnswer;

/**
 * The policy's forbidden phrases in a script, of any of the three languages, and where they stand.
 *
 * @throws {ArrearsError}
 */
export declare function screenScript(script: string, options?: ScreenOptions | null): ScreeningAnswer;

/**
 * The days between two dates and the part of a year that they are, by one of eighteen conventions.
 *
 * @throws {ArrearsError}
 */
export declare function dayCount(input: DayCountInput, options?: LocaleOption | null): DayCountAnswer;

/**
 * Simple interest: base × rate × part of a year, with its working, also over tables of bases and of rates that
 * change from day to day.
 *
 * @throws {ArrearsError}
 */
export declare function interest(input: InterestInput, options?: LocaleOption | null): InterestAnswer;

/**
 * The payments that clear a loan, row by row, by one of three methods.
 *
 * @throws {ArrearsError} `tableEnds` where a due date is to be moved that the calendar of holidays does not hold
 */
export declare function schedule(input: ScheduleInput, options?: LocaleOption | null): ScheduleAnswer;

/**
 * Which part of one payment settles what, by an order given or by the policy's.
 *
 * @throws {ArrearsError} `invalidPolicy` where no version of the policy is in force on the day of the payment
 */
export declare function allocate(input: AllocateInput, options?: (PolicyOption & LocaleOption) | null): AllocateAnswer;

/**
 * Moves unpaid principal to new installments (re-age), or what is overdue of it to those due later (re-amortise).
 *
 * @throws {ArrearsError}
 */
export declare function reschedule(input: RescheduleInput, options?: LocaleOption | null): RescheduleAnswer;

/**
 * How many days past due a loan and each of its installments are, after payments, and in which bucket.
 *
 * @throws {ArrearsError}
 */
export declare function delinquency(
  input: DelinquencyInput,
  options?: (PolicyOption & LocaleOption) | null,
): DelinquencyAnswer;

/**
 * The most that a borrower can pay a month, by a share of the income or by what is left of it.
 *
 * @throws {ArrearsError} `required` at `/rule` where neither the rule nor the policy sets a share of the income
 */
export declare function affordability(
  input: AffordabilityInput,
  options?: (PolicyOption & LocaleOption) | null,
): AffordabilityAnswer;

/**
 * What a court charges for an amount, band by band, with the law that says so.
 *
 * @throws {ArrearsError}
 */
export declare function courtFee(input: CourtFeeInput, options?: LocaleOption | null): CourtFeeAnswer;

/**
 * Interest on the money of a judgment that is not performed in time, with the law that says so. The period starts
 * on the day on which the time for performance ends.
 *
 * @throws {ArrearsError} `tableEnds` for days before the rule held
 */
export declare function judgmentInterest(
  input: JudgmentInterestInput,
  options?: LocaleOption | null,
): JudgmentInterestAnswer;

/**
 * The day that lies so many working days after another, by the published calendar of public holidays; or, with
 * `restDays`, the day to which a due date goes.
 *
 * @throws {ArrearsError} `tableEnds` where no calendar has been published for the day
 */
export declare function workingDays(input: WorkingDaysInput, options?: LocaleOption | null): WorkingDaysAnswer;

/**
 * The last day on which the lender may sue, after everything that interrupted the period. A last day that is
 * no working day moves to the next one.
 *
 * @throws {ArrearsError} `tableEnds` for a period that began before the policy's law
 */
export declare function limitation(input: LimitationInput, options?: (PolicyOption & LocaleOption) | null): LimitationAnswer;

/**
 * The loan prime rate that holds on a day, and so many times of it where `times` asks for that.
 *
 * @throws {ArrearsError} `tableEnds` for a day that the table does not reach
 */
export declare function lpr(input: LprInput, options?: LocaleOption | null): LprAnswer;

/**
 * The policies that ship, with their titles and all their versions.
 */
export declare function listPolicies(): PolicyList;

/**
 * One version of a policy clause by clause: each value with its name in words and its source.
 *
 * @throws {ArrearsError} `invalidPolicy` when no version is in force on the day
 */
export declare function viewPolicy(options?: ViewOptions | null): PolicyView;

/**
 * What is wrong or doubtful about a policy document, or about a list of documents that are the versions of one
 * policy. Nothing about the document is thrown: a policy that cannot be used is an answer here.
 *
 * @throws {ArrearsError} for problems of the options only
 */
export declare function checkPolicy(
  document: string | PolicyDocument | readonly PolicyDocument[],
  options?: CheckOptions | null,
): PolicyReport;

/**
 * What differs between two policies: their values by path, a loan on the boundary for each decision that they
 * can take differently, and over given loans which outcomes flip and how much money moves.
 *
 * @throws {ArrearsError} with every problem of the loans and of both documents; pointers start at `/options`, those of a
 *   document at `/options/before` or `/options/after`
 */
export declare function comparePolicies(input: ComparisonInput): Comparison;

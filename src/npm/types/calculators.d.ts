import type {
  AllocationEntry,
  AllocationExcess,
  AllocationWalk,
  DayCount,
  DaysCounted,
  IsoDate,
  Money,
  PaymentComponent,
  Pointer,
  Rate,
  RoundingMode,
  RoundingStage,
} from "./answer.js";
import type { CountInput, DateInput, History, LoanFacts, Maybe, MoneyInput, RateInput } from "./facts.js";
import type { RestDays } from "./reference.js";

// ---------------------------------------------------------------------------------------------------
// Calculators
// ---------------------------------------------------------------------------------------------------

/** An amount in yuan with as many decimal places as were asked for, at least two. */
export type Figure = string;

/** How a figure is rounded. */
export interface RoundingInput {
  /** Half-up when absent. */
  readonly mode?: Maybe<RoundingMode>;
  readonly stage?: Maybe<RoundingStage>;
  /** Decimal places, up to 15; two when absent. */
  readonly places?: Maybe<CountInput>;
}

/** What some day counts look at besides the days. */
export interface DayCountContext {
  /** Last day of the loan, which `30E/360-ISDA` does not move to the 30th; the others do not look at it. */
  readonly maturity?: Maybe<DateInput>;
  /** Whether dates step from month end to month end, which `30U/360` follows; the others do not look at it. */
  readonly endOfMonth?: Maybe<boolean>;
}

/** A range of days and how to count it. */
export interface DayCountInput extends DayCountContext {
  readonly convention: DayCount;
  readonly from: DateInput;
  /** Not before `from`. */
  readonly to: DateInput;
  /** Moves the ends by a day before the convention looks at them; `"start"` when absent. */
  readonly daysCounted?: Maybe<DaysCounted>;
}

/** A part of a year. */
export interface PartOfYear {
  /** A reduced fraction, `"n/d"`. */
  exact: string;
  /** The same to fifteen places, rounded half-up. */
  decimal: string;
}

/** The answer of `dayCount`. */
export interface DayCountAnswer {
  /** Days that the convention counts. */
  days: number;
  fraction: PartOfYear;
}

/** A rate, or a table of the rates that hold from a day on; its days rise. */
export type RateOverTime = RateInput | readonly { readonly from: DateInput; readonly rate: RateInput }[];

/** An amount, or a table of the amounts that hold from a day on; its days rise. */
export type BaseOverTime = MoneyInput | readonly { readonly from: DateInput; readonly base: MoneyInput }[];

/** What interest runs on, at what rate and how it is counted. */
interface InterestTerms extends DayCountContext {
  /** A table starts on the first day that is counted, or before it. */
  readonly base: BaseOverTime;
  /** A table starts on the first day that is counted, or before it. */
  readonly annualRate: RateOverTime;
  /** Raises the rate, up to 100: `1.5`, `"1.5"` or `"150%"`; 1 when absent. */
  readonly multiplier?: Maybe<RateInput>;
  readonly dayCount: DayCount;
  /** Half-up, once, to the fen when absent. */
  readonly rounding?: Maybe<RoundingInput>;
}

/** Interest between two days, or for a number of days. */
export type InterestInput =
  | (InterestTerms & {
      readonly from: DateInput;
      /** Not before `from`. */
      readonly to: DateInput;
      /** `"start"` when absent. */
      readonly daysCounted?: Maybe<DaysCounted>;
      readonly days?: Maybe<never>;
    })
  | (InterestTerms & {
      /** Days that are counted already; not with a table, nor with a convention that needs to know which days. */
      readonly days: CountInput;
      readonly from?: Maybe<never>;
      readonly to?: Maybe<never>;
      readonly daysCounted?: Maybe<DaysCounted>;
    });

/** A stretch of days with one base and one rate. */
export interface InterestSegment {
  /** First day, counted; absent where a number of days was given. */
  from?: IsoDate;
  /** Last day, not counted; absent where a number of days was given. */
  to?: IsoDate;
  /** Days that the convention counts. */
  days: number;
  base: Money;
  /** The rate a year, multiplied. */
  annualRate: Rate;
  /** The unrounded amount in yuan as a reduced fraction, `"n/d"`. */
  exact: string;
  /** Its part of the rounded amount. */
  amount: Figure;
  /** The working in figures. */
  formula: string;
}

/** The answer of `interest`. Days and amounts of the segments add up to those of the whole. */
export interface InterestAnswer {
  days: number;
  /** The unrounded amount in yuan as a reduced fraction, `"n/d"`. */
  exact: string;
  amount: Figure;
  segments: InterestSegment[];
}

/**
 * How a loan is repaid: every payment the same; the same principal with every payment; or the principal in equal
 * parts and all interest with the last.
 */
export type ScheduleMethod = "equalInstallment" | "equalPrincipal" | "equalSplit";

/** A sum on a day. */
export interface DatedSum {
  readonly on: DateInput;
  readonly amount: MoneyInput;
}

/** The loan and the ways of its payments. */
interface ScheduleTerms {
  /** Above zero. */
  readonly principal: MoneyInput;
  /** A table needs `startOn`, and starts on it or before. */
  readonly annualRate: RateOverTime;
  readonly method: ScheduleMethod;
  /** How far one payment lies from the next, up to 12 months or 366 days; a month when absent. */
  readonly every?: Maybe<{ readonly months: CountInput } | { readonly days: CountInput }>;
  /** The day on which the loan is paid out. */
  readonly startOn?: Maybe<DateInput>;
  /** Not before `startOn`, and not beside `dueDay`. */
  readonly firstDueOn?: Maybe<DateInput>;
  /** Day of the month on which payments fall due, 1 to 31; a shorter month ends on its last day. */
  readonly dueDay?: Maybe<CountInput>;
  /** With `dueDay`: the first payment is due on the first such day from this one on; the day after `startOn` when absent. */
  readonly firstDueFrom?: Maybe<DateInput>;
  /** Whether a month is a twelfth of a year or its days are counted, which needs `dayCount` and `startOn`. */
  readonly interestBy?: Maybe<"month" | "actualDays">;
  /** The same for the first period alone; as `interestBy` when absent. */
  readonly firstPeriod?: Maybe<"month" | "actualDays">;
  readonly dayCount?: Maybe<DayCount>;
  /** What interest runs on: what is left of the principal, or the whole of it (flat); `"balance"` when absent. */
  readonly interestOn?: Maybe<"balance" | "principal">;
  /** Months at the start in which interest alone is paid, by whole steps; of steps of days, how many such payments. */
  readonly graceMonths?: Maybe<CountInput>;
  /** A payment agreed instead of the one that would be worked out. */
  readonly payment?: Maybe<MoneyInput>;
  /** Payments are whole multiples of this sum, but for the last. */
  readonly multipleOf?: Maybe<MoneyInput>;
  /** Sums paid out later, from `startOn` to the day before the last payment; at most 1,000. */
  readonly paidOut?: Maybe<readonly DatedSum[]>;
  /** Payments received besides, from the day after `startOn` to that of the last payment; at most 1,000. */
  readonly paid?: Maybe<readonly DatedSum[]>;
  /** Whether the last payment takes what rounding leaves over, or all do; `"last"` when absent. */
  readonly residue?: Maybe<"last" | "spread">;
  /** Where a due date goes that falls on a day of rest. The date alone moves; interest stays by the agreed day. */
  readonly restDays?: Maybe<RestDays>;
  /** Half-up to the fen, row by row; with `equalPrincipal` once, where no row has to be worked out anew. */
  readonly rounding?: Maybe<RoundingInput>;
}

/** A loan to be repaid over so many months, or in so many payments: 1 to 360 payments. */
export type ScheduleInput =
  | (ScheduleTerms & { readonly months: CountInput; readonly payments?: Maybe<never> })
  | (ScheduleTerms & { readonly payments: CountInput; readonly months?: Maybe<never> });

/** One payment of a schedule. */
export interface ScheduleRow {
  /** Absent where no day was given. */
  dueOn?: IsoDate;
  /** What of it repays principal. */
  principal: Figure;
  interest: Figure;
  payment: Figure;
  /** What is left of the principal after it. */
  balance: Figure;
}

/** The answer of `schedule`. */
export interface ScheduleAnswer {
  /** The first payment that repays principal. */
  payment: Figure;
  /** The level payment before it is rounded, to fifteen places; with `equalInstallment`. */
  unroundedPayment?: Figure;
  /** The last payment, which takes the residue. */
  lastPayment: Figure;
  totalInterest: Figure;
  totalPayment: Figure;
  /** What was paid beyond the whole loan, where something was. */
  excess?: Figure;
  /** The first first. */
  rows: ScheduleRow[];
}

/** Another order for some days past due. */
export interface AllocationDays {
  /** First day past due on which it holds. */
  readonly fromDays: CountInput;
  /** Last day past due on which it holds; absent while it has no end. */
  readonly toDays?: Maybe<CountInput>;
  /** As on other days when absent. */
  readonly walk?: Maybe<AllocationWalk>;
  readonly entries: readonly AllocationEntry[];
}

/** What is paid before what: the entries alone, or with how the payment walks over them. */
export type AllocationOrder =
  | readonly AllocationEntry[]
  | {
      /** The first is paid first. */
      readonly entries: readonly AllocationEntry[];
      /** `"oldestFirst"` when absent. */
      readonly walk?: Maybe<AllocationWalk>;
      readonly byDays?: Maybe<readonly AllocationDays[]>;
      /** `"keep"` when absent. */
      readonly excess?: Maybe<AllocationExcess>;
      /** Of an even share, where the excess is spread; half-up when absent. */
      readonly rounding?: Maybe<RoundingMode>;
    };

/** A charge of an installment with a due date of its own. */
export interface DueCharge {
  readonly component: PaymentComponent;
  readonly dueOn: DateInput;
  readonly amount: MoneyInput;
}

/** What is unpaid of one installment. What is absent is nothing. */
export interface DueInput {
  readonly dueOn: DateInput;
  /** Costs of collecting the debt. */
  readonly cost?: Maybe<MoneyInput>;
  readonly fee?: Maybe<MoneyInput>;
  /** Another word for `fee`, as facts have it; not beside it. */
  readonly fees?: Maybe<MoneyInput>;
  readonly penalty?: Maybe<MoneyInput>;
  readonly compound?: Maybe<MoneyInput>;
  readonly interest?: Maybe<MoneyInput>;
  readonly principal?: Maybe<MoneyInput>;
  readonly charges?: Maybe<readonly DueCharge[]>;
}

/** A payment and what it can settle. */
export interface AllocateInput {
  readonly payment: MoneyInput;
  readonly paidOn: DateInput;
  /** That of the policy in force on the day of the payment when absent. */
  readonly order?: Maybe<AllocationOrder>;
  /** At most 10,000. */
  readonly due: readonly DueInput[];
  /** By which the order is chosen; counted from the oldest due date when absent. */
  readonly daysPastDue?: Maybe<CountInput>;
}

/** Amounts by component; those of nothing are left out. */
export type ComponentAmounts = { [Component in PaymentComponent]?: Money };

/** What one payment settled of one installment. */
export interface AllocatedDue extends ComponentAmounts {
  /** The installment. */
  due: Pointer;
  dueOn: IsoDate;
}

/** What is left of one installment, in the shape in which `allocate` takes it. */
export interface LeftDue extends ComponentAmounts {
  dueOn: IsoDate;
  /** Of charges with a due date of their own; absent where nothing is left of them. */
  charges?: { component: PaymentComponent; dueOn: IsoDate; amount: Money }[];
}

/** The answer of `allocate`. */
export interface AllocateAnswer {
  /** By which the order was chosen. */
  daysPastDue: number;
  /** The oldest installment first; those of which nothing was settled are left out. */
  allocations: AllocatedDue[];
  /** What is left of the payment. */
  excess: Money;
  /** Every installment after the payment, in the order in which they were given, ready for the next payment. */
  left: LeftDue[];
}

/** Principal that is moved to other due dates. */
export type RescheduleInput = {
  /** At most 10,000. */
  readonly due: readonly DueInput[];
  /** The day on which it is moved. */
  readonly on: DateInput;
  /** Every part is a multiple of this but the last that is above nothing, which takes the rest; a fen when absent. */
  readonly multipleOf?: Maybe<MoneyInput>;
  /** Of a part, to the fen and then to the multiple; half-up when absent. */
  readonly rounding?: Maybe<RoundingMode>;
} & (
  | {
      /** All unpaid principal goes to new installments. */
      readonly mode: "reAge";
      /** Not before `on`. */
      readonly firstDueOn: DateInput;
      /** How far one lies from the next; a month when absent. */
      readonly every?: Maybe<{ readonly months: CountInput } | { readonly days: CountInput }>;
      /** How many, up to 360. */
      readonly count: CountInput;
    }
  | {
      /** Unpaid principal that is due on the day or before goes to the installments due later, of which there must be one. */
      readonly mode: "reAmortize";
    }
);

/** The answer of `reschedule`. */
export interface RescheduleAnswer {
  /** Principal that was moved. */
  moved: Money;
  /** Every installment then, those that were given first, ready for `allocate`. Nothing else than principal moves. */
  due: LeftDue[];
}

/** A pause of the clock; or the day on which it was set going again, which ends the pauses that hold it. */
export type ClockPause =
  | {
      readonly from: DateInput;
      /** On this day the clock runs again. */
      readonly until: DateInput;
      readonly resumedOn?: Maybe<never>;
    }
  | { readonly resumedOn: DateInput; readonly from?: Maybe<never>; readonly until?: Maybe<never> };

/** A range of days past due with a name. */
export interface BucketInput {
  /** At most 1,000 bytes. */
  readonly name: string;
  readonly fromDays: CountInput;
  /** Counted; absent while it has no end. */
  readonly toDays?: Maybe<CountInput>;
}

/** How days past due are counted. */
interface DelinquencyTerms {
  readonly asOf: DateInput;
  /** The number of the due date itself: 0, or 1 where both ends count; 0 when absent. */
  readonly firstDay?: Maybe<0 | 1>;
  /** Days at the start that do not count; 0 when absent. */
  readonly graceDays?: Maybe<CountInput>;
  /** Whether each installment has the days of grace, or only the loan as a whole; `"installments"` when absent. */
  readonly graceFor?: Maybe<"installments" | "loan">;
  /** At most 256. */
  readonly clockPauses?: Maybe<readonly ClockPause[]>;
  /** Which days of a pause are left out: those since the due date, or all of it; `"sinceDue"` when absent. */
  readonly pauseReach?: Maybe<"sinceDue" | "whole">;
  /** They do not overlap; at most 256. */
  readonly buckets?: Maybe<readonly BucketInput[]>;
}

/** How days past due are counted, and of what: of installments with the payments on them, or of a history. */
export type DelinquencyInput =
  | (DelinquencyTerms & {
      /** What was unpaid of each installment before the payments; at most 10,000. */
      readonly arrears: readonly DueInput[];
      /** Those after the as-of date are not applied. What is left of one settles what falls due after it. */
      readonly payments?: Maybe<readonly DatedSum[]>;
      /** Where payments go; by the policy in force on the as-of date when absent. */
      readonly order?: Maybe<AllocationOrder>;
      readonly history?: Maybe<never>;
      readonly loan?: Maybe<never>;
    })
  | (DelinquencyTerms & {
      /** Replayed under the policy in force on the as-of date; its pauses of the clock count with those given. */
      readonly history: History;
      /** The contract, whose rate is needed where a payment may have gone to penalty interest. */
      readonly loan?: Maybe<LoanFacts>;
      readonly arrears?: Maybe<never>;
      readonly payments?: Maybe<never>;
      readonly order?: Maybe<never>;
    });

/** One installment on the as-of date. */
export interface InstallmentStanding {
  /** The installment, such as `"/arrears/0"` or `"/history/schedule/0"`. */
  arrear: Pointer;
  dueOn: IsoDate;
  /** What is unpaid of it, due or not. */
  unpaid: Money;
  /** What of that is past due. */
  overdue: Money;
  daysPastDue: number;
  /** The bucket that holds that number; `null` where none does. */
  bucket: string | null;
}

/** The answer of `delinquency`. */
export interface DelinquencyAnswer {
  /** Of the loan, with grace and pauses. */
  daysPastDue: number;
  /** The bucket that holds that number; `null` where none does. */
  bucket: string | null;
  /** The oldest due date of what is past due; absent where nothing is. */
  oldestDueOn?: IsoDate;
  /** That date, moved by the days of grace. */
  delinquentFrom?: IsoDate;
  /** Days since the oldest due date, without grace and pauses. */
  calendarDays: number;
  /** Everything that is past due. */
  overdue: Money;
  /** In the order in which they were given. */
  perInstallment: InstallmentStanding[];
  /** What is past due in each bucket that is not empty, in the order of the buckets. */
  perBucket: { bucket: string; overdue: Money }[];
  /** The pauses as they were, by first day; `days` are those before the as-of date. */
  pauses: { from: IsoDate; until: IsoDate; days: number }[];
  /** What is left of the payments; `null` where it depends on a rate that is not known. */
  excess: Money | null;
  /** Payments, or events of the history, after the as-of date, which are not applied. */
  laterEvents: number;
}

/** By what a payment is judged: a share of the income, or of what is left of it after costs and other debts. */
export type AffordabilityRule = "shareOfIncome" | "disposableIncome";

/** A borrower's month, and the rule to judge it by. */
export interface AffordabilityInput {
  readonly income?: Maybe<MoneyInput>;
  readonly livingCosts?: Maybe<MoneyInput>;
  readonly otherDebtPayments?: Maybe<MoneyInput>;
  /**
   * The rule, or the rule with its share. By its name alone, `shareOfIncome` takes the share of the policy's newest
   * version, and `disposableIncome` the whole.
   */
  readonly rule:
    | AffordabilityRule
    | { readonly shareOfIncome: RateInput; readonly disposableIncome?: Maybe<never> }
    | { readonly disposableIncome: RateInput; readonly shareOfIncome?: Maybe<never> };
}

/** The answer of `affordability`. */
export interface AffordabilityAnswer {
  /** The most that can be paid a month, rounded down to the fen and never below zero; `null` while a fact is missing. */
  limit: Money | null;
  rule: AffordabilityRule;
  share: Rate;
  /** Income less costs and other debts, with a minus sign where those are more; `null` while one is not known. */
  disposableIncome: Money | null;
  /** The facts that are needed and not known. */
  missing: Pointer[];
}

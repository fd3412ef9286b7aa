import type { AnswerHead, ApprovedDecision, IsoDate, Money, PlanRow } from "./answer.js";
import type { PolicyItem } from "./collection.js";

// ---------------------------------------------------------------------------------------------------
// Restructuring
// ---------------------------------------------------------------------------------------------------

/** One term over which a loan could be repaid. */
export interface TermOption {
  /** Months, each with a payment. */
  months: number;
  /** The first payment that repays principal. */
  payment: Money;
  /** The last payment, which takes the residue. */
  lastPayment: Money;
  totalInterest: Money;
  /** Day of the last payment. */
  endsOn: IsoDate;
  /** Whether every payment leaves enough to live on. */
  feasible: "yes" | "no" | "undetermined";
  /** The payments; only of the shortest term that will do and of the longest. */
  schedule?: PlanRow[];
}

/** One method of repayment with its terms. */
export interface MethodTerms {
  method: "equalInstallment" | "equalPrincipal";
  /** Months of the shortest term of which every payment leaves enough to live on; absent where none does. */
  shortest?: number;
  /**
   * The smallest sum that, paid down as the agreement is signed, makes the longest term affordable; where no term is.
   * Absent where nothing is left of the income, or only the whole would do. It may be more than what is overdue, so
   * that after a payment of it without an agreement nothing is left to restructure: the deposit that `change` names
   * is one that turns the decision once it is paid.
   */
  deposit?: Money;
  /** The shortest term that will do, whole years, and the longest term allowed. */
  options: TermOption[];
}

/** Whether, and over which terms, the whole loan could be repaid from what is left to live on. */
export type RestructureDecision = ApprovedDecision & {
  /** What bears interest from then on. */
  base?: Money;
  /** What is spread besides and bears none; absent where there is nothing of it. */
  carried?: Money;
  /** The most months that the term may have. */
  longest?: number;
  /** The most that one payment may be: income less costs and other debts, with a minus sign where those are more. */
  limit?: Money;
  /** Empty while a figure is not known. */
  methods: MethodTerms[];
  /** What a refused applicant is told of their rights; empty unless the outcome is `no`. */
  rights: PolicyItem[];
};

/** The answer of `restructure`. */
export type RestructureAnswer = AnswerHead & RestructureDecision;

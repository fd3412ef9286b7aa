import type {
  AllocationExcess,
  AllocationWalk,
  Class,
  Confidence,
  Conventions,
  FactName,
  Outcome,
  PaymentComponent,
  PlanInterest,
  RiskTier,
  Role,
  RoundingMode,
} from "./answer.js";
import type { ActionName, Words } from "./collection.js";
import type { Channel, ContactEntry, Maybe } from "./facts.js";
import type { Locale, LocaleOption, PolicyOption } from "./operations.js";
import type { InstallmentStatus } from "./tracking.js";

// ---------------------------------------------------------------------------------------------------
// Words
// ---------------------------------------------------------------------------------------------------

/**
 * How much is said: a sentence for what is due and one a decision; each decision with every clause that was
 * looked at; everything in the answer, with the working.
 */
export type ExplanationLevel = "sentence" | "checklist" | "full";

/** How to explain. */
export interface ExplainOptions extends PolicyOption, LocaleOption {
  /** `"sentence"` when absent. */
  readonly level?: Maybe<ExplanationLevel>;
}

/** A part of an explanation, as a stable id. */
export type ExplanationPart =
  | "due"
  | "working"
  | "waiver"
  | "installments"
  | "plans"
  | "litigation"
  | "agency"
  | "hardship"
  | "restructure"
  | "tracking"
  | "changes"
  | "missing"
  | "conventions"
  | "policy"
  | "note";

/** One part of an explanation. */
export interface ExplanationSection {
  id: ExplanationPart;
  heading: string;
  /** Each a sentence or a row. */
  lines: string[];
}

/** The answer of `explain`. Every figure in it stands in the answer, or in the policy's words for a clause. */
export interface Explanation {
  locale: Locale;
  level: ExplanationLevel;
  /** With the as-of date. */
  title: string;
  /** In the order of reading. */
  sections: ExplanationSection[];
  /** Title and sections as plain text, a line a sentence. */
  text: string;
}

/** The words for each name of one closed list. */
export type NamesOf<Name extends string> = { [Key in Name]: Words };

/** The answer of `vocabulary`: words for every name of the closed lists, in every language. */
export interface Vocabulary {
  locales: Locale[];
  levels: ExplanationLevel[];
  names: {
    classes: NamesOf<Class>;
    riskTiers: NamesOf<RiskTier>;
    roles: NamesOf<Role>;
    /** Parts of what is due. */
    components: { [component: string]: Words };
    outcomes: NamesOf<Outcome>;
    statuses: NamesOf<"met" | "notMet" | "unknown">;
    operators: NamesOf<"lt" | "le" | "eq" | "ne" | "ge" | "gt" | "in">;
    facts: NamesOf<FactName>;
    channels: NamesOf<Channel>;
    contactOutcomes: NamesOf<ContactEntry["outcome"]>;
    actions: NamesOf<ActionName>;
    actors: NamesOf<"borrower" | "lender" | "time">;
    confidences: NamesOf<Confidence>;
    dayCounts: NamesOf<Conventions["dayCount"]>;
    roundings: NamesOf<RoundingMode>;
    planInterests: NamesOf<PlanInterest>;
    /** Methods of repayment. */
    methods: { [name: string]: Words };
    /** How an installment of an agreed plan stands. */
    installmentStatuses: NamesOf<InstallmentStatus>;
    /** What a payment can settle. */
    paymentComponents: NamesOf<PaymentComponent>;
    /** How amounts stand to the day of a payment. */
    allocationScopes: NamesOf<"pastDue" | "due" | "inAdvance">;
    allocationWalks: NamesOf<AllocationWalk>;
    /** What becomes of an excess. */
    excessRules: NamesOf<AllocationExcess>;
  };
}

import type { AnswerHead, Decision, IsoDate, Pointer, PolicyRef, Role, SourceRef } from "./answer.js";
import type { Channel, ContactChannel, DateInput, Maybe, Party } from "./facts.js";
import type { LocaleOption, PolicyOption } from "./operations.js";

// ---------------------------------------------------------------------------------------------------
// Hardship, next actions, contact
// ---------------------------------------------------------------------------------------------------

/** The same words in the three languages of the package, by BCP 47 tag. */
export interface Words {
  "zh-Hans": string;
  "zh-Hant": string;
  en: string;
}

/** A named point of a list in the policy. */
export interface PolicyItem {
  /** Stable id within the list. */
  id: string;
  label: Words;
  source: SourceRef;
}

/** A cause of arrears, as the policy lists it. */
export interface StatedCause extends PolicyItem {
  /** Whether the policy counts it as hardship. */
  hardship: boolean;
}

/** A criterion of the review of a hardship, with the facts that it is judged by. */
export interface Criterion extends PolicyItem {
  facts: { path: Pointer; stated: boolean }[];
}

/**
 * What comes of a hardship that the borrower states. A person judges whether it is genuine, so a complete
 * application is `refer` until that person's word is among the approvals: `yes` for an agreement; `no`, also for
 * a refusal, tells the applicant's rights; `undetermined` tells what is missing.
 */
export type HardshipDecision = Decision & {
  /** Whether everything that the review looks at is stated, whatever the outcome. */
  complete: boolean;
  /** What the review looks at and the facts do not state. */
  lacking: Pointer[];
  /** The stated cause as the policy lists it; absent when none is stated. */
  cause?: StatedCause;
  /** What the policy recommends for the cause, in its order. */
  measures: PolicyItem[];
  /** What the review looks at. */
  criteria: Criterion[];
  /** What a refused applicant is told of their rights; empty unless the outcome is `no`. */
  rights: PolicyItem[];
};

/** The answer of `hardship`. */
export type HardshipAnswer = AnswerHead & HardshipDecision;

/** What the institution does about an overdue loan. */
export type ActionName =
  | "reminder"
  | "phoneReminder"
  | "overdueNotice"
  | "confirmDelivery"
  | "followUp"
  | "designPlan"
  | "visit"
  | "legalLetter"
  | "waiver"
  | "installmentPlan"
  | "restructure"
  | "returnToCollection"
  | "creditReport"
  | "agency"
  | "litigation";

/** A point of a checklist with what the facts say of it. It never stands in the way of anything. */
export interface CheckItem extends PolicyItem {
  status: "yes" | "no" | "unknown";
}

/** One thing to do. */
export interface Action {
  id: ActionName;
  label: Words;
  /** Id of the stage that asks for it; absent for a reminder and for what a failed plan asks for. */
  stage?: string;
  /** `refer` when a person still decides, `undetermined` when a missing fact does. */
  outcome: "yes" | "refer" | "undetermined";
  /**
   * The facts that would settle it or name its role or its days; while the last contact is not known, the days of a
   * follow-up are the earliest that they can be.
   */
  missing: Pointer[];
  /** First day. */
  from: IsoDate;
  /** Last day, counted; absent while it has no end. */
  by?: IsoDate;
  /** Whether `by` is a day of the table of working days; absent where it counts calendar days. */
  adjusted?: boolean;
  /** `false` when the log shows that it was not done; `null` where no record would show it. What is done is left out. */
  done: false | null;
  /** Whether its last day has passed; `null` where it has and nothing shows whether it was done. */
  late: boolean | null;
  /** Any of them will do; empty where it is no contact. */
  channels: Channel[];
  /** The lowest role that may do it. */
  mayDo: Role;
  /** The same if the borrower is high risk, where that is unknown and would matter. */
  mayDoIfHighRisk?: Role;
  /** Who approves it, where somebody must. */
  approvedBy?: Role;
  /** The clause that gives the authority, for the record. */
  authorityBasis: SourceRef;
  /** The clause that asks for the action. */
  source: SourceRef;
  /** What a notice must say. */
  contents?: PolicyItem[];
  /** What must be at hand: listed, never gating. */
  checklist?: CheckItem[];
}

/** The contact stage that a loan is in. */
export interface Stage {
  id: string;
  label: Words;
  /** Its first day. */
  from: IsoDate;
  /** Its last day; absent while it has no end. */
  to?: IsoDate;
  /** Who works it; the role of a high-risk borrower where that is higher. */
  role: Role;
  /** The same if the borrower is high risk, where that is unknown and would matter. */
  roleIfHighRisk?: Role;
  source: SourceRef;
}

/** The answer of `actions`. */
export interface ActionsAnswer extends AnswerHead {
  /** Absent while nothing is overdue. */
  stage?: Stage;
  /** In the policy's order. */
  actions: Action[];
}

/** A contact that somebody plans. */
export interface PlannedContact extends PolicyOption, LocaleOption {
  /** The day and local time as `YYYY-MM-DDTHH:MM`; with a day alone, quiet hours are unknown. */
  readonly at: DateInput;
  readonly channel: ContactChannel;
  readonly party: Party;
  /** The telephone number that would be called. */
  readonly number?: Maybe<string>;
  /** Whether the debtor agreed to be contacted at that time. Absent means no agreement is on record. */
  readonly agreed?: Maybe<boolean>;
}

/** What a rule of conduct looks at. */
export type ConductFact =
  | "localTime"
  | "agreed"
  | "connectedCallsThatDay"
  | "unansweredAttemptsOnNumberThatDay"
  | "failedAttemptsSinceReached"
  | "reachedBefore";

/** One rule of conduct as it stands for the planned contact. */
export interface ConductClause {
  id: string;
  /** The rule in words. */
  label: Words;
  /** Its place in the tree of conditions. */
  group: string;
  fact: ConductFact;
  /** A time is `HH:MM`; `null` where it is unknown. */
  value: string | number | boolean | null;
  /** What a count with doubtful entries is at least. */
  atLeast?: number;
  operator: "lt" | "le" | "eq" | "ne" | "ge" | "gt" | "in";
  threshold: string | number | boolean;
  /** Whether the rule is kept. */
  status: "met" | "notMet" | "unknown";
  decisive: boolean;
  source: SourceRef;
}

/** The answer of `conduct`. */
export interface ConductAnswer extends AnswerHead {
  /** Allowed, forbidden, or a missing fact decides. */
  outcome: "yes" | "no" | "undetermined";
  /** Ids of every clause that forbids the contact; empty unless it is forbidden. */
  forbiddenBy: string[];
  /** The facts and options that can still settle it; empty unless it is undetermined. */
  missing: Pointer[];
  /** Every rule that bears on the contact. */
  clauses: ConductClause[];
  /** Entries of record that are absent and taken as none. */
  assumedNone: "agreed"[];
  /** Entries of the log after the as-of date, which are not counted. */
  laterEvents: number;
}

/** A forbidden phrase and where it stands. */
export interface ScriptFinding extends PolicyItem {
  /** First character of the place, counted from 0 in Unicode code points: `[...script][from]`. */
  from: number;
  /** End of the place, not counted. */
  to: number;
  /** What stands there. */
  text: string;
  /** The languages in which the phrase reads so. */
  languages: (keyof Words)[];
}

/** How to screen a script. */
export interface ScreenOptions extends PolicyOption, LocaleOption {
  /** The day whose list of phrases counts; the newest list when absent. */
  readonly asOf?: Maybe<DateInput>;
}

/** The answer of `screenScript`. No finding is no approval: it is a plain match of a list. */
export interface ScreeningAnswer {
  policy: PolicyRef;
  /** Whether no phrase of the list was found. */
  clean: boolean;
  /** By place, then in the list's order. */
  findings: ScriptFinding[];
  /** How many phrases were looked for. */
  phrasesChecked: number;
}

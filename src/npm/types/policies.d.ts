import type { IsoDate, Money, Outcome, Pointer, SourceRef } from "./answer.js";
import type { DecisionName } from "./changes.js";
import type { Words } from "./collection.js";
import type { ProblemCode } from "./errors.js";
import type { DateInput, Facts, Maybe } from "./facts.js";
import type { LocaleOption, PolicyOption } from "./operations.js";
import type { Citation } from "./reference.js";

// ---------------------------------------------------------------------------------------------------
// Policies
// ---------------------------------------------------------------------------------------------------

/** The key of disposal, where the library of the compilation knows it. */
type DisposeKeyOf<Symbols> = Symbols extends { readonly dispose: symbol } ? Symbols["dispose"] : never;
/** `[Symbol.dispose]`, where the library of the compilation knows it; else nothing. */
type DisposalMethod = { [Key in DisposeKeyOf<SymbolConstructor>]: () => void };

/** A policy document as data; `Policy.compile` checks it and tells every problem. */
export type PolicyDocument = { readonly [key: string]: unknown };

/** A compiled policy, ready for many calls. */
export declare class Policy {
  private constructor();
  /**
   * A policy that ships with the package, in all its versions; the as-of date of a call picks one.
   *
   * @param id one of {@link policies}
   * @param options in which language to word a problem
   * @throws {ArrearsError} `invalidPolicy` when there is none of that id
   */
  static builtin(id: string, options?: LocaleOption | null): Policy;
  /**
   * Checks and compiles a policy document, given as JSON text or as data, or a list of documents that are the
   * versions of one policy; the as-of date of a call picks one.
   *
   * @param options in which language to word the problems
   * @throws {ArrearsError} `invalidPolicy` with every problem of the document, in a text at its line and column;
   *   a day between two versions without one, and a day with two, are problems too
   */
  static compile(
    document: string | PolicyDocument | readonly PolicyDocument[],
    options?: LocaleOption | null,
  ): Policy;
  /**
   * Frees the engine's memory for it at once. A policy that is forgotten is freed in time, where the
   * runtime has finalisers. Using it afterwards is an error; disposing of it again is not.
   */
  dispose(): void;
}
export interface Policy extends DisposalMethod {}

/** The days on which one version of a policy is in force. */
export interface PolicyVersion {
  version: string;
  /** SHA-256 in hexadecimal over the document's canonical bytes (RFC 8785). */
  fingerprint: string;
  /** First day on which it is in force. */
  effectiveFrom: IsoDate;
  /** Last day on which it is in force; absent while it stands. */
  effectiveTo?: IsoDate;
}

/** One policy of the list of those that ship. */
export interface PolicySummary {
  id: string;
  /** The title of its newest version. */
  title: Words;
  /** Oldest first. */
  versions: PolicyVersion[];
}

/** The answer of `listPolicies`. */
export interface PolicyList {
  policies: PolicySummary[];
}

/** A value as JSON holds it. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

/** A value of a policy with the place that it comes from. */
export interface PolicyEntry {
  /** Where it stands in the document. */
  pointer: Pointer;
  /** What it is, in words. */
  label?: Words;
  /** The value alone; of a band, clause or entry of a list, its fields but label and source. */
  value: JsonValue;
  source: SourceRef;
}

/** A section of a policy, in the order of reading. */
export interface PolicySection {
  /** The key of the section in the document. */
  id: string;
  label?: Words;
  entries: PolicyEntry[];
}

/** The answer of `viewPolicy`: one version of a policy, clause by clause. */
export interface PolicyView extends PolicyVersion {
  id: string;
  title: Words;
  /** Every version of the policy, oldest first. */
  versions: PolicyVersion[];
  /** The plans and laws that sources name. */
  documents: { id: string; title: Words }[];
  sections: PolicySection[];
}

/** Which version of which policy to view. */
export interface ViewOptions extends PolicyOption {
  /** The day on which the version is in force; the newest version when absent. */
  readonly policyDate?: Maybe<DateInput>;
}

/** What can be doubtful about a policy that can be used all the same, as a stable name. */
export type PolicyWarningCode =
  | "deadClause"
  | "subsumedClause"
  | "alwaysMet"
  | "reviewPassed"
  | "startsBeforeSource"
  | "neverInForce"
  | "markupOutsideLaw"
  | "misuseMarkupOutsideLaw"
  | "totalCostAboveLaw"
  | "compoundOnPenalty"
  | "quietHoursShorterThanLaw"
  | "connectedCallsAboveLaw"
  | "unansweredAttemptsAboveLaw"
  | "thirdPartyFreerThanLaw"
  | "limitationOtherThanLaw"
  | "allocationLeavesOut"
  | "allocationRepeats"
  | "allocationOtherThanLaw";

/** What every finding about a policy carries. */
interface FindingCommon {
  /** Empty for the whole document. */
  path: Pointer;
  /** Counted from 1; present when the document was given as text. */
  line?: number;
  /** Counted from 1 in UTF-16 units, as editors do; present when the document was given as text. */
  column?: number;
  message: string;
  help?: string;
}

/** Something because of which the policy cannot be used. */
export interface PolicyError extends FindingCommon {
  severity: "error";
  code: ProblemCode;
}

/** Something that somebody should look at. */
export interface PolicyWarning extends FindingCommon {
  severity: "warning";
  code: PolicyWarningCode;
  /** The rule of law that the value was held against, for a guard of law. */
  citation?: Citation;
}

/** One finding about a policy: `severity` tells which of the two it is. */
export type PolicyFinding = PolicyError | PolicyWarning;

/** How to check a policy, and in which language to word what is found. */
export interface CheckOptions extends LocaleOption {
  /** The day on which reviews are looked at; without it none counts as passed. */
  readonly asOf?: Maybe<DateInput>;
}

/** The answer of `checkPolicy`. */
export interface PolicyReport {
  /** In the order of the text; at most 100 errors and 100 warnings. */
  diagnostics: PolicyFinding[];
  /** How many errors there are, listed or not. */
  errorCount: number;
  /** How many warnings there are, listed or not. */
  warningCount: number;
  /** Whether the policy can be used: it has no error. */
  usable: boolean;
}

/** Two policies, and what to compare them over. */
export interface ComparisonInput extends LocaleOption {
  /** The id of a built-in policy (its newest version), or one document as text or as data. */
  readonly before: string | PolicyDocument;
  /** The same for the other side. */
  readonly after: string | PolicyDocument;
  /** Loans to count what differs over. */
  readonly cases?: Maybe<readonly Facts[]>;
  /** The day on which witnesses stand; a year after the later policy's first day when absent. */
  readonly asOf?: Maybe<DateInput>;
}

/** A value of a document; of an object or list that the other side does not have, how many values it holds. */
export type ComparedValue = string | number | boolean | { values: number };

/** One value that differs. */
export interface TextChange {
  /** In the first document, or in the second for what only that has. */
  path: Pointer;
  /** Absent for what only the second has. */
  before?: ComparedValue;
  /** Absent for what only the first has. */
  after?: ComparedValue;
}

/** A loan on the boundary, which the two policies take differently. */
export interface Witness {
  decision: DecisionName;
  /** The loan, ready to be assessed under either policy. */
  facts: Facts;
  before: Outcome;
  after: Outcome;
}

/** Loans whose outcome differs in one way. */
export interface Flip {
  decision: DecisionName;
  before: Outcome;
  after: Outcome;
  /** Their indexes, in order. */
  cases: number[];
}

/** What one changed value does when it alone is changed. */
export interface Attribution {
  /** The value in the first document. */
  path: Pointer;
  /** How many outcomes flip. */
  flips: number;
  /** What it adds to the amounts due; with a minus sign where it takes away. */
  dueMoved: Money;
  /** Of how many loans it makes known or unknown what is due; `dueMoved` leaves them out. */
  dueUnknown: number;
  /** What it adds to the amounts that may be waived; with a minus sign where it takes away. */
  waiverMoved: Money;
  /** Of how many loans it makes known or unknown what may be waived; `waiverMoved` leaves them out. */
  waiverUnknown: number;
}

/** What differs over the loans given. */
export interface CasesCompared {
  /** How many were compared. */
  compared: number;
  /** Indexes of loans that one of the policies could not answer. */
  leftOut: number[];
  /** Outcomes that differ, of the decisions that the answers under both policies have. */
  flips: Flip[];
  /** What the second policy makes due beyond the first, over the loans of which both know it; with a minus sign where it is less. */
  dueMoved: Money;
  /** Indexes of loans of which one of the two does not. */
  dueUnknown: number[];
  /**
   * What may be waived under the second beyond the first, less what has been, over the loans of which both know it; with
   * a minus sign where it is less. Nothing may be where a waiver is `no` or `notYet`; it is not known where a missing
   * fact decides, or where the policy sets no cap and the approver says how much.
   */
  waiverMoved: Money;
  /** Indexes of loans of which one of the two does not. */
  waiverUnknown: number[];
  attribution: Attribution[];
}

/** The answer of `comparePolicies`. A policy compared with itself gives empty lists. */
export interface Comparison {
  /** Fingerprint of the first policy. */
  before: string;
  /** Fingerprint of the second policy. */
  after: string;
  /** Values of the documents that differ, by path. */
  changes: TextChange[];
  /** For each decision that the two can take differently, a loan on the boundary. */
  witnesses: Witness[];
  /** Present when loans were given. */
  cases?: CasesCompared;
}

import type { Answer, Comparison, Facts, PolicyReport, PolicyView, Vocabulary } from 'arrears';
import type { CallOf, InputOf, OutputOf } from '../calling';
import type { Locale } from '../locale';

/** What a case is decided by: a policy that ships with the engine, or the text of one that was changed. */
export type PolicyChoice = string | { readonly changed: string };

/** A case and what it is decided by. */
export interface Case {
  readonly facts: Facts;
  readonly policy: PolicyChoice;
}

/** What is owed on one day, or `null` where a missing fact leaves it open. */
export interface TotalOn {
  readonly on: string;
  readonly total: string | null;
}

/** Everything that the desk asks of the engine, besides the answer that the whole page is about. */
export interface Calls {
  /** The case as it would stand on each of these days if nobody did anything. */
  totals: { input: Case & { readonly days: readonly string[] }; output: readonly TotalOn[] };
  calendar: { input: Case & { readonly locale: Locale }; output: string };
  viewPolicy: { input: { readonly policy: PolicyChoice; readonly on?: string }; output: PolicyView };
  /** The document of a policy that ships, as text: where a change of it begins. */
  policyText: { input: { readonly id: string }; output: string };
  vocabulary: { input: null; output: Vocabulary['names'] };
  checkPolicy: { input: { readonly text: string; readonly asOf?: string; readonly locale: Locale }; output: PolicyReport };
  comparePolicies: { input: { readonly before: string; readonly after: string; readonly facts: Facts }; output: Comparison };
  /** The case again, from facts that were stored. */
  rerun: {
    input: { readonly facts: unknown; readonly policy: PolicyChoice; readonly locale: Locale };
    output: Answer;
  };
}

export type CallName = keyof Calls;
export type Input<Name extends CallName> = InputOf<Calls, Name>;
export type Output<Name extends CallName> = OutputOf<Calls, Name>;
export type Call = CallOf<Calls>;

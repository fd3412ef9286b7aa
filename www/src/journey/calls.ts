import type { AffordabilityAnswer, Answer, Facts, HardshipAnswer, PolicyRef, Words } from 'arrears';
import type { CallOf, InputOf, Outcome, OutputOf } from '../calling';

/** What the borrower wants to pay a month: a sum, or what income leaves. */
export type Reach =
  | { readonly kind: 'amount'; readonly amount: string }
  | { readonly kind: 'spending' };

/** The case of a borrower, with what they want to pay today and can pay a month. */
export interface Asked {
  readonly facts: Facts;
  readonly policy: string;
  /** Paid today, before anything else. */
  readonly payment: string | null;
  readonly reach: Reach | null;
  /** A sum a month of the borrower's own, in the place of a plan. */
  readonly otherAmount: string | null;
}

/** What the engine says of the case. */
export interface Standing {
  /** As things stand today. */
  readonly before: Answer;
  /** After today's payment; the same where there is none. */
  readonly after: Answer;
  /** What income leaves after costs and other debts, where that is how it is found out. */
  readonly left: AffordabilityAnswer | null;
  /** The plans, by their number of payments, that the policy allows and the borrower's means cover. */
  readonly offered: readonly number[];
  /** The shortest of the plans that the policy allows which the borrower's own sum covers. */
  readonly otherPlan: number | null;
}

/** A cause of arrears that the policy lists. */
export interface Cause {
  readonly id: string;
  readonly label: Words;
}

/** What the page needs to know of a policy before it is applied. */
export interface PolicyFacts {
  readonly policy: PolicyRef;
  readonly causes: readonly Cause[];
}

/** Everything that the journey asks of the engine. */
export interface Calls {
  standing: { input: Asked; output: Standing };
  hardship: { input: Pick<Asked, 'facts' | 'policy'>; output: HardshipAnswer };
  policyFacts: { input: { readonly policy: string; readonly on: string }; output: PolicyFacts };
}

export type CallName = keyof Calls;
export type Input<Name extends CallName> = InputOf<Calls, Name>;
export type Output<Name extends CallName> = OutputOf<Calls, Name>;
export type Call = CallOf<Calls>;

/** What goes over the line, and what comes back. */
export interface CallMessage {
  readonly id: number;
  readonly call: Call;
}

export interface ReplyMessage {
  readonly id: number;
  readonly outcome: Outcome<unknown>;
}

/** Asks the worker to answer on a port of its own. */
export const CONNECT = 'connectJourney';

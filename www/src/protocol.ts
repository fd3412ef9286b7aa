import type { Answer, Facts } from 'arrears';
import type { Outcome } from './calling';
import type { Call, PolicyChoice } from './desk/calls';

/** What the page asks of the engine's worker. */
export interface Request {
  readonly kind: 'assess';
  readonly id: number;
  readonly facts: Facts;
  readonly policy: PolicyChoice;
  /** Whether to work out the details too: changes, key dates, next actions. */
  readonly withDetails: boolean;
}

/** Anything else that is asked of the engine; its reply goes to the one who asked. */
export interface CallRequest {
  readonly kind: 'call';
  readonly id: number;
  readonly call: Call;
}

/** An answer with everything that is worked out only when it is asked for. */
export type FullAnswer = Answer & Required<Pick<Answer, 'actions' | 'keyDates'>>;

/** What is to be assessed. */
export type Question = Pick<Request, 'facts' | 'policy' | 'withDetails'>;

/** What the worker tells the page. `id` is that of the request it answers. */
export type Reply =
  | { readonly kind: 'ready'; readonly version: string }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: Answer }
  | { readonly kind: 'detailed'; readonly id: number; readonly answer: FullAnswer }
  | {
      readonly kind: 'problems';
      readonly id: number;
      readonly problems: readonly EngineProblem[];
      readonly problemCount: number;
    }
  | { readonly kind: 'called'; readonly id: number; readonly outcome: Outcome<unknown> }
  | { readonly kind: 'failed'; readonly id: number | null; readonly message: string };

/** One thing the engine could not read, at the JSON pointer of the fact. */
export interface EngineProblem {
  readonly code: string;
  readonly path: string;
  readonly message: string;
  readonly help?: string | undefined;
}

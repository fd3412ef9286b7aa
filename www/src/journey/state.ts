import type { HardshipAnswer } from 'arrears';
import type { Origin } from '../share/case-link';
import type { PolicyFacts, Standing } from './calls';
import { blankBorrower, type BorrowerDraft } from './draft';
import type { Question } from './facts';

/** One thing that is to be completed or corrected, at its question. */
export interface JourneyProblem {
  readonly id: string;
  /** A code of the engine's, or what is simply open. */
  readonly code: string;
  /** The question, where the engine's pointer leads to one. */
  readonly question: Question | null;
}

/** What was copied last, or that it could not be. */
export type Copied = 'text' | 'link' | { readonly byHand: string };

export interface JourneyState {
  readonly draft: BorrowerDraft;
  /** The engine's last word, and the answers that it is about. */
  readonly standing: Standing | null;
  readonly standingOf: BorrowerDraft | null;
  readonly hardship: HardshipAnswer | null;
  readonly policyFacts: PolicyFacts | null;
  /** Whether the review's further questions have been shown. */
  readonly askedMore: boolean;
  readonly problems: readonly JourneyProblem[];
  readonly busy: boolean;
  readonly failed: boolean;
  readonly copied: Copied | null;
  /** Where the case has come from, unless it was entered here. */
  readonly origin: Origin | null;
}

export function freshJourney(): JourneyState {
  return {
    draft: blankBorrower(),
    standing: null,
    standingOf: null,
    hardship: null,
    policyFacts: null,
    askedMore: false,
    problems: [],
    busy: false,
    failed: false,
    copied: null,
    origin: null,
  };
}

export function problemOf(state: JourneyState, id: string): JourneyProblem | null {
  return state.problems.find((problem) => problem.id === id) ?? null;
}

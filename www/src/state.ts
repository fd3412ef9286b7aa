import type { Answer } from 'arrears';
import { blankDraft, type Draft } from './draft';
import type { Field, FieldId } from './facts';
import type { PolicyChoice } from './desk/calls';
import type { EngineProblem, FullAnswer } from './protocol';
import { LOCALES, type Locale } from './locale';
import type { Origin } from './share/case-link';

/** A problem of the engine, at the field of the form that it speaks of. */
export interface LocatedProblem {
  readonly code: string;
  readonly message: string;
  readonly field: Field | null;
}

/** The conclusions, with the newest details known: while somebody types, those are of an earlier answer. */
export interface Answered {
  readonly kind: 'answer';
  readonly answer: Answer;
  readonly details: FullAnswer | null;
  readonly detailsPending: boolean;
  fieldAt(pointer: string): Field | null;
}

/** How the engine's last word stands to what is on the form. */
export type Result =
  | { readonly kind: 'waiting' }
  | Answered
  | { readonly kind: 'problems'; readonly problems: readonly LocatedProblem[]; readonly problemCount: number }
  | { readonly kind: 'failed'; readonly message: string };

export interface State {
  readonly locale: Locale;
  readonly draft: Draft;
  /** The case before the last wholesale change, for as long as it can be brought back. */
  readonly replaced: Draft | null;
  /** The changed policy that the case before was computed by. */
  readonly replacedPolicy: string | null;
  /** The text of a policy that was changed on the page, while the case is computed by it. */
  readonly changedPolicy: string | null;
  readonly engineVersion: string | null;
  /** What the newest reply said. */
  readonly latest: Result;
  /** What the screen shows: a slip in the middle of typing does not wipe the conclusions at once. */
  readonly shown: Result;
  /** Whether typing has paused, or the field was left, since the last key. */
  readonly settled: boolean;
  readonly chosenPeriods: number | null;
  /** Where the case has come from, unless it was entered here. */
  readonly origin: Origin | null;
  /** The link to the case that was made last, and whether the browser let the page copy it. */
  readonly shared: { readonly address: string; readonly copied: boolean } | null;
}

export function initialState(): State {
  return {
    locale: LOCALES[0],
    draft: blankDraft(),
    replaced: null,
    replacedPolicy: null,
    changedPolicy: null,
    engineVersion: null,
    latest: { kind: 'waiting' },
    shown: { kind: 'waiting' },
    settled: true,
    chosenPeriods: null,
    origin: null,
    shared: null,
  };
}

/** What the case is computed by. */
export function policyOf({ draft, changedPolicy }: State): PolicyChoice {
  return changedPolicy === null ? draft.policy : { changed: changedPolicy };
}

/** Whether what is shown belongs to an earlier state of the form. */
export function isPrevious(state: State): boolean {
  return state.shown !== state.latest && state.shown.kind !== 'waiting';
}

/** The state after a reply, or after typing has paused: problems wait for the pause, answers do not. */
export function withResult(state: State, latest: Result, settled: boolean): State {
  const hold = latest.kind === 'problems' && !settled && state.shown.kind !== 'problems';
  return { ...state, latest, settled, shown: hold ? state.shown : latest };
}

export function locate(
  problems: readonly EngineProblem[],
  fieldAt: (pointer: string) => Field | null,
): LocatedProblem[] {
  return problems.map(({ code, path, message }) => {
    const field = fieldAt(path);
    return { code: field?.problem ?? code, message, field };
  });
}

/** A problem at a blank field is something still to be filled in, not a mistake. */
export function isStillNeeded(problem: LocatedProblem): boolean {
  return problem.field !== null && problem.field.empty;
}

/** The first problem shown at a field. */
export function problemAt(state: State, id: FieldId): LocatedProblem | null {
  if (state.shown.kind !== 'problems') return null;
  return state.shown.problems.find(({ field }) => field !== null && field.id === id) ?? null;
}

/** One value that is replaced as a whole; listeners are told after each change. */
export class Store {
  #state: State;
  readonly #listener: (state: State) => void;

  constructor(state: State, listener: (state: State) => void) {
    this.#state = state;
    this.#listener = listener;
  }

  get state(): State {
    return this.#state;
  }

  update(change: (state: State) => State): void {
    this.#state = change(this.#state);
    this.#listener(this.#state);
  }
}

// What was entered in both journeys, carried over to a newer version of the page: in the state of this one entry of
// the browser's history, from which it is taken out on arrival.

export interface Carried {
  readonly collector: unknown;
  readonly borrower: unknown;
}

const KEY = 'carried';

/** Loads the page anew, with what was entered. */
export function reloadWith(carried: Carried): void {
  history.replaceState({ [KEY]: carried }, '');
  location.reload();
}

/** What this page was loaded with, once. */
export function takeCarried(): Carried | null {
  const state: unknown = history.state;
  if (typeof state !== 'object' || state === null || !(KEY in state)) return null;
  history.replaceState(null, '');
  const carried: unknown = state[KEY];
  return typeof carried === 'object' && carried !== null && 'collector' in carried && 'borrower' in carried ? carried : null;
}

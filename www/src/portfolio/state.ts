import type { PortfolioSummary } from 'arrears/portfolio';
import { todayInChina } from '../format';
import type { EngineProblem } from '../protocol';
import type { Flips, Reading, ResultRow, Unreadable } from './protocol';

/** The file that is worked on. */
export type FileState =
  | { readonly kind: 'none' }
  | { readonly kind: 'reading'; readonly name: string }
  | { readonly kind: 'unreadable'; readonly name: string; readonly reason: Unreadable }
  | { readonly kind: 'read'; readonly name: string; readonly reading: Reading };

/** What decides: a policy that ships, or the one that was changed on the page of one loan. */
export type PolicyKey = string;
export const CHANGED: PolicyKey = 'changed';
export const DEFAULT_POLICY: PolicyKey = 'cn-bank-loan';

/** What of the screen goes into a run; results of other settings look old. */
export interface Settings {
  readonly mapping: readonly string[];
  readonly asOf: string;
  readonly policy: PolicyKey;
  readonly previous: Previous | null;
}

export interface Previous {
  readonly name: string;
  readonly summary: PortfolioSummary;
}

export type Run =
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly share: number }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'problems'; readonly problems: readonly EngineProblem[] }
  | { readonly kind: 'failed' }
  | Done;

export interface Done {
  readonly kind: 'done';
  readonly summary: PortfolioSummary;
  readonly rows: number;
  readonly bad: number;
  readonly settings: Settings;
  /** The text of the changed policy, where that one decided. */
  readonly changed: string | null;
}

/** A page of a list of rows. */
export interface Listed {
  readonly page: number;
  readonly rows: readonly ResultRow[];
}

export type Comparing =
  | Exclude<Run, Done>
  | { readonly kind: 'done'; readonly policy: PolicyKey; readonly summary: PortfolioSummary; readonly flips: Flips };

export interface PortfolioState {
  readonly file: FileState;
  readonly settings: Settings;
  readonly previousBad: boolean;
  readonly run: Run;
  readonly list: 'all' | 'flipped';
  readonly results: Listed;
  readonly bad: Listed;
  readonly otherPolicy: PolicyKey | null;
  readonly comparing: Comparing;
}

export const EMPTY: Listed = { page: 0, rows: [] };

export function initialPortfolio(): PortfolioState {
  return {
    file: { kind: 'none' },
    settings: { mapping: [], asOf: todayInChina(), policy: DEFAULT_POLICY, previous: null },
    previousBad: false,
    run: { kind: 'none' },
    list: 'all',
    results: EMPTY,
    bad: EMPTY,
    otherPolicy: null,
    comparing: { kind: 'none' },
  };
}

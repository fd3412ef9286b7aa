import type { Channel, ContactOutcome, Party, PolicyId } from './i18n/messages';
import { todayInChina } from './format';
import { blankPlan, type PlanDraft } from './plan-draft';
import { blankHistory, type HistoryDraft } from './history-draft';

/** A yes-or-no fact as it stands on the form: not knowing is an answer of its own. */
export type Known = 'unknown' | 'yes' | 'no';

/** One overdue item as typed. The key names its fields for as long as the row lives. */
export interface ArrearRow {
  readonly key: string;
  readonly dueOn: string;
  readonly principal: string;
  readonly interest: string;
  readonly fees: string;
}

/** One contact attempt as typed. */
export interface LogRow {
  readonly key: string;
  readonly at: string;
  /** The local time of day, where it is known. */
  readonly time: string;
  readonly channel: Channel;
  readonly party: Party;
  readonly outcome: ContactOutcome | '';
}

/** The case as it stands on the form: the texts that were typed, nothing read into them. */
export interface Draft {
  readonly policy: PolicyId;
  readonly asOf: string;
  readonly annualRate: string;
  readonly waived: string;
  /** Whether what is owed is listed, or follows from all that happened; the other one is kept but not sent. */
  readonly debt: 'arrears' | 'history';
  readonly arrears: readonly ArrearRow[];
  readonly history: HistoryDraft;
  readonly plan: PlanDraft;
  readonly monthlyIncome: string;
  readonly firstArrear: Known;
  readonly cameForward: Known;
  readonly refusedToPay: Known;
  readonly contactsMode: 'count' | 'log';
  readonly failedAttempts: string;
  readonly lastReachedOn: string;
  readonly log: readonly LogRow[];
}

/** The fields of the form that hold one text each. */
export type TextName = 'asOf' | 'annualRate' | 'waived' | 'monthlyIncome' | 'failedAttempts' | 'lastReachedOn';
export type KnownName = 'firstArrear' | 'cameForward' | 'refusedToPay';
export type ArrearText = Exclude<keyof ArrearRow, 'key'>;

let keysGiven = 0;

function freshKey(prefix: string): string {
  keysGiven += 1;
  return `${prefix}${keysGiven}`;
}

export function blankArrear(): ArrearRow {
  return { key: freshKey('arrear'), dueOn: '', principal: '', interest: '', fees: '' };
}

export function blankLogRow(): LogRow {
  return { key: freshKey('contact'), at: '', time: '', channel: 'phone', party: 'debtor', outcome: '' };
}

export function blankDraft(): Draft {
  return {
    policy: 'cn-bank-loan',
    asOf: todayInChina(),
    annualRate: '',
    waived: '',
    debt: 'arrears',
    arrears: [blankArrear()],
    history: blankHistory(),
    plan: blankPlan(),
    monthlyIncome: '',
    firstArrear: 'unknown',
    cameForward: 'unknown',
    refusedToPay: 'unknown',
    contactsMode: 'count',
    failedAttempts: '',
    lastReachedOn: '',
    log: [],
  };
}

/** The worked example: one item 99 days past due, owed by somebody who cannot be reached. */
export function exampleDraft(): Draft {
  const arrear = { ...blankArrear(), dueOn: '2025-08-15', principal: '60000.00', interest: '900.00' };
  return {
    ...blankDraft(),
    asOf: '2025-11-22',
    annualRate: '6',
    arrears: [arrear],
    monthlyIncome: '36000',
    failedAttempts: '3',
  };
}

export function isBlankArrear(row: ArrearRow): boolean {
  return [row.dueOn, row.principal, row.interest, row.fees].every((text) => text.trim() === '');
}

export function isBlankLogRow(row: LogRow): boolean {
  return row.at.trim() === '' && row.time.trim() === '' && row.outcome === '';
}

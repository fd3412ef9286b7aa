import type { PaymentComponent } from 'arrears';

/** What happens to a loan; a row without a kind is not begun. */
export type EventKind = 'payment' | 'reversal' | 'rate' | 'waiver' | 'fee' | 'acceleration' | 'pause';
export type Paused = 'interest' | 'clock';

/** One installment of the contract as typed. */
export interface InstallmentRow {
  readonly key: string;
  readonly dueOn: string;
  readonly principal: string;
  readonly interest: string;
  readonly fees: string;
}

/** One event as typed; which of its texts count depends on its kind. */
export interface EventRow {
  readonly key: string;
  readonly on: string;
  readonly kind: EventKind;
  readonly amount: string;
  readonly rate: string;
  readonly component: PaymentComponent;
  /** The key of the payment that is reversed. */
  readonly of: string;
  readonly what: Paused;
  readonly until: string;
  readonly label: string;
}

/** Everything that happened to the loan, as it stands on the form. */
export interface HistoryDraft {
  readonly drawdownOn: string;
  readonly drawdownAmount: string;
  readonly schedule: readonly InstallmentRow[];
  readonly events: readonly EventRow[];
}

export type InstallmentText = Exclude<keyof InstallmentRow, 'key'>;
export const INSTALLMENT_TEXTS: readonly InstallmentText[] = ['dueOn', 'principal', 'interest', 'fees'];

let keysGiven = 0;

export function blankInstallment(): InstallmentRow {
  keysGiven += 1;
  return { key: `installment${keysGiven}`, dueOn: '', principal: '', interest: '', fees: '' };
}

export function blankEvent(kind: EventKind = 'payment'): EventRow {
  keysGiven += 1;
  return {
    key: `event${keysGiven}`,
    on: '',
    kind,
    amount: '',
    rate: '',
    component: 'penalty',
    of: '',
    what: 'interest',
    until: '',
    label: '',
  };
}

export function blankHistory(): HistoryDraft {
  return { drawdownOn: '', drawdownAmount: '', schedule: [blankInstallment()], events: [] };
}

export function isBlankInstallment(row: InstallmentRow): boolean {
  return INSTALLMENT_TEXTS.every((name) => row[name].trim() === '');
}

export function isBlankEvent({ on, amount, rate, of, until, label }: EventRow): boolean {
  return [on, amount, rate, of, until, label].every((text) => text.trim() === '');
}

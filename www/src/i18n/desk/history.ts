import type { PaymentComponent } from 'arrears';
import type { EventKind, Paused } from '../../history-draft';
import type { Locale } from '../../locale';
import { historyEn } from './history-en';
import { historyZhHans } from './history-zh-hans';
import { historyZhHant } from './history-zh-hant';

export type CellProblem = 'empty' | 'notADate' | 'notAnAmount' | 'notARate' | 'notAKind' | 'byHand' | 'noColumn' | 'notAPaste';

export interface HistoryWords {
  readonly heading: string;
  readonly intro: string;
  readonly installment: (n: string) => string;
  readonly event: (n: string) => string;
  readonly number: string;
  readonly addInstallment: string;
  readonly addEvent: string;
  readonly removeInstallment: (n: string) => string;
  readonly removeEvent: (n: string) => string;
  readonly noEvents: string;
  readonly detail: string;
  readonly kinds: Readonly<Record<EventKind, string>>;
  readonly components: Readonly<Record<PaymentComponent, string>>;
  readonly paused: Readonly<Record<Paused, string>>;
  readonly choosePayment: string;
  readonly paymentOption: (n: string, on: string, amount: string) => string;
  readonly paste: string;
  readonly pasteIntro: string;
  readonly pasteField: string;
  readonly pasteExample: string;
  readonly read: string;
  readonly found: (rows: string, what: 'schedule' | 'events') => string;
  readonly changed: (count: string) => string;
  readonly change: (place: string, from: string, to: string) => string;
  readonly skipped: (row: string) => string;
  readonly bad: (count: string) => string;
  readonly badHint: string;
  readonly place: (row: string, column: string, head: string) => string;
  readonly problems: Readonly<Record<CellProblem, string>>;
  readonly value: (text: string) => string;
  readonly replace: string;
  readonly append: string;
  readonly added: (rows: string) => string;
}

const WORDS: Record<Locale, HistoryWords> = { 'zh-Hans': historyZhHans, 'zh-Hant': historyZhHant, en: historyEn };

export function historyWords(locale: Locale): HistoryWords {
  return WORDS[locale];
}

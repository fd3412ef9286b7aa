import type { Locale } from '../locale';
import { en } from './en';
import type { Messages, TypedProblem } from './messages';
import { zhHans } from './zh-hans';
import { zhHant } from './zh-hant';

const TABLES: Record<Locale, Messages> = { 'zh-Hans': zhHans, 'zh-Hant': zhHant, en };

export function messagesFor(locale: Locale): Messages {
  return TABLES[locale];
}

/** The words for a problem of the engine, by its stable code. */
export function problemText(messages: Messages, code: string): string {
  return Object.hasOwn(messages.problems, code)
    ? messages.problems[code as TypedProblem]
    : messages.problems.other;
}

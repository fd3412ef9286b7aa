import type { Locale } from '../../locale';
import { policyEn } from './policy-en';
import { policyZhHans } from './policy-zh-hans';
import { policyZhHant } from './policy-zh-hant';

/** The parts of one value of a policy, where it has several. */
export type PolicyKey =
  | 'fromDays'
  | 'toDays'
  | 'name'
  | 'class'
  | 'daysBefore'
  | 'channel'
  | 'channels'
  | 'days'
  | 'mode'
  | 'beforeMaturity'
  | 'afterMaturity'
  | 'role'
  | 'actions'
  | 'action'
  | 'mayDo'
  | 'approvedBy'
  | 'everyDaysMin'
  | 'everyDaysMax'
  | 'contents'
  | 'above'
  | 'hardship'
  | 'measures'
  | 'facts'
  | 'threshold'
  | 'operator'
  | 'phrase'
  | 'words';

/** Names that policies use for settings and that the vocabulary of the engine does not list. */
export type PolicyValue =
  | 'start'
  | 'end'
  | 'both'
  | 'neither'
  | 'once'
  | 'line'
  | 'segment'
  | 'exclusive'
  | 'inclusive'
  | 'classificationOnly'
  | 'installment'
  | 'principalAndInterest'
  | 'all'
  | 'oncePerLabel'
  | 'capitalise'
  | 'carry'
  | 'stay'
  | 'following'
  | 'modifiedFollowing'
  | 'preceding'
  | 'none'
  | 'contract';

export interface PolicyWords {
  readonly inForce: (from: string) => string;
  readonly version: (version: string) => string;
  readonly fingerprint: (hex: string) => string;
  readonly clauses: (count: string) => string;
  readonly item: string;
  readonly value: string;
  readonly source: string;
  readonly keys: Readonly<Record<PolicyKey, string>>;
  /** Names of settings for which the engine's vocabulary has no words. */
  readonly values: Readonly<Record<PolicyValue, string>>;
  readonly change: string;
  readonly changeHint: string;
  readonly changing: string;
  readonly changingHint: string;
  readonly form: string;
  readonly text: string;
  readonly textHint: string;
  readonly notJson: string;
  readonly openFile: string;
  readonly saveFile: string;
  readonly checking: string;
  readonly usable: string;
  readonly errors: (n: string) => string;
  readonly warnings: (n: string) => string;
  readonly place: (line: string, column: string) => string;
  readonly use: string;
  readonly used: string;
  readonly leave: string;
  readonly left: string;
  readonly stop: string;
  readonly inUse: string;
  readonly notInUse: string;
  readonly comparison: string;
  readonly noChange: string;
  readonly changes: string;
  readonly before: string;
  readonly after: string;
  readonly thisCase: string;
  readonly dueMoved: (amount: string) => string;
  readonly waiverMoved: (amount: string) => string;
  readonly boundary: (decisions: string) => string;
  readonly notThere: string;
  readonly several: (n: string) => string;
  readonly decisions: Readonly<Record<'waiver' | 'installments' | 'litigation' | 'agency' | 'hardship' | 'restructure', string>>;
  readonly total: string;
}

const WORDS: Record<Locale, PolicyWords> = { 'zh-Hans': policyZhHans, 'zh-Hant': policyZhHant, en: policyEn };

export function policyWords(locale: Locale): PolicyWords {
  return WORDS[locale];
}

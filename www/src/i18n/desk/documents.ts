import type { DocumentKind, Particulars } from '../../desk/desk-state';
import type { Locale } from '../../locale';
import { documentsEn } from './documents-en';
import { documentsZhHans } from './documents-zh-hans';
import { documentsZhHant } from './documents-zh-hant';

/** The words of the papers, and of choosing and filling them. */
export interface DocumentWords {
  readonly choose: string;
  readonly kinds: Readonly<Record<DocumentKind, string>>;
  readonly particulars: string;
  readonly particularsHint: string;
  readonly fields: Readonly<Record<keyof Particulars, string>>;
  readonly payByHint: string;
  readonly print: string;
  readonly preview: string;
  /** Why a paper cannot be made, and what would help. */
  readonly notOverdue: string;
  readonly noFeasiblePlan: string;
  readonly missing: string;
  readonly payByBefore: string;
  /** The running head: as-of date, policy, version. */
  readonly running: (asOf: string, policy: string, version: string) => string;
  readonly fingerprint: (hex: string) => string;
  readonly changedPolicy: string;
  readonly to: (name: string) => string;
  readonly estimate: string;
  readonly item: string;
  readonly amount: string;
  readonly total: string;
  readonly daysPastDue: (days: string) => string;
  readonly asOfLine: (date: string) => string;
  readonly notKnown: string;
  readonly statement: {
    readonly intro: (date: string) => string;
    readonly summary: string;
    readonly items: string;
    readonly working: string;
    readonly received: string;
    readonly settles: string;
    readonly kept: string;
    readonly conventions: string;
    readonly growth: (amount: string) => string;
  };
  readonly notice: {
    readonly intro: (date: string, days: string, total: string) => string;
    readonly items: string;
    readonly working: string;
    readonly noWorking: string;
    readonly deadline: string;
    readonly payBy: (date: string, amount: string) => string;
    readonly payByUnknown: (date: string) => string;
    readonly payByBlank: string;
    readonly growth: (amount: string) => string;
    readonly contact: string;
    readonly contactLine: (contact: string) => string;
    readonly talk: string;
  };
  readonly agreement: {
    readonly parties: (institution: string, borrower: string, reference: string) => string;
    readonly owed: string;
    readonly owedText: (date: string, total: string) => string;
    readonly schedule: (periods: string) => string;
    readonly interest: string;
    readonly planInterest: Readonly<Record<'frozen' | 'contract' | 'penalty', string>>;
    readonly keep: string;
    readonly keepText: string;
    readonly missed: string;
    readonly missedText: (conditions: string) => string;
    readonly change: string;
    readonly changeText: string;
    readonly force: string;
    readonly forceText: (role: string) => string;
    readonly lender: string;
    readonly borrower: string;
    readonly signedOn: string;
  };
  readonly application: {
    readonly applicant: string;
    readonly loan: string;
    readonly owed: (date: string, total: string) => string;
    readonly cause: string;
    readonly means: string;
    readonly income: string;
    readonly livingCosts: string;
    readonly otherDebts: string;
    readonly asked: string;
    readonly offer: string;
    readonly evidence: string;
    readonly evidenceItems: readonly string[];
    readonly declaration: string;
    readonly declarationText: string;
    readonly signature: string;
    readonly review: string;
    readonly reviewHint: string;
    readonly criterion: string;
    readonly finding: string;
    readonly decision: string;
    readonly agreed: string;
    readonly refused: string;
    readonly reason: string;
    readonly rights: (rights: string) => string;
    readonly other: string;
  };
}

const WORDS: Record<Locale, DocumentWords> = {
  'zh-Hans': documentsZhHans,
  'zh-Hant': documentsZhHant,
  en: documentsEn,
};

export function documentWords(locale: Locale): DocumentWords {
  return WORDS[locale];
}

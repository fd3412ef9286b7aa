import { type ArrearRow, blankArrear, type Known } from '../draft';
import { todayInChina } from '../format';
import type { PolicyId } from '../i18n/messages';

/** Whether the borrower can pay today: all of it, a part, or nothing. */
export type PayNow = 'all' | 'part' | 'none';
/** How it is found out what the borrower can pay a month. */
export type Means = 'amount' | 'spending';

/** The borrower's answers as they were typed; an empty text is a question that was not answered. */
export interface BorrowerDraft {
  readonly policy: PolicyId | '';
  readonly asOf: string;
  readonly annualRate: string;
  readonly arrears: readonly ArrearRow[];
  readonly firstArrear: Known | '';
  readonly cameForward: Known | '';
  readonly payNow: PayNow | '';
  readonly payment: string;
  readonly means: Means | '';
  readonly amount: string;
  readonly monthlyIncome: string;
  readonly livingCosts: string;
  readonly otherDebtPayments: string;
  /** The number of payments of a plan, `other` for an amount of one's own, `none` for none of them. */
  readonly plan: string;
  readonly otherAmount: string;
  readonly cause: string;
  readonly evidenced: Known | '';
}

/** The answers that are one text each. */
export type AnswerName = Exclude<keyof BorrowerDraft, 'arrears'>;

export function blankBorrower(): BorrowerDraft {
  return {
    policy: '',
    asOf: todayInChina(),
    annualRate: '',
    arrears: [blankArrear()],
    firstArrear: '',
    cameForward: '',
    payNow: '',
    payment: '',
    means: '',
    amount: '',
    monthlyIncome: '',
    livingCosts: '',
    otherDebtPayments: '',
    plan: '',
    otherAmount: '',
    cause: '',
    evidenced: '',
  };
}

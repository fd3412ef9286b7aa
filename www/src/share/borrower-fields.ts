import { blankBorrower, type BorrowerDraft } from '../journey/draft';
import { arrearRows } from './collector-fields';
import { oneOf, type Shape, text } from './shape';

const known = oneOf(['', 'unknown', 'yes', 'no']);

export const borrowerShape: Shape<BorrowerDraft> = {
  policy: oneOf(['', 'cn-bank-loan', 'cn-home-mortgage']),
  asOf: text,
  annualRate: text,
  arrears: arrearRows,
  firstArrear: known,
  cameForward: known,
  payNow: oneOf(['', 'all', 'part', 'none']),
  payment: text,
  means: oneOf(['', 'amount', 'spending']),
  amount: text,
  monthlyIncome: text,
  livingCosts: text,
  otherDebtPayments: text,
  plan: text,
  otherAmount: text,
  cause: text,
  evidenced: known,
};

/** What the fields of a link are compared with: a blank journey whose day always travels with it. */
export function freshBorrower(): BorrowerDraft {
  return { ...blankBorrower(), asOf: '' };
}

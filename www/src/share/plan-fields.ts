import { blankPlan, blankSum, type PlanDraft, type SumRow } from '../plan-draft';
import { oneOf, part, rows, type Shape, text } from './shape';

// The agreed plan and what a restructuring looks at.

const sumShape: Shape<SumRow> = { key: 'leftOut', on: text, amount: text };
const sums = rows(sumShape, blankSum);

const planShape: Shape<PlanDraft> = {
  agreedOn: text,
  installments: sums,
  payments: sums,
  outstandingPrincipal: text,
  maturesOn: text,
  originalTermMonths: text,
  livingCosts: text,
  otherDebtPayments: text,
  cause: text,
  evidenced: oneOf(['unknown', 'yes', 'no']),
};

export const plan = part(planShape, blankPlan);

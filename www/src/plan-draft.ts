import type { Known } from './draft';

/** A day and an amount as typed: an installment of an agreed plan, or a payment on it. */
export interface SumRow {
  readonly key: string;
  readonly on: string;
  readonly amount: string;
}

/** The agreed plan and what a restructuring looks at, as they stand on the form. */
export interface PlanDraft {
  readonly agreedOn: string;
  readonly installments: readonly SumRow[];
  readonly payments: readonly SumRow[];
  readonly outstandingPrincipal: string;
  readonly maturesOn: string;
  readonly originalTermMonths: string;
  readonly livingCosts: string;
  readonly otherDebtPayments: string;
  /** Id of a cause of the policy; empty while none is stated. */
  readonly cause: string;
  readonly evidenced: Known;
}

export type PlanText =
  | 'agreedOn'
  | 'outstandingPrincipal'
  | 'maturesOn'
  | 'originalTermMonths'
  | 'livingCosts'
  | 'otherDebtPayments';
export type PlanList = 'installments' | 'payments';

let keysGiven = 0;

export function blankSum(): SumRow {
  keysGiven += 1;
  return { key: `plan-row${keysGiven}`, on: '', amount: '' };
}

export function blankPlan(): PlanDraft {
  return {
    agreedOn: '',
    installments: [],
    payments: [],
    outstandingPrincipal: '',
    maturesOn: '',
    originalTermMonths: '',
    livingCosts: '',
    otherDebtPayments: '',
    cause: '',
    evidenced: 'unknown',
  };
}

export function isBlankSum({ on, amount }: SumRow): boolean {
  return on.trim() === '' && amount.trim() === '';
}

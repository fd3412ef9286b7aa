import type { HardshipAnswer } from 'arrears';
import type { Step } from '../frame/address';
import type { Standing } from './calls';
import { blank } from './facts';
import type { BorrowerDraft } from './draft';

// Which screen comes next. Only what the engine still misses, and what only the borrower can choose, is asked.

/** A question that is still open among the answers of one step. */
export type OpenAnswer = 'choose' | 'fill';

/** The first screen that is not settled yet. */
export function nextStep(draft: BorrowerDraft, standing: Standing): Step {
  const { before, after } = standing;
  if (before.delinquency.daysPastDue === 0) return 'not-overdue';
  if (before.due.total === null) return 'missing';
  if (aboutQuestions(draft, standing).length > 0) return 'about';
  if (draft.payNow === '') return 'pay';
  if (draft.payNow === 'all' || isNothing(after.due.total)) return 'paid-now';
  return planStep(draft, standing);
}

function planStep(draft: BorrowerDraft, standing: Standing): Step {
  const { installments } = standing.after;
  if (draft.means === '' && (installments.outcome === 'undetermined' || installments.outcome === 'yes')) return 'afford';
  switch (installments.outcome) {
    case 'yes':
      return standing.left !== null && standing.left.missing.length > 0 ? 'missing' : choiceStep(draft, standing);
    case 'undetermined':
      return 'missing';
    case 'refer':
      return 'needs-a-person';
    case 'no':
    case 'notYet':
      return 'not-eligible';
  }
}

function choiceStep(draft: BorrowerDraft, standing: Standing): Step {
  if (draft.plan === 'none' || standing.offered.length === 0) return 'cannot-afford';
  if (draft.plan === 'other') return standing.otherPlan === null ? 'cannot-afford' : 'check';
  return chosenPeriods(draft, standing) === null ? 'plan' : 'check';
}

/** The number of payments of the plan that was chosen, while it is on offer. */
export function chosenPeriods(draft: BorrowerDraft, { offered, otherPlan }: Standing): number | null {
  if (draft.plan === 'other') return otherPlan;
  return offered.find((periods) => String(periods) === draft.plan) ?? null;
}

/** The questions about the arrears that the waiver hangs on and that were not asked yet. */
export function aboutQuestions(draft: BorrowerDraft, { before }: Standing): ('firstArrear' | 'cameForward')[] {
  const asked = (['firstArrear', 'cameForward'] as const).filter((name) => draft[name] === '');
  return asked.filter((name) => before.waiver.missing.some((pointer) => pointer === `/borrower/${name}`));
}

/** What comes of an application: who decides, why it cannot be made, or what it still needs. */
export function hardshipStep(answer: HardshipAnswer, asked: boolean): Step {
  if (answer.outcome === 'no') return 'no-hardship';
  if (answer.outcome !== 'undetermined') return 'needs-a-person';
  return asked ? 'missing' : 'more';
}

/** What is still open on a screen, by the name of the answer. */
export function openAnswers(step: Step, draft: BorrowerDraft, asked: readonly string[]): Map<string, OpenAnswer> {
  const open = new Map<string, OpenAnswer>();
  const choose = (name: keyof BorrowerDraft): void => {
    if (draft[name] === '') open.set(name, 'choose');
  };
  const fill = (name: 'payment' | 'amount' | 'monthlyIncome' | 'livingCosts' | 'otherDebtPayments' | 'otherAmount'): void => {
    if (blank(draft[name])) open.set(name, 'fill');
  };
  if (step === 'owe') choose('policy');
  if (step === 'about') for (const name of asked) choose(name as keyof BorrowerDraft);
  if (step === 'pay') choose('payNow');
  if (step === 'pay' && draft.payNow === 'part') fill('payment');
  if (step === 'afford') choose('means');
  if (step === 'afford' && draft.means === 'amount') fill('amount');
  if (step === 'plan') choose('plan');
  if (step === 'plan' && draft.plan === 'other') fill('otherAmount');
  if (step === 'hardship') choose('cause');
  if (step === 'hardship') choose('evidenced');
  return open;
}

export function isNothing(amount: string | null): boolean {
  return amount !== null && !/[1-9]/.test(amount);
}

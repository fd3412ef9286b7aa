import type { BorrowerFacts, Facts } from 'arrears';
import { isBlankArrear, type ArrearRow, type Known } from '../draft';
import { arrearFieldId } from '../facts';
import type { Step } from '../frame/address';
import type { AnswerLabel, JourneyMessages } from '../i18n/journey/messages';
import { tidyAmount, tidyDate, tidyRate } from '../tidy';
import type { Asked, Reach } from './calls';
import type { AnswerName, BorrowerDraft } from './draft';

/** A question of the journey that a pointer of the engine leads to. */
export interface Question {
  /** The id of its control. */
  readonly id: string;
  readonly step: Step;
  label(words: JourneyMessages): string;
}

/** The policy that answers while nobody has said which kind of loan it is. */
const DEFAULT_POLICY = 'cn-bank-loan';

/** What is asked of the engine. What is blank is left out: unknown, never zero. */
export function askedOf(draft: BorrowerDraft): Asked {
  return {
    facts: factsOf(draft),
    policy: policyOf(draft),
    payment: draft.payNow === 'part' ? tidyAmount(draft.payment) : null,
    reach: reachOf(draft),
    otherAmount: draft.plan === 'other' ? tidyAmount(draft.otherAmount) : null,
  };
}

/** The same with the hardship that the borrower states, which only an application looks at. */
export function applicationOf(draft: BorrowerDraft): Pick<Asked, 'facts' | 'policy'> {
  const facts = factsOf(draft);
  const evidenced = yesOrNo(draft.evidenced);
  const hardship = { cause: draft.cause, ...(evidenced === undefined ? {} : { evidenced }) };
  return { facts: { ...facts, borrower: { ...facts.borrower, hardship } }, policy: policyOf(draft) };
}

export function policyOf(draft: BorrowerDraft): string {
  return draft.policy === '' ? DEFAULT_POLICY : draft.policy;
}

function factsOf(draft: BorrowerDraft): Facts {
  const facts = {
    asOf: draft.asOf,
    ...(blank(draft.annualRate) ? {} : { loan: { annualRate: tidyRate(draft.annualRate) } }),
    arrears: filledRows(draft).map(arrearOf),
    borrower: borrowerOf(draft),
  };
  // The typed texts may be anything; the engine is what validates them.
  return facts as unknown as Facts;
}

/** The rows that say something; the first one is always asked about. */
function filledRows({ arrears }: BorrowerDraft): readonly ArrearRow[] {
  const filled = arrears.filter((row) => !isBlankArrear(row));
  return filled.length === 0 ? arrears.slice(0, 1) : filled;
}

function arrearOf({ dueOn, principal, interest, fees }: ArrearRow): object {
  return {
    ...text('dueOn', tidyDate(dueOn)),
    ...text('principal', tidyAmount(principal)),
    ...text('interest', tidyAmount(interest)),
    ...text('fees', tidyAmount(fees)),
  };
}

function borrowerOf(draft: BorrowerDraft): BorrowerFacts {
  const [firstArrear, cameForward] = [yesOrNo(draft.firstArrear), yesOrNo(draft.cameForward)];
  return {
    ...text('monthlyIncome', tidyAmount(draft.monthlyIncome)),
    ...text('livingCosts', tidyAmount(draft.livingCosts)),
    ...text('otherDebtPayments', tidyAmount(draft.otherDebtPayments)),
    ...(firstArrear === undefined ? {} : { firstArrear }),
    ...(cameForward === undefined ? {} : { cameForward }),
  };
}

function reachOf(draft: BorrowerDraft): Reach | null {
  if (draft.means === '') return null;
  return draft.means === 'amount' ? { kind: 'amount', amount: tidyAmount(draft.amount) } : { kind: 'spending' };
}

/** The question behind a pointer, or behind the closest part of the case around it. */
export function questionAt(draft: BorrowerDraft, pointer: string): Question | null {
  for (let place = pointer; place !== ''; place = place.slice(0, place.lastIndexOf('/'))) {
    const found = exactQuestion(draft, place);
    if (found !== null) return found;
  }
  return null;
}

function exactQuestion(draft: BorrowerDraft, pointer: string): Question | null {
  const [, first = '', second = '', third = ''] = pointer.split('/');
  if (first === 'arrears') return rowQuestion(draft, second, third);
  const name = SINGLE[pointer];
  if (name === undefined) return null;
  return { id: name, step: STEP_OF[name], label: (words) => words.labels[name] };
}

function rowQuestion(draft: BorrowerDraft, index: string, name: string): Question | null {
  const row = filledRows(draft)[index === '' ? 0 : Number(index)];
  if (row === undefined) return null;
  const field = isRowField(name) ? name : index === '' ? 'dueOn' : 'interest';
  const number = String(draft.arrears.indexOf(row) + 1);
  return {
    id: arrearFieldId(row.key, field),
    step: 'owe',
    label: (words) =>
      draft.arrears.length === 1 ? words.labels[field] : `${words.owe.item(number)} ${words.labels[field]}`,
  };
}

function isRowField(name: string): name is 'dueOn' | 'principal' | 'interest' | 'fees' {
  return name === 'dueOn' || name === 'principal' || name === 'interest' || name === 'fees';
}

type SingleName = Exclude<AnswerName & AnswerLabel, 'policy'>;

const SINGLE: Readonly<Record<string, SingleName>> = {
  '/loan': 'annualRate',
  '/loan/annualRate': 'annualRate',
  '/borrower/monthlyIncome': 'monthlyIncome',
  '/borrower/livingCosts': 'livingCosts',
  '/borrower/otherDebtPayments': 'otherDebtPayments',
  '/borrower/firstArrear': 'firstArrear',
  '/borrower/cameForward': 'cameForward',
  '/borrower/hardship': 'cause',
  '/borrower/hardship/cause': 'cause',
  '/borrower/hardship/evidenced': 'evidenced',
  '/history/events': 'payment',
  '/history/events/0/amount': 'payment',
  '/reach/amount': 'amount',
  '/otherAmount': 'otherAmount',
};

/** Where each answer is given. */
export const STEP_OF: Readonly<Record<AnswerName, Step>> = {
  policy: 'owe',
  asOf: 'owe',
  annualRate: 'owe',
  firstArrear: 'about',
  cameForward: 'about',
  payNow: 'pay',
  payment: 'pay',
  means: 'afford',
  amount: 'afford',
  monthlyIncome: 'afford',
  livingCosts: 'afford',
  otherDebtPayments: 'afford',
  plan: 'plan',
  otherAmount: 'plan',
  cause: 'hardship',
  evidenced: 'hardship',
};

function text(name: string, value: string): object {
  return value === '' ? {} : { [name]: value };
}

function yesOrNo(known: Known | ''): boolean | undefined {
  return known === 'yes' ? true : known === 'no' ? false : undefined;
}

export function blank(typed: string): boolean {
  return typed.trim() === '';
}

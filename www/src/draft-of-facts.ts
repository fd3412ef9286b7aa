import { type ArrearRow, blankArrear, blankDraft, blankLogRow, type Draft, type Known, type LogRow } from './draft';
import {
  blankEvent,
  blankHistory,
  blankInstallment,
  type EventRow,
  type HistoryDraft,
} from './history-draft';
import { blankPlan, blankSum, type PlanDraft, type SumRow } from './plan-draft';
import type { PolicyId } from './i18n/messages';

// The way back from facts to the form, for a case that was stored. What the form has no place for is left out;
// reading the draft again and comparing shows what that was.

type Data = Readonly<Record<string, unknown>>;

export function draftOf(facts: unknown, policy: PolicyId): Draft {
  const data = dataOf(facts);
  const loan = dataOf(data['loan']);
  const borrower = dataOf(data['borrower']);
  const contacts = dataOf(data['contacts']);
  const arrears = listOf(data['arrears']).map(arrearOf);
  const log = listOf(contacts['log']).map(logRowOf);
  return {
    ...blankDraft(),
    policy,
    asOf: textOf(data['asOf']),
    annualRate: percentOf(loan['annualRate']),
    waived: textOf(data['waived']),
    debt: data['history'] === undefined ? 'arrears' : 'history',
    plan: planDraftOf(data),
    history: data['history'] === undefined ? blankHistory() : historyDraftOf(dataOf(data['history'])),
    arrears: arrears.length === 0 ? [blankArrear()] : arrears,
    monthlyIncome: textOf(borrower['monthlyIncome']),
    firstArrear: knownOf(borrower['firstArrear']),
    cameForward: knownOf(borrower['cameForward']),
    refusedToPay: knownOf(borrower['refusedToPay']),
    lastReachedOn: textOf(borrower['lastReachedOn']),
    contactsMode: log.length === 0 ? 'count' : 'log',
    failedAttempts: textOf(contacts['failedAttempts']),
    log,
  };
}

function arrearOf(entry: unknown): ArrearRow {
  const { dueOn, principal, interest, fees } = dataOf(entry);
  return {
    ...blankArrear(),
    dueOn: textOf(dueOn),
    principal: textOf(principal),
    interest: textOf(interest),
    fees: textOf(fees),
  };
}

function planDraftOf(data: Data): PlanDraft {
  const plan = dataOf(data['plan']);
  const loan = dataOf(data['loan']);
  const borrower = dataOf(data['borrower']);
  const hardship = dataOf(borrower['hardship']);
  return {
    ...blankPlan(),
    agreedOn: textOf(plan['agreedOn']),
    installments: listOf(plan['installments']).map(sumOf),
    payments: listOf(plan['payments']).map(sumOf),
    outstandingPrincipal: textOf(loan['outstandingPrincipal']),
    maturesOn: textOf(loan['maturesOn']),
    originalTermMonths: textOf(loan['originalTermMonths']),
    livingCosts: textOf(borrower['livingCosts']),
    otherDebtPayments: textOf(borrower['otherDebtPayments']),
    cause: textOf(hardship['cause']),
    evidenced: knownOf(hardship['evidenced']),
  };
}

function sumOf(entry: unknown): SumRow {
  const { on, dueOn, amount } = dataOf(entry);
  return { ...blankSum(), on: textOf(on ?? dueOn), amount: textOf(amount) };
}

function historyDraftOf(history: Data): HistoryDraft {
  const drawdown = dataOf(history['drawdown']);
  const events = listOf(history['events']).map((entry) => ({ ...eventOf(dataOf(entry)), place: dataOf(entry)['of'] }));
  return {
    drawdownOn: textOf(drawdown['on']),
    drawdownAmount: textOf(drawdown['amount']),
    schedule: listOf(history['schedule']).map((entry) => ({ ...arrearOf(entry), key: blankInstallment().key })),
    // A reversal names a payment by its place; on the form it names its row.
    events: events.map(({ place, ...row }) => ({ ...row, of: events[Number(place)]?.key ?? '' })),
  };
}

function eventOf({ on, kind, amount, annualRate, component, what, until, label }: Data): EventRow {
  const blank = blankEvent();
  return {
    ...blank,
    on: textOf(on),
    kind: (kind ?? blank.kind) as EventRow['kind'],
    amount: textOf(amount),
    rate: percentOf(annualRate),
    component: (component ?? blank.component) as EventRow['component'],
    what: what === 'clock' ? 'clock' : 'interest',
    until: textOf(until),
    label: textOf(label),
  };
}

function logRowOf(entry: unknown): LogRow {
  const { at, channel, party, outcome } = dataOf(entry);
  const [day = '', time = ''] = textOf(at).split('T');
  const blank = blankLogRow();
  return {
    ...blank,
    at: day,
    time,
    // The selects take what they offer; anything else the engine reports from the facts themselves.
    channel: (channel ?? blank.channel) as LogRow['channel'],
    party: party === 'thirdParty' ? 'thirdParty' : 'debtor',
    outcome: (outcome ?? '') as LogRow['outcome'],
  };
}

const percent = new Intl.NumberFormat('en', { style: 'percent', useGrouping: false, maximumFractionDigits: 8 });

/** The field stands before a per-cent sign. */
function percentOf(rate: unknown): string {
  const text = textOf(rate);
  if (text === '' || text.endsWith('%')) return text.slice(0, -1);
  return /^\d+(\.\d+)?$/.test(text) ? percent.format(text as Intl.StringNumericLiteral).slice(0, -1) : text;
}

export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function knownOf(value: unknown): Known {
  if (typeof value !== 'boolean') return 'unknown';
  return value ? 'yes' : 'no';
}

export function dataOf(value: unknown): Data {
  return typeof value === 'object' && value !== null ? (value as Data) : {};
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

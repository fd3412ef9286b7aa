import {
  affordability,
  allocate,
  type Answer,
  ArrearsError,
  assess,
  type Facts,
  hardship,
  type MoneyInput,
  type PlanOption,
  type PolicyEntry,
  viewPolicy,
} from 'arrears';
import type { Outcome } from '../calling';
import {
  type Asked,
  type CallMessage,
  type CallName,
  type Cause,
  CONNECT,
  type Input,
  type Output,
  type PolicyFacts,
  type ReplyMessage,
  type Standing,
} from './calls';

// The worker's end of the journey's line: each call is an operation of the engine, or a few of them in a row.

type Answering = { readonly [Name in CallName]: (input: Input<Name>) => Output<Name> };

const ANSWERS: Answering = {
  standing,
  hardship: ({ facts, policy }) => hardship(facts, { policy }),
  policyFacts: ({ policy, on }) => policyFacts(policy, on),
};

function standing(asked: Asked): Standing {
  const { facts, policy } = asked;
  const before = assess(facts, { policy });
  const after = asked.payment === null ? before : afterPayment(before, asked, asked.payment);
  const left =
    asked.reach?.kind === 'spending' ? affordability({ ...meansOf(facts), rule: 'disposableIncome' }, { policy }) : null;
  const within = asked.reach?.kind === 'amount' ? asked.reach.amount : (left?.limit ?? null);
  const allowed = after.installments.options.filter(({ feasible }) => feasible === 'yes');
  // A sum that cannot be read is told of even where there is no plan to hold it against.
  const { reach } = asked;
  if (reach?.kind === 'amount') told('/reach/amount', () => covers(reach.amount, '0', facts));
  const offered = allowed.filter((plan) => within === null || coversPlan(within, plan, facts));
  const other = asked.otherAmount;
  if (other !== null) told('/otherAmount', () => covers(other, '0', facts));
  const otherPlan = other === null ? undefined : allowed.find((plan) => coversPlan(other, plan, facts));
  return {
    before,
    after,
    left,
    offered: atMostThree(offered.map(({ periods }) => periods)),
    otherPlan: otherPlan?.periods ?? null,
  };
}

/**
 * What is owed once a sum has been paid today. What is overdue is told as a history with that one payment, so that
 * the policy's own order says what the payment settles.
 */
function afterPayment(before: Answer, { facts, policy }: Asked, payment: MoneyInput): Answer {
  const { oldestDueOn } = before.delinquency;
  const { asOf, loan, borrower, arrears } = facts;
  if (oldestDueOn === undefined || before.due.total === null || arrears == null) return before;
  const schedule = arrears.map(({ dueOn, principal, interest, fees }) => ({
    dueOn,
    principal,
    interest: interest ?? '0',
    fees: fees ?? null,
  }));
  const events = [{ kind: 'payment', on: asOf, amount: payment } as const];
  const history = { drawdown: { on: oldestDueOn, amount: before.due.principal }, schedule, events };
  return assess({ asOf, loan: loan ?? null, borrower: borrower ?? null, history }, { policy });
}

function meansOf({ borrower }: Facts): Pick<Parameters<typeof affordability>[0], 'income' | 'livingCosts' | 'otherDebtPayments'> {
  return {
    income: borrower?.monthlyIncome ?? null,
    livingCosts: borrower?.livingCosts ?? null,
    otherDebtPayments: borrower?.otherDebtPayments ?? null,
  };
}

/** The shortest plan, the longest, and one between them. */
function atMostThree(periods: readonly number[]): number[] {
  const [first, last] = [periods[0], periods.at(-1)];
  const middle = periods[Math.floor((periods.length - 1) / 2)];
  return [...new Set([first, middle, last])].filter((each) => each !== undefined);
}

/** Whether a sum a month covers each payment of a plan; the last one may be the larger. */
function coversPlan(sum: MoneyInput, { payment, lastPayment }: PlanOption, facts: Facts): boolean {
  return covers(sum, payment, facts) && covers(sum, lastPayment, facts);
}

/** Whether a sum settles an amount: the engine pays the one with the other, and looks whether anything is left. */
function covers(sum: MoneyInput, amount: MoneyInput, { asOf }: Facts): boolean {
  const { left } = allocate({ payment: sum, paidOn: asOf, due: [{ dueOn: asOf, principal: amount }], order: ['principal'] });
  return left.every(({ principal }) => principal === undefined || !/[1-9]/.test(String(principal)));
}

/** Problems of a side question are told at a place of their own. */
function told<Value>(path: string, work: () => Value): Value {
  try {
    return work();
  } catch (thrown) {
    if (!(thrown instanceof ArrearsError)) throw thrown;
    const problems = thrown.problems.map((problem) => ({ ...problem, path }));
    throw new ArrearsError({ code: thrown.code, problems, problemCount: thrown.problemCount });
  }
}

function policyFacts(policy: string, on: string): PolicyFacts {
  const { id, version, fingerprint, sections } = viewPolicy({ policy, policyDate: on });
  const entries = sections.flatMap((section) => section.entries);
  return { policy: { id, version, fingerprint }, causes: entries.flatMap(causeIn) };
}

/** A cause that the policy meets with legal means is a lender's judgment, not an answer that somebody gives. */
function causeIn({ pointer, label, value }: PolicyEntry): Cause[] {
  if (!pointer.startsWith('/restructure/causes/') || label === undefined) return [];
  const { id, measures } = value as unknown as { readonly id: string; readonly measures: readonly string[] };
  return measures.includes('legal') ? [] : [{ id, label }];
}

function attempt(work: () => unknown): Outcome<unknown> {
  try {
    return { kind: 'value', value: work() };
  } catch (thrown) {
    if (!(thrown instanceof ArrearsError) || thrown.code === 'engine') return { kind: 'failed', message: String(thrown) };
    return { kind: 'problems', problems: thrown.problems, problemCount: thrown.problemCount };
  }
}

function replyTo({ id, call }: CallMessage): ReplyMessage {
  // The name picks the function of its own input, which the type of a union cannot follow.
  return { id, outcome: attempt(() => (ANSWERS[call.name] as (input: unknown) => unknown)(call.input)) };
}

addEventListener('message', (event: MessageEvent<unknown>) => {
  const [port] = event.ports;
  if (event.data !== CONNECT || port === undefined) return;
  // The message is none of the other requests of the page.
  event.stopImmediatePropagation();
  port.addEventListener('message', ({ data }: MessageEvent<CallMessage>) => port.postMessage(replyTo(data)));
  port.start();
});

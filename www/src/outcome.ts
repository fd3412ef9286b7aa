import type { Change, Class, Clause, Decision, FactName } from 'arrears';
import type { Format } from './format';
import type { Messages, ShownFact } from './i18n/messages';

// The words for a decision and for the clauses under it. Nothing is worked out here: each word stands for
// something that the engine has said.

/** The outcome in one word, with its date where it has one. */
export function outcomeText(decision: Decision, m: Messages, f: Format): string {
  return decision.outcome === 'notYet'
    ? m.outcomes.notYetUntil(f.date(decision.opensOn))
    : m.outcomes[decision.outcome];
}

export function factLabel(fact: FactName, m: Messages): string {
  return Object.hasOwn(m.facts, fact) ? m.facts[fact as ShownFact] : fact;
}

/** What the case says. */
export function clauseValue(clause: Clause, m: Messages, f: Format): string {
  const { value, atLeast, atMost } = clause;
  if (value !== null) return figure(clause.fact, value, m, f);
  if (atLeast !== undefined) return m.clauses.atLeast(figure(clause.fact, atLeast, m, f));
  if (atMost !== undefined) return m.clauses.atMost(figure(clause.fact, atMost, m, f));
  return m.clauses.unknown;
}

/** What the policy asks: `不超过 30 天`. */
export function clauseCondition(clause: Clause, m: Messages, f: Format): string {
  if (clause.operator === 'eq' && typeof clause.threshold === 'boolean') return figure(clause.fact, clause.threshold, m, f);
  const { threshold } = clause;
  const text = Array.isArray(threshold)
    ? f.anyOf(threshold.map((one) => figure(clause.fact, one, m, f)))
    : figure(clause.fact, threshold, m, f);
  return m.clauses.operators[clause.operator](text);
}

export function statusText(clause: Clause, m: Messages): string {
  return m.clauses[clause.status];
}

/** What would change an outcome: `2025年11月14日 逾期天数 91 天 → 可以`. */
export function changeText(change: Change, m: Messages, f: Format): string {
  const { lastDay, outcome } = change;
  const line = m.changes.line(changedState(change, m, f), m.outcomes[outcome]);
  return lastDay === undefined ? line : `${line}${m.changes.lastDay(f.date(lastDay))}`;
}

function changedState(change: Change, m: Messages, f: Format): string {
  const { by, fact, from, to, on, amount, periods } = change;
  switch (fact) {
    case 'deposit':
      return paid(change, periods === undefined ? '' : `${m.comma}${m.changes.rest(String(periods))}`, m, f);
    case 'monthlyIncome':
      return periods === undefined
        ? m.changes.incomeFalls(f.money(String(to)))
        : m.changes.incomeReaches(f.money(String(to)), String(periods));
    case 'livingCosts':
      return m.changes.livingCostsFall(f.money(String(to)), String(periods));
    case 'otherDebtPayments':
      return m.changes.otherDebtsFall(f.money(String(to)), String(periods));
    case 'periods':
      return m.changes.morePeriods(String(to), String(from));
    default: {
      const after = change.atLeast === true ? m.clauses.atLeast(figure(fact, to, m, f)) : figure(fact, to, m, f);
      const state = `${factLabel(fact, m)} ${movedTo(fact, from, to, after, m, f)}`;
      if (amount !== undefined) return paid(change, `${m.separator}${state}`, m, f);
      return by === 'time' && on !== undefined ? `${f.date(on)} ${factLabel(fact, m)} ${after}` : state;
    }
  }
}

function paid({ on, amount, to }: Change, then: string, m: Messages, f: Format): string {
  const sum = f.money(amount ?? String(to));
  return `${on === undefined ? sum : m.changes.pay(f.date(on), sum)}${then}`;
}

/** A number says what it moves from; yes and no need not. */
function movedTo(fact: FactName, from: Change['from'], to: Change['to'], after: string, m: Messages, f: Format): string {
  return from === undefined || typeof to === 'boolean' ? after : m.changes.moved(figure(fact, from, m, f), after);
}

function figure(fact: FactName, value: string | number | boolean, m: Messages, f: Format): string {
  if (typeof value === 'boolean') return value ? m.form.yes : m.form.no;
  switch (fact) {
    case 'daysPastDue':
    case 'daysUnreachable':
      return m.clauses.days(String(value));
    case 'failedAttempts':
      return m.clauses.timesOf(String(value));
    case 'overdueAmount':
    case 'smallestPayment':
      return f.money(String(value));
    case 'shareOfIncome':
      return f.percent(String(value));
    case 'class':
      return isClass(value, m) ? m.classes[value] : String(value);
    default:
      return String(value);
  }
}

function isClass(value: string | number, m: Messages): value is Class {
  return Object.hasOwn(m.classes, value);
}

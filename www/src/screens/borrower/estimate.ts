import type { Answer, Clause, PlanOption } from 'arrears';
import { html, nothing, type TemplateResult } from 'lit-html';
import { dataTable } from '../../components/data-table';
import type { Standing } from '../../journey/calls';
import { chargesIn, working } from '../../journey/parts/due-card';
import { keep } from '../../journey/parts/keep';
import { backLink, heading, steps } from '../../journey/parts/page';
import { policyLine } from '../../journey/parts/policy-line';
import { chosenPeriods, isNothing } from '../../journey/route';
import type { Screen } from '../../journey/screen';
import { clauseCondition, clauseValue, factLabel } from '../../outcome';
import { tidyAmount } from '../../tidy';
import { paidToday, totalText } from './plan';

/** The result: what to pay a month, when, what it comes to, and what to do next. */
export function estimateScreen(screen: Screen): TemplateResult | typeof nothing {
  const { w, state } = screen;
  const { standing } = state;
  if (standing === null) return nothing;
  const periods = chosenPeriods(state.draft, standing);
  const plan = standing.after.installments.options.find((option) => option.periods === periods);
  if (plan === undefined) return nothing;
  return html`${backLink('check', screen)} ${heading(w.estimate.heading)} ${headline(plan, standing, screen)}
    ${schedule(plan, screen)} ${working(standing.before, screen)} ${waiverNote(standing.before, screen)}
    <section aria-labelledby="next-heading">
      <h2 id="next-heading">${w.estimate.next}</h2>
      ${steps(nextSteps(plan, standing, screen))}
    </section>
    ${keep(() => asText(plan, standing, screen), screen)} ${policyLine(screen)}`;
}

function headline(plan: PlanOption, { after }: Standing, screen: Screen): TemplateResult {
  const { w, f, state } = screen;
  const [first, last] = [plan.schedule[0], plan.schedule.at(-1)];
  const paid = paidToday(state.draft);
  return html`<section class="card panel" aria-label=${w.estimate.heading}>
    ${paid === null ? nothing : html`<p class="panel-first">${w.estimate.payFirst(f.money(paid))}</p>`}
    <p class="panel-main">${w.estimate.headline(f.money(plan.payment), String(plan.periods))}</p>
    ${first === undefined || last === undefined ? nothing : html`<p>${w.estimate.dates(f.date(first.dueOn), f.date(last.dueOn))}</p>`}
    ${totalLine(after, screen)}
    ${state.draft.plan === 'other'
      ? html`<p>${w.estimate.otherPlan(f.money(tidyAmount(state.draft.otherAmount)), f.money(plan.payment))}</p>`
      : nothing}
    <p class="panel-note">${w.estimate.notDecision}</p>
  </section>`;
}

/** What the plan comes to; while nothing runs during it, that is what is owed now. */
function totalLine({ due, conventions }: Answer, screen: Screen): TemplateResult | typeof nothing {
  const { w } = screen;
  if (due.total === null || conventions.planInterest !== 'frozen') return nothing;
  return html`<p>${totalText(due.total, screen)}${chargesIn(due, screen)}${screen.m.sentenceEnd}${w.estimate.frozen}</p>`;
}

function schedule({ schedule: rows }: PlanOption, { w, f }: Screen): TemplateResult {
  const columns = [
    { head: w.estimate.number },
    { head: w.estimate.dueOn },
    { head: w.estimate.payment, figures: true },
    { head: w.estimate.balance, figures: true },
  ];
  const cells = rows.map((row, index) => ({
    cells: [f.count(index + 1), f.shortDate(row.dueOn), f.amount(row.payment), f.amount(row.balance)],
  }));
  return dataTable({ caption: w.estimate.schedule, kind: 'payments' }, columns, cells);
}

function waiverNote({ waiver, due }: Answer, screen: Screen): TemplateResult | typeof nothing {
  const { w } = screen;
  // Where nothing was charged, there is nothing to waive.
  if (due.penalty !== null && isNothing(due.penalty) && due.compound !== null && isNothing(due.compound)) return nothing;
  return html`<section aria-labelledby="waiver-heading">
    <h2 id="waiver-heading">${w.estimate.waiverHeading}</h2>
    <p>${waiverText(waiver, screen)}</p>
    ${waiver.outcome === 'no' ? waiverReasons(waiver.clauses, screen) : nothing}
  </section>`;
}

/** What stands in the way, and what the policy asks. */
function waiverReasons(clauses: readonly Clause[], { m, f }: Screen): TemplateResult {
  const blocking = clauses.filter(({ decisive, status }) => decisive && status === 'notMet');
  const said = (clause: Clause): string =>
    `${factLabel(clause.fact, m)}${m.separator}${clauseValue(clause, m, f)}${m.comma}${m.clauses.requires(clauseCondition(clause, m, f))}`;
  return steps(blocking.map(said));
}

function waiverText(waiver: Answer['waiver'], { w, m, f }: Screen): string {
  switch (waiver.outcome) {
    case 'yes':
      return waiver.max === undefined ? w.estimate.waiverRefer(m.roles[waiver.approvedBy]) : w.estimate.waiverYes(f.money(waiver.max), m.roles[waiver.approvedBy]);
    case 'refer':
      return w.estimate.waiverRefer(m.roles[waiver.refersTo]);
    case 'undetermined':
      return w.estimate.waiverOpen;
    case 'notYet':
      return `${m.outcomes.notYetUntil(f.date(waiver.opensOn))}${m.sentenceEnd}`;
    case 'no':
      return w.estimate.waiverNo;
  }
}

function nextSteps(plan: PlanOption, { before, after }: Standing, { w, m, f }: Screen): string[] {
  const growth = before.due.dailyGrowth;
  const [first] = plan.schedule;
  return [
    w.estimate.contact,
    w.estimate.approval(m.roles[after.installments.approvedBy]),
    ...(growth === null || isNothing(growth) ? [] : [w.estimate.growth(f.money(growth))]),
    ...(first === undefined ? [] : [w.estimate.firstPayment(f.date(first.dueOn), f.money(first.payment))]),
    w.estimate.keepPaying,
  ];
}

/** The same in plain lines, to be pasted into a message. */
function asText(plan: PlanOption, standing: Standing, screen: Screen): string {
  const { w, m, f, state } = screen;
  const { due, asOf } = standing.after;
  const paid = paidToday(state.draft);
  return [
    `${w.estimate.heading}${m.comma}${w.due.asOf(f.date(asOf))}`,
    ...(paid === null ? [] : [w.estimate.payFirst(f.money(paid))]),
    w.estimate.headline(f.money(plan.payment), String(plan.periods)),
    ...(due.total === null ? [] : [`${totalText(due.total, screen)}${chargesIn(due, screen)}`]),
    ...plan.schedule.map((row, index) => `${f.count(index + 1)}. ${f.date(row.dueOn)} ${f.money(row.payment)}`),
    w.estimate.notDecision,
  ].join('\n');
}

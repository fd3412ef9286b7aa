import type { PlanTracking } from 'arrears';
import { html, nothing, type TemplateResult } from 'lit-html';
import { chip } from '../../components/chip';
import { planWords } from '../../i18n/desk/plan';
import { sourceNamed } from '../../source';
import type { DeskView } from '../desk';
import { deskTable } from '../table';

/** How an agreed plan stands: as a whole, installment by installment, and what follows if it was not kept. */
export function trackingView(tracking: PlanTracking, view: DeskView): TemplateResult {
  const { f, state } = view;
  const words = planWords(state.locale);
  const { total, paid, remaining, overdue, dueNow, next, onTime, consequences } = tracking;
  const entry = (label: string, value: string): TemplateResult => html`<div><dt>${label}</dt><dd>${value}</dd></div>`;
  return html`<div class="plan-standing" id="plan-tracking">
    <p>${verdict(tracking, view)}</p>
    <dl class="record-facts">
      ${entry(words.total, f.money(total))} ${entry(words.paidSoFar, f.money(paid))} ${entry(words.remaining, f.money(remaining))}
      ${entry(words.overdue, f.money(overdue))} ${entry(words.dueNow, f.money(dueNow))}
      ${next === undefined ? nothing : entry(words.next, words.nextOn(f.date(next.dueOn), f.money(next.amount)))}
      ${onTime.of === 0 ? nothing : entry(words.onTime, words.onTimeOf(String(onTime.count), String(onTime.of)))}
    </dl>
    ${installments(tracking, view)}
    ${consequences.length === 0
      ? nothing
      : html`<p><b>${words.consequences}</b></p>
          <ul class="links">
            ${consequences.map(
              ({ label, mayDo, approvedBy, source }) => html`<li>
                ${label[state.locale]} <span class="quiet">${view.m.actions.mayDo(view.m.roles[mayDo])}${approvedBy === undefined ? nothing : html`${view.m.clauses.also}${view.m.conclusions.approvedBy(view.m.roles[approvedBy])}`}${view.m.clauses.also}${sourceNamed(source, view)}</span>
              </li>`,
            )}
          </ul>`}
  </div>`;
}

/** The decision says whether the plan has failed, so that its yes is not good news. */
function verdict(tracking: PlanTracking, { f, state }: DeskView): TemplateResult {
  const words = planWords(state.locale);
  switch (tracking.outcome) {
    case 'yes':
      return chip('no', words.failed(f.date(tracking.failedOn ?? '')));
    case 'notYet':
      return chip('notYet', words.fails(f.date(tracking.opensOn)));
    case 'no':
      return chip('yes', words.stands);
    default:
      return chip('undetermined', words.undetermined);
  }
}

function installments({ installments: each }: PlanTracking, view: DeskView): TemplateResult {
  const { f, state, asking } = view;
  const words = planWords(state.locale);
  const names = asking.value('vocabulary', null)?.installmentStatuses;
  const columns = [
    { head: words.dueOn },
    { head: words.amount, figures: true },
    { head: words.paid, figures: true },
    { head: words.status },
  ];
  const rows = each.map(({ dueOn, amount, paid, status, daysLate }) => {
    const late = daysLate === undefined ? '' : `${view.m.clauses.also}${words.late(f.count(daysLate))}`;
    return { cells: [f.shortDate(dueOn), f.amount(amount), f.amount(paid), `${names?.[status][state.locale] ?? ''}${late}`] };
  });
  return deskTable(words.table, columns, rows);
}

import type { Answer, PlanOption } from 'arrears';
import { html, type TemplateResult } from 'lit-html';
import { documentWords } from '../../i18n/desk/documents';
import { caseOf, type DeskView } from '../desk';
import { filled, line, paperTable, part, sheet } from './sheet';

/** The agreement on the plan that was picked, ready to be signed. */
export function agreement(answer: Answer, plan: PlanOption, view: DeskView): TemplateResult {
  const { f, m, state, at } = view;
  const { agreement: said, ...words } = documentWords(state.locale);
  const { institution, borrower, reference } = at.particulars;
  const blank = '__________';
  const body = html`<p>${said.parties(institution || blank, borrower || blank, reference || blank)}</p>
    ${part(said.owed, html`<p>${said.owedText(f.date(answer.asOf), answer.due.total === null ? words.notKnown : f.money(answer.due.total))}</p>`)}
    ${part(said.schedule(String(plan.periods)), scheduleTable(plan, view))}
    ${part(said.interest, html`<p>${said.planInterest[answer.conventions.planInterest]}</p>`)}
    ${part(said.keep, html`<p>${said.keepText}</p>`)}
    ${part(said.missed, html`<p>${said.missedText(failureConditions(view))}</p>`)}
    ${part(said.change, html`<p>${said.changeText}</p>`)}
    ${part(said.force, html`<p>${said.forceText(m.roles[answer.installments.approvedBy])}</p>`)}
    <dl class="sheet-lines sheet-signatures">
      ${line(said.lender, filled(''))} ${line(said.borrower, filled(''))} ${line(said.signedOn, filled(''))}
      ${line(said.signedOn, filled(''))}
    </dl>`;
  return sheet('agreement', answer, body, view);
}

function scheduleTable({ schedule, periods }: PlanOption, { m, f }: DeskView): TemplateResult {
  const columns = [
    { head: m.plans.period },
    { head: m.plans.dueOn },
    { head: m.plans.principal, figures: true },
    { head: m.plans.interest, figures: true },
    { head: m.plans.amount, figures: true },
    { head: m.plans.balance, figures: true },
  ];
  const rows = schedule.map((row, index) => ({
    cells: [
      String(index + 1),
      f.date(row.dueOn),
      f.amount(row.principal),
      f.amount(row.interest),
      f.amount(row.payment),
      f.amount(row.balance),
    ],
  }));
  return paperTable(m.plans.schedule(String(periods)), columns, rows);
}

/** When a plan has failed, in the policy's own words. */
function failureConditions(view: DeskView): string {
  const { state, f, asking } = view;
  const policy = asking.value('viewPolicy', { policy: caseOf(view).policy });
  const entries = policy?.sections.find(({ id }) => id === 'tracking')?.entries ?? [];
  const labels = entries.filter(({ pointer }) => pointer.startsWith('/tracking/condition/')).map(({ label }) => label?.[state.locale]);
  return f.anyOf(labels.filter((label) => label !== undefined));
}

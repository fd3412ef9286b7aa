import type { Answer, PlanOption } from 'arrears';
import { html, type TemplateResult } from 'lit-html';
import { scheduleTable } from '../../components/schedule';
import { documentWords } from '../../i18n/desk/documents';
import { caseOf, type DeskView } from '../desk';
import { filled, line, paperTable, part, sheet } from './sheet';

/** The agreement on the plan that was picked, ready to be signed. */
export function agreement(answer: Answer, plan: PlanOption, view: DeskView): TemplateResult {
  const { f, m, state, at } = view;
  const { agreement: said, ...words } = documentWords(state.locale);
  const { institution, borrower, reference } = at.particulars;
  const blank = '__________';
  const { caption, columns, rows } = scheduleTable(plan, m, f, (iso) => f.date(iso));
  const body = html`<p>${said.parties(institution || blank, borrower || blank, reference || blank)}</p>
    ${part(said.owed, html`<p>${said.owedText(f.date(answer.asOf), answer.due.total === null ? words.notKnown : f.money(answer.due.total))}</p>`)}
    ${part(said.schedule(String(plan.periods)), paperTable(caption, columns, rows))}
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

/** When a plan has failed, in the policy's own words. */
function failureConditions(view: DeskView): string {
  const { state, f, asking } = view;
  const policy = asking.value('viewPolicy', { policy: caseOf(view).policy });
  const entries = policy?.sections.find(({ id }) => id === 'tracking')?.entries ?? [];
  const labels = entries.filter(({ pointer }) => pointer.startsWith('/tracking/condition/')).map(({ label }) => label?.[state.locale]);
  return f.anyOf(labels.filter((label) => label !== undefined));
}

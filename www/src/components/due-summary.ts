import type { Answer } from 'arrears';
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Field } from '../facts';
import type { View } from '../view';
import { chip } from './chip';
import { missingLinks } from './missing';
import { policyMark } from './policy-mark';

/** The first conclusion: the sum, what it is made of, and how it grows. */
export function dueSummary(answer: Answer, fieldAt: (pointer: string) => Field | null, view: View): TemplateResult {
  const { m, f } = view;
  const { due } = answer;
  return html`<article class="card due" id="conclusion-due" aria-labelledby="tile-due">
    <div class="tile-head">
      <h3 id="tile-due" class="tile-title">${m.conclusions.due}</h3>
      ${policyMark(view)} ${standing(answer, view)}
    </div>
    <p class="total">${due.total === null ? chip('undetermined', m.outcomes.undetermined) : f.money(due.total)}</p>
    <p class="due-context quiet">
      <span>${m.conclusions.dueOn(f.date(answer.asOf))}</span>
      ${due.dailyGrowth === null || isZero(due.dailyGrowth) ? nothing : html`<span>${m.conclusions.growsBy(f.money(due.dailyGrowth))}</span>`}
    </p>
    ${missingLinks(due.missing, fieldAt, view)}
    <dl class="parts">
      ${part(m.due.principal, due.principal, view)} ${part(m.due.interest, due.interest, view)}
      ${part(m.due.penalty, due.penalty, view)} ${part(m.due.compound, due.compound, view)}
      ${isZero(due.fees) ? nothing : part(m.due.fees, due.fees, view)}
      ${isZero(due.waived) ? nothing : part(m.due.waived, due.waived, view, '−')}
    </dl>
  </article>`;
}

function standing({ delinquency }: Answer, { m, f }: View): TemplateResult {
  const { daysPastDue, class: className } = delinquency;
  const text =
    className === 'current'
      ? m.conclusions.notOverdue
      : m.conclusions.pastDue(f.count(daysPastDue), className === null ? m.classUnknown : m.classes[className]);
  return html`<span class="badge">${text}</span>`;
}

function part(label: string, amount: string | null, { m, f }: View, sign = ''): TemplateResult {
  return html`<div class="part">
    <dt>${label}</dt>
    <dd>${amount === null ? m.due.notKnown : `${sign}${f.money(amount)}`}</dd>
  </div>`;
}

function isZero(decimal: string): boolean {
  return !/[1-9]/.test(decimal);
}

import type { Answer, Decision, PlanOption } from 'arrears';
import { html, type TemplateResult } from 'lit-html';
import type { View } from '../view';
import { outcomeChip } from './chip';
import { clauseTable } from './clauses';
import { policyMark } from './policy-mark';

/** Every clause of every decision, whether it settled anything or not. */
export function evidence({ waiver, installments, escalation }: Answer, view: View): TemplateResult {
  const { m } = view;
  return html`<section class="card detail" id="evidence" aria-labelledby="evidence-heading">
    <h3 id="evidence-heading">${m.evidence.heading}</h3>
    ${policyMark(view)}
    <p class="quiet">${m.evidence.intro}</p>
    ${group(m.conclusions.waiver, waiver, view)} ${group(m.conclusions.installments, installments, view, installments.options)}
    ${group(m.conclusions.litigation, escalation.litigation, view)}
    ${group(m.conclusions.agency, escalation.agency, view)}
  </section>`;
}

/** Open where there is room; on a phone the deciding clauses stand with the conclusions already. */
const OPEN_AT_FIRST = matchMedia('(min-width: 48rem)').matches;

function group(
  title: string,
  decision: Decision,
  view: View,
  plans: readonly PlanOption[] = [],
): TemplateResult {
  return html`<details class="clauses" ?open=${OPEN_AT_FIRST}>
    <summary>
      <h4>${title}</h4>
      ${outcomeChip(decision, view)}
      <span class="quiet">${view.m.evidence.count(String(decision.clauses.length))}</span>
    </summary>
    ${clauseTable(title, decision.clauses, view, plans)}
  </details>`;
}

import type { Answer } from 'arrears';
import { html, type TemplateResult } from 'lit-html';
import type { View } from '../view';
import { clauseTable } from './clauses';

/** Every clause of every decision, whether it settled anything or not. */
export function evidence({ waiver, installments, escalation }: Answer, view: View): TemplateResult {
  const { m } = view;
  return html`<section class="card detail" id="evidence" aria-labelledby="evidence-heading">
    <h3 id="evidence-heading">${m.evidence.heading}</h3>
    <p class="quiet">${m.evidence.intro}</p>
    ${clauseTable(m.conclusions.waiver, waiver.clauses, view)}
    ${clauseTable(m.conclusions.installments, installments.clauses, view)}
    ${clauseTable(m.conclusions.litigation, escalation.litigation.clauses, view)}
    ${clauseTable(m.conclusions.agency, escalation.agency.clauses, view)}
  </section>`;
}

import type { Answer, Decision } from 'arrears';
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Field } from '../facts';
import { isPrevious } from '../state';
import type { View } from '../view';
import { outcomeChip } from './chip';
import { decidingClauses } from './clauses';
import { dueSummary } from './due-summary';
import { missingLinks } from './missing';
import { problemList } from './problem-list';

type FieldAt = (pointer: string) => Field | null;

/** The four conclusions: what is due, and whether to waive, spread or escalate. */
export function conclusions(view: View): TemplateResult {
  const { m, state } = view;
  return html`<section id="conclusions" class="conclusions" tabindex="-1" aria-labelledby="conclusions-heading">
    <h2 id="conclusions-heading" class="visually-hidden">${m.conclusions.heading}</h2>
    ${isPrevious(state) ? html`<p class="previous">${m.conclusions.previous}</p>` : nothing}
    ${shownConclusions(view)}
  </section>`;
}

function shownConclusions(view: View): TemplateResult {
  const { m, state } = view;
  switch (state.shown.kind) {
    case 'answer':
      return answered(state.shown.answer, state.shown.fieldAt, view);
    case 'problems':
      return withoutAnswer(problemList(state.shown.problems, state.shown.problemCount, view), view);
    case 'failed':
      return withoutAnswer(html`<p>${m.engine.failed}</p><p class="quiet">${state.shown.message}</p>`, view);
    case 'waiting':
      return withoutAnswer(html`<p class="quiet">${m.engine.starting}</p>`, view);
  }
}

function answered(answer: Answer, fieldAt: FieldAt, view: View): TemplateResult {
  const { m } = view;
  return html`${dueSummary(answer, fieldAt, view)}
    <div class="tiles">
      ${tile('waiver', m.conclusions.waiver, outcomeChip(answer.waiver, view), waiverBody(answer, fieldAt, view))}
      ${tile(
        'installments',
        m.conclusions.installments,
        outcomeChip(answer.installments, view),
        installmentsBody(answer, fieldAt, view),
      )}
      ${tile('legal', m.conclusions.legal, nothing, legalBody(answer, fieldAt, view))}
    </div>`;
}

/** The places of the conclusions while there is nothing to put into them. */
function withoutAnswer(body: TemplateResult, view: View): TemplateResult {
  const { m } = view;
  const waiting = html`<p class="quiet">${m.conclusions.waiting}</p>`;
  return html`<article class="card due" aria-labelledby="tile-due">
      <h3 id="tile-due" class="tile-title">${m.conclusions.due}</h3>
      ${body}
    </article>
    <div class="tiles">
      ${tile('waiver', m.conclusions.waiver, nothing, waiting)}
      ${tile('installments', m.conclusions.installments, nothing, waiting)}
      ${tile('legal', m.conclusions.legal, nothing, waiting)}
    </div>`;
}

function tile(
  id: string,
  title: string,
  chip: TemplateResult | typeof nothing,
  body: TemplateResult,
): TemplateResult {
  return html`<article class="card tile" id="conclusion-${id}" aria-labelledby="tile-${id}">
    <div class="tile-head">
      <h3 id="tile-${id}" class="tile-title">${title}</h3>
      ${chip}
    </div>
    ${body}
  </article>`;
}

function waiverBody({ waiver }: Answer, fieldAt: FieldAt, view: View): TemplateResult {
  const { m, f } = view;
  const max = waiver.max === undefined ? nothing : html`<p class="headline">${m.conclusions.waiverMax(f.money(waiver.max))}</p>`;
  return html`${max} ${whoDecides(waiver, waiver.approvedBy, view)} ${reasons(waiver, fieldAt, view)}`;
}

function installmentsBody({ installments }: Answer, fieldAt: FieldAt, view: View): TemplateResult {
  return html`${bestPlan(installments, view)} ${whoDecides(installments, undefined, view)}
  ${reasons(installments, fieldAt, view)}`;
}

function bestPlan(installments: Answer['installments'], { m, f }: View): TemplateResult | typeof nothing {
  const { shortest, deposit, options } = installments;
  const plan = options.find(({ periods }) => periods === shortest);
  if (plan !== undefined) {
    return html`<p class="headline">${m.conclusions.plan(String(plan.periods), f.money(plan.payment))}</p>
      <p class="quiet">${m.conclusions.planLast(f.money(plan.lastPayment))}</p>`;
  }
  return deposit === undefined ? nothing : html`<p class="headline">${m.conclusions.deposit(f.money(deposit))}</p>`;
}

function legalBody({ escalation }: Answer, fieldAt: FieldAt, view: View): TemplateResult {
  const { m } = view;
  return html`${legalStep(m.conclusions.litigation, escalation.litigation, fieldAt, view)}
  ${legalStep(m.conclusions.agency, escalation.agency, fieldAt, view)}`;
}

function legalStep(title: string, decision: Answer['escalation']['litigation'], fieldAt: FieldAt, view: View): TemplateResult {
  return html`<section class="step">
    <div class="tile-head">
      <h4 class="step-title">${title}</h4>
      ${outcomeChip(decision, view)}
    </div>
    ${whoDecides(decision, decision.approvedBy, view)} ${reasons(decision, fieldAt, view)}
  </section>`;
}

function whoDecides(
  decision: Decision,
  approvedBy: keyof View['m']['roles'] | undefined,
  { m }: View,
): TemplateResult | typeof nothing {
  if (decision.outcome === 'refer') return html`<p class="quiet">${m.conclusions.refersTo(m.roles[decision.refersTo])}</p>`;
  if (approvedBy === undefined || decision.outcome !== 'yes') return nothing;
  return html`<p class="quiet">${m.conclusions.approvedBy(m.roles[approvedBy])}</p>`;
}

function reasons(decision: Decision, fieldAt: FieldAt, view: View): TemplateResult {
  return html`${missingLinks(decision.missing, fieldAt, view)} ${decidingClauses(decision.clauses, view)}`;
}

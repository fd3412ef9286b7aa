import type { Answer, ApprovedDecision, Decision, Role } from 'arrears';
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Field } from '../facts';
import { type Answered, isPrevious, isStillNeeded, type Result } from '../state';
import type { View } from '../view';
import { changeList } from './changes';
import { chip, outcomeChip } from './chip';
import { decidingClauses } from './clauses';
import { dueSummary } from './due-summary';
import { missingLinks } from './missing';
import { policyMark } from './policy-mark';
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
      return answered(state.shown, view);
    case 'problems':
      return toComplete(state.shown, view);
    case 'failed':
      return withoutAnswer(html`<p>${m.engine.failed}</p><p class="quiet" lang="en">${state.shown.message}</p>`, view);
    case 'waiting':
      return withoutAnswer(html`<p class="quiet">${m.engine.starting}</p>`, view);
  }
}

function answered({ answer, fieldAt }: Answered, view: View): TemplateResult {
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

/** Facts that are missing altogether leave every conclusion open; a mistake only holds them up. */
function toComplete(shown: Extract<Result, { kind: 'problems' }>, view: View): TemplateResult {
  const { m } = view;
  const { problems, problemCount } = shown;
  const chosen = problems.every(isStillNeeded) ? chip('undetermined', m.outcomes.undetermined) : nothing;
  return withoutAnswer(problemList(problems, problemCount, view), view, chosen);
}

/** The places of the conclusions while there is nothing to put into them. */
function withoutAnswer(
  body: TemplateResult,
  view: View,
  mark: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  const { m } = view;
  const waiting = html`<p class="quiet">${m.conclusions.waiting}</p>`;
  return html`<article class="card due" id="conclusion-due" aria-labelledby="tile-due">
      <div class="tile-head">
        <h3 id="tile-due" class="tile-title">${m.conclusions.due}</h3>
        ${mark}
      </div>
      ${body}
    </article>
    <div class="tiles tiles-waiting">
      ${tile('waiver', m.conclusions.waiver, mark, waiting)}
      ${tile('installments', m.conclusions.installments, mark, waiting)}
      ${tile('legal', m.conclusions.legal, mark, waiting)}
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
  return html`${policyMark(view)} ${max} ${whoDecides(waiver, waiver.approvedBy, view)}
  ${missingLinks([...waiver.missing, ...(waiver.figuresMissing ?? [])], fieldAt, view)}
  ${decidingClauses(waiver.clauses, view)} ${changeList(({ waiver: { changes } }) => changes, view)}`;
}

function installmentsBody({ installments }: Answer, fieldAt: FieldAt, view: View): TemplateResult {
  const { approvedBy, missing, figuresMissing = [], clauses, options } = installments;
  return html`${policyMark(view)} ${bestPlan(installments, view)} ${whoDecides(installments, approvedBy, view)}
  ${missingLinks([...missing, ...figuresMissing], fieldAt, view)} ${decidingClauses(clauses, view, options)}
  ${changeList(({ installments: { changes } }) => changes, view)}`;
}

function bestPlan(installments: Answer['installments'], { m, f }: View): TemplateResult | typeof nothing {
  const { shortest, deposit, options } = installments;
  const plan = options.find(({ periods }) => periods === shortest);
  if (plan !== undefined) {
    return html`<p class="headline">${m.conclusions.plan(String(plan.periods), f.money(plan.payment))}</p>
      <p class="quiet">${m.conclusions.planLast(f.money(plan.lastPayment))}</p>`;
  }
  if (installments.outcome !== 'no' || options.length === 0) return nothing;
  return html`<p class="headline">${m.conclusions.noPlan}</p>
    ${deposit === undefined ? nothing : html`<p class="quiet">${m.conclusions.deposit(f.money(deposit))}</p>`}`;
}

function legalBody({ escalation }: Answer, fieldAt: FieldAt, view: View): TemplateResult {
  return html`${policyMark(view)} ${legalStep('litigation', escalation.litigation, fieldAt, view)}
  ${legalStep('agency', escalation.agency, fieldAt, view)}`;
}

function legalStep(
  step: keyof Answer['escalation'],
  decision: ApprovedDecision,
  fieldAt: FieldAt,
  view: View,
): TemplateResult {
  return html`<section class="step">
    <div class="tile-head">
      <h4 class="step-title">${view.m.conclusions[step]}</h4>
      ${outcomeChip(decision, view)}
    </div>
    ${whoDecides(decision, decision.approvedBy, view)} ${missingLinks(decision.missing, fieldAt, view)}
    ${decidingClauses(decision.clauses, view)} ${changeList(({ escalation }) => escalation[step].changes, view)}
  </section>`;
}

function whoDecides(
  decision: Decision,
  approvedBy: Role,
  { m }: View,
): TemplateResult | typeof nothing {
  if (decision.outcome === 'refer') return html`<p class="quiet">${m.conclusions.refersTo(m.roles[decision.refersTo])}</p>`;
  if (decision.outcome !== 'yes') return nothing;
  return html`<p class="quiet">${m.conclusions.approvedBy(m.roles[approvedBy])}</p>`;
}

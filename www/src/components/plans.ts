import type { Answer, Outcome, PlanOption } from 'arrears';
import { html, nothing, svg, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { barLength } from '../format';
import type { View } from '../view';
import { chip } from './chip';
import { dataTable } from './data-table';
import { policyMark } from './policy-mark';
import { scheduleTable } from './schedule';

/** The plans side by side, and the schedule of the one that was picked. */
export function plans({ due, installments }: Answer, view: View): TemplateResult {
  const { m, f } = view;
  const { options, limit } = installments;
  const chosen = chosenPlan(installments, view);
  return html`<section class="card detail" id="plans" aria-labelledby="plans-heading">
    <div class="detail-head">
      <h3 id="plans-heading">${m.plans.heading}</h3>
      ${policyMark(view)}
      ${limit == null ? nothing : html`<p class="quiet">${m.plans.limit(f.money(limit))}</p>`}
    </div>
    ${chosen === undefined
      ? html`<p class="quiet">${due.total === null ? m.outcomes.undetermined : m.plans.none}</p>`
      : html`<fieldset class="plans">
            <legend class="visually-hidden">${m.plans.choose}</legend>
            ${options.map((plan) => planCard(plan, plan === chosen, shareLimit(installments), view))}
          </fieldset>
          ${shownSchedule(chosen, view)}`}
  </section>`;
}

export function chosenPlan({ options, shortest }: Answer['installments'], { state }: View): PlanOption | undefined {
  const of = (periods: number | null | undefined): PlanOption | undefined => options.find((plan) => plan.periods === periods);
  return of(state.chosenPeriods) ?? of(shortest) ?? options.at(-1);
}

/** The share that the policy allows, for the mark on the bar. */
function shareLimit({ clauses }: Answer['installments']): string | undefined {
  const threshold = clauses.find(({ fact }) => fact === 'shareOfIncome')?.threshold;
  return typeof threshold === 'string' ? threshold : undefined;
}

function planCard(plan: PlanOption, chosen: boolean, limit: string | undefined, view: View): TemplateResult {
  const { m, f, act } = view;
  const share = plan.shareOfIncome;
  return html`<label class="plan">
    <input
      type="radio"
      name="plan"
      value=${plan.periods}
      .checked=${live(chosen)}
      @change=${() => act.choosePlan(plan.periods)}
    />
    <span class="plan-body">
      <span class="plan-head">
        <span class="plan-title">${m.plans.periods(String(plan.periods))}</span>
        ${chip(plan.feasible, feasibleText(plan.feasible, view))}
      </span>
      <span class="plan-line"><span class="quiet">${m.plans.payment}</span><b>${f.money(plan.payment)}</b></span>
      <span class="plan-line"><span class="quiet">${m.plans.lastPayment}</span><span>${f.money(plan.lastPayment)}</span></span>
      ${share == null
        ? nothing
        : html`<span class="plan-line"><span class="quiet">${m.plans.share}</span><span>${f.percent(share)}</span></span>
            ${shareBar(share, limit)}`}
    </span>
  </label>`;
}

/** The share of income on a scale that ends at 60 %, with the limit marked; the figure stands above it. */
function shareBar(share: string, limit: string | undefined): TemplateResult {
  return html`<svg class="share" viewBox="0 0 60 4" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    <rect class="share-track" width="60" height="4" />
    <rect class="share-bar" width=${barLength(share)} height="4" />
    ${limit === undefined ? nothing : svg`<rect class="share-limit" x=${barLength(limit)} width="0.5" height="4" />`}
  </svg>`;
}

function feasibleText(feasible: Outcome, { m }: View): string {
  if (feasible === 'yes') return m.plans.feasible;
  return feasible === 'no' ? m.plans.notFeasible : m.outcomes[feasible];
}

function shownSchedule(plan: PlanOption, { m, f }: View): TemplateResult {
  const { caption, columns, rows } = scheduleTable(plan, m, f, (iso) => f.shortDate(iso));
  return dataTable({ caption, kind: 'schedule' }, columns, rows);
}

import type { PlanOption, PolicyEntry } from 'arrears';
import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { choiceField } from '../../components/choice';
import { fieldProblem, textField } from '../../components/field';
import { chosenPlan } from '../../components/plans';
import { planWords } from '../../i18n/desk/plan';
import { planLabels } from '../../i18n/plan-labels';
import { blankSum, type PlanText } from '../../plan-draft';
import { planFieldId } from '../../plan-facts';
import { tidyDate } from '../../tidy';
import { caseOf, type DeskView } from '../desk';
import { restructureView } from './restructure';
import { sumsGrid } from './sums-grid';
import { trackingView } from './tracking';

/** An agreed plan with what came in on it, and what a restructuring would look like. */
export function planPanel(view: DeskView): TemplateResult {
  return html`${agreed(view)} ${restructuring(view)}`;
}

function agreed(view: DeskView): TemplateResult {
  const { state } = view;
  const words = planWords(state.locale);
  const tracking = state.shown.kind === 'answer' ? state.shown.answer.tracking : undefined;
  return html`<section class="desk-part" aria-labelledby="plan-tracking-heading">
    <h4 id="plan-tracking-heading">${words.tracking}</h4>
    <p class="quiet">${words.trackingHint}</p>
    ${takeOver(view)}
    <div class="desk-grid">${planText('agreedOn', view)}</div>
    <div class="plan-lists">${sumsGrid('installments', view)} ${sumsGrid('payments', view)}</div>
    ${tracking === undefined ? nothing : trackingView(tracking, view)}
  </section>`;
}

/** The plan that was picked above, agreed on the as-of date. */
function takeOver(view: DeskView): TemplateResult | typeof nothing {
  const { state, act } = view;
  if (state.shown.kind !== 'answer') return nothing;
  const { installments, asOf } = state.shown.answer;
  const plan: PlanOption | undefined = chosenPlan(installments, view);
  if (plan === undefined || plan.schedule.length === 0) return nothing;
  const take = (): void =>
    act.editPlan(
      () => ({
        agreedOn: asOf,
        installments: plan.schedule.map(({ dueOn, payment }) => ({ ...blankSum(), on: dueOn, amount: payment })),
        payments: [],
      }),
      planFieldId('agreedOn'),
    );
  return html`<p>
    <button type="button" class="button button-quiet" id="take-plan" @click=${take}>${planWords(state.locale).take(String(plan.periods))}</button>
  </p>`;
}

function restructuring(view: DeskView): TemplateResult {
  const { state } = view;
  const words = planWords(state.locale);
  const restructure = state.shown.kind === 'answer' ? state.shown.answer.restructure : undefined;
  const byHistory = state.draft.debt === 'history';
  return html`<section class="desk-part" aria-labelledby="plan-restructure-heading">
    <h4 id="plan-restructure-heading">${words.restructure}</h4>
    <p class="quiet">${words.restructureHint}${byHistory ? html` ${words.outstandingByHistory}` : nothing}</p>
    <div class="desk-grid">
      ${byHistory ? nothing : planText('outstandingPrincipal', view)} ${planText('maturesOn', view)} ${planText('originalTermMonths', view)}
      ${planText('livingCosts', view)} ${planText('otherDebtPayments', view)} ${cause(view)}
    </div>
    ${state.draft.plan.cause === '' ? nothing : evidenced(view)}
    ${restructure === undefined ? nothing : restructureView(restructure, view)}
  </section>`;
}

function planText(name: PlanText, view: DeskView): TemplateResult {
  const { m, state, act } = view;
  const isDay = name === 'agreedOn' || name === 'maturesOn';
  const isCount = name === 'originalTermMonths';
  const set = (text: string): void => act.typePlan(() => ({ [name]: text }));
  const field = {
    id: planFieldId(name),
    label: planLabels(m).fields[name],
    value: state.draft.plan[name],
    inputMode: isDay || isCount ? ('numeric' as const) : ('decimal' as const),
    onType: set,
  };
  if (isDay) return textField({ ...field, onLeave: (text) => set(tidyDate(text)) }, view);
  return textField(isCount ? field : { ...field, unit: m.form.yuan }, view);
}

/** The causes are those that the policy lists. */
function cause(view: DeskView): TemplateResult {
  const { m, state, act, asking } = view;
  const id = planFieldId('cause');
  const policy = asking.value('viewPolicy', { policy: caseOf(view).policy });
  const entries = policy?.sections.find((section) => section.id === 'restructure')?.entries ?? [];
  const causes = entries.filter(({ pointer }) => pointer.startsWith('/restructure/causes/'));
  const options = [['', planWords(state.locale).noCause], ...causes.map((entry) => [idOf(entry), entry.label?.[state.locale] ?? idOf(entry)])];
  const choose = (event: Event): void => act.editPlan(() => ({ cause: (event.currentTarget as HTMLSelectElement).value }));
  return html`<div class="field">
    <label for=${id}>${planLabels(m).cause}</label>
    ${fieldProblem(id, view)}
    <select id=${id} @change=${choose}>
      ${options.map(([value = '', label]) => html`<option value=${value} .selected=${live(value === state.draft.plan.cause)}>${label}</option>`)}
    </select>
  </div>`;
}

function evidenced(view: DeskView): TemplateResult {
  const { m, state, act } = view;
  return choiceField(
    {
      id: planFieldId('evidenced'),
      legend: planLabels(m).evidenced,
      value: state.draft.plan.evidenced,
      options: [
        { value: 'yes', label: m.form.yes },
        { value: 'no', label: m.form.no },
        { value: 'unknown', label: m.form.unknown },
      ],
      onChoose: (value) => act.editPlan(() => ({ evidenced: value })),
    },
    view,
  );
}

function idOf({ value }: PolicyEntry): string {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? String(value['id'] ?? '') : '';
}

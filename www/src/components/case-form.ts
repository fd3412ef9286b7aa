import { html, type TemplateResult } from 'lit-html';
import type { KnownName } from '../draft';
import type { PolicyId } from '../i18n/messages';
import { tidyDate } from '../tidy';
import type { View } from '../view';
import { choiceField } from './choice';
import { contacts } from './contacts';
import { debt } from './debt';
import { textField } from './field';

const POLICIES: readonly PolicyId[] = ['cn-bank-loan', 'cn-home-mortgage'];

/** The facts of the case. There is nothing to submit: each key is answered at once. */
export function caseForm(view: View): TemplateResult {
  const { m } = view;
  return html`<form
    id="case"
    class="case card"
    tabindex="-1"
    novalidate
    aria-labelledby="case-heading"
    @submit=${(event: Event) => event.preventDefault()}
  >
    <div class="case-head">
      <h2 id="case-heading">${m.form.heading}</h2>
      ${caseButtons(view)}
    </div>
    ${basics(view)} ${debt(view)} ${borrower(view)} ${contacts(view)}
  </form>`;
}

function caseButtons({ m, state, act }: View): TemplateResult {
  return html`<div class="case-buttons">
    <button type="button" class="button" id="fill-example" title=${m.form.exampleHint} @click=${() => act.fillExample()}>
      ${m.form.example}
    </button>
    <button type="button" class="button button-quiet" id="clear-case" @click=${() => act.clear()}>${m.form.clear}</button>
    <button
      type="button"
      class="button button-quiet"
      id="undo-case"
      ?disabled=${state.replaced === null}
      @click=${() => act.undo()}
    >
      ${m.form.undo}
    </button>
  </div>`;
}

function basics(view: View): TemplateResult {
  const { m, state, act } = view;
  const asOf = textField(
    {
      id: 'asOf',
      label: m.form.asOf,
      hint: m.form.asOfHint,
      value: state.draft.asOf,
      inputMode: 'numeric',
      onType: (text) => act.type('asOf', text),
      onLeave: (text) => act.type('asOf', tidyDate(text)),
    },
    view,
  );
  const rate = textField(
    {
      id: 'annualRate',
      label: m.form.annualRate,
      hint: m.form.annualRateHint,
      value: state.draft.annualRate,
      inputMode: 'decimal',
      unit: '%',
      onType: (text) => act.type('annualRate', text),
    },
    view,
  );
  return html`<section class="group" aria-labelledby="basics-heading">
    <h3 id="basics-heading">${m.form.basics}</h3>
    ${policyChoice(view)}
    <div class="pair">${asOf} ${rate}</div>
  </section>`;
}

function policyChoice(view: View): TemplateResult {
  const { m, state, act } = view;
  return choiceField(
    {
      id: 'policy',
      legend: m.form.policy,
      value: state.draft.policy,
      options: POLICIES.map((value) => ({ value, label: m.policies[value] })),
      onChoose: (value) => act.setPolicy(value),
    },
    view,
  );
}

function borrower(view: View): TemplateResult {
  const { m, state, act } = view;
  const income = textField(
    {
      id: 'monthlyIncome',
      label: m.form.monthlyIncome,
      value: state.draft.monthlyIncome,
      inputMode: 'decimal',
      unit: m.form.yuan,
      onType: (text) => act.type('monthlyIncome', text),
    },
    view,
  );
  const waived = textField(
    {
      id: 'waived',
      label: m.form.waived,
      value: state.draft.waived,
      inputMode: 'decimal',
      unit: m.form.yuan,
      optional: true,
      onType: (text) => act.type('waived', text),
    },
    view,
  );
  return html`<section class="group" aria-labelledby="borrower-heading">
    <h3 id="borrower-heading">${m.form.borrower}</h3>
    <div class="pair">${income} ${waived}</div>
    ${yesNo('firstArrear', view)} ${yesNo('cameForward', view)} ${yesNo('refusedToPay', view)}
  </section>`;
}

function yesNo(name: KnownName, view: View): TemplateResult {
  const { m, state, act } = view;
  return choiceField(
    {
      id: name,
      legend: m.form[name],
      value: state.draft[name],
      options: [
        { value: 'yes', label: m.form.yes },
        { value: 'no', label: m.form.no },
        { value: 'unknown', label: m.form.unknown },
      ],
      onChoose: (value) => act.setKnown(name, value),
    },
    view,
  );
}

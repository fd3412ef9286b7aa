import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type { Screen } from '../screen';
import { problemOf } from '../state';
import { problemNote } from './problems';

/** A question that is answered by typing. */
export interface TextQuestion {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly value: string;
  readonly unit?: string;
  readonly optional?: boolean;
  readonly inputMode: 'decimal' | 'numeric';
  readonly onType: (text: string) => void;
}

export function textQuestion(question: TextQuestion, screen: Screen): TemplateResult {
  const { id, hint, unit, onType } = question;
  const mistaken = problemOf(screen.state, id) !== null;
  const described = [hint === undefined ? '' : `${id}-hint`, mistaken ? `${id}-problem` : '', unit === undefined ? '' : `${id}-unit`];
  return html`<div class="field question ${mistaken ? 'field-mistaken' : ''}">
    <label for=${id}>${question.label}${question.optional ? html` <span class="optional">${screen.m.form.optional}</span>` : nothing}</label>
    ${hint === undefined ? nothing : html`<p class="hint" id="${id}-hint">${hint}</p>`} ${problemNote(id, screen)}
    <div class="input-line">
      <input
        id=${id}
        type="text"
        inputmode=${question.inputMode}
        autocomplete="off"
        spellcheck="false"
        aria-invalid=${mistaken ? 'true' : nothing}
        aria-describedby=${described.filter((part) => part !== '').join(' ') || nothing}
        .value=${live(question.value)}
        @input=${(event: Event) => onType((event.currentTarget as HTMLInputElement).value)}
      />
      ${unit === undefined ? nothing : html`<span class="unit" id="${id}-unit">${unit}</span>`}
    </div>
  </div>`;
}

type AmountName = 'annualRate' | 'payment' | 'amount' | 'monthlyIncome' | 'livingCosts' | 'otherDebtPayments' | 'otherAmount';

/** One of the answers that are a figure by themselves. */
export function figureQuestion(name: AmountName, screen: Screen, hint?: string): TemplateResult {
  const { w, m, state, journey } = screen;
  const question: TextQuestion = {
    id: name,
    label: w.labels[name],
    hint: hint ?? w.hints[name],
    value: state.draft[name],
    unit: name === 'annualRate' ? '%' : m.form.yuan,
    inputMode: 'decimal',
    onType: (typed) => journey.answer(name, typed),
  };
  return textQuestion(question, screen);
}

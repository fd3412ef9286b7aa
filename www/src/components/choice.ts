import { html, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type { View } from '../view';
import { fieldProblem } from './field';

/** A question with a few answers, one of which always stands. */
export interface Choice<Value extends string> {
  readonly id: string;
  readonly legend: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChoose: (value: Value) => void;
}

export function choiceField<Value extends string>(choice: Choice<Value>, view: View): TemplateResult {
  return html`<div class="choice" id=${choice.id} role="radiogroup" aria-labelledby="${choice.id}-legend">
    <span class="choice-legend" id="${choice.id}-legend">${choice.legend}</span>
    ${fieldProblem(choice.id, view)}
    <div class="segments">
      ${choice.options.map(
        ({ value, label }) => html`<label class="segment">
          <input
            type="radio"
            name=${choice.id}
            value=${value}
            .checked=${live(value === choice.value)}
            @change=${() => choice.onChoose(value)}
          />
          <span>${label}</span>
        </label>`,
      )}
    </div>
  </div>`;
}

import { html, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';

/** A choice of which one always stands. */
export interface Options<Id extends string> {
  readonly name: string;
  readonly legend: string;
  readonly words: Readonly<Record<Id, string>>;
  readonly chosen: Id;
  readonly onChoose: (id: Id) => void;
}

export function options<Id extends string>({ name, legend, words, chosen, onChoose }: Options<Id>): TemplateResult {
  return html`<fieldset class="desk-options">
    <legend class="choice-legend">${legend}</legend>
    <div class="segments">
      ${(Object.keys(words) as Id[]).map(
        (id) => html`<label class="segment">
          <input type="radio" name=${name} value=${id} .checked=${live(id === chosen)} @change=${() => onChoose(id)} />
          <span>${words[id]}</span>
        </label>`,
      )}
    </div>
  </fieldset>`;
}

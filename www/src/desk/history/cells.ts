import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { fieldProblem } from '../../components/field';
import { icon } from '../../components/icons';
import { isStillNeeded, problemAt } from '../../state';
import type { View } from '../../view';

/** A text input that is a cell: its column's head names it for the eye, `name` for the ear. */
export interface Cell {
  readonly id: string;
  readonly head: string;
  readonly name: string;
  readonly value: string;
  readonly inputMode: 'decimal' | 'numeric' | 'text';
  readonly onType: (text: string) => void;
  readonly onLeave?: (text: string) => void;
}

export function cell(content: Cell, view: View): TemplateResult {
  const problem = problemAt(view.state, content.id);
  const mistaken = problem !== null && !isStillNeeded(problem);
  return html`<div class="grid-cell" data-label=${content.head}>
    <input
      id=${content.id}
      type="text"
      inputmode=${content.inputMode}
      autocomplete="off"
      spellcheck="false"
      aria-label=${content.name}
      aria-invalid=${mistaken ? 'true' : nothing}
      aria-describedby=${problem === null ? nothing : `${content.id}-problem`}
      .value=${live(content.value)}
      @input=${(event: Event) => content.onType(textOf(event))}
      @change=${(event: Event) => content.onLeave?.(textOf(event))}
      @blur=${() => view.act.leave()}
    />
    ${fieldProblem(content.id, view)}
  </div>`;
}

/** A choice that is a cell. */
export interface SelectCell<Value extends string> {
  readonly id: string;
  readonly head: string;
  readonly name: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChoose: (value: Value) => void;
}

export function selectCell<Value extends string>(content: SelectCell<Value>, view: View): TemplateResult {
  const { id, head, name, value, options, onChoose } = content;
  const problem = problemAt(view.state, id);
  return html`<div class="grid-cell" data-label=${head}>
    <select
      id=${id}
      aria-label=${name}
      aria-describedby=${problem === null ? nothing : `${id}-problem`}
      @change=${(event: Event) => onChoose(textOf(event) as Value)}
    >
      ${options.map((option) => html`<option value=${option.value} .selected=${live(option.value === value)}>${option.label}</option>`)}
    </select>
    ${fieldProblem(id, view)}
  </div>`;
}

export function removeCell(id: string, name: string, remove: () => void): TemplateResult {
  return html`<button type="button" class="button button-icon" id=${id} aria-label=${name} title=${name} @click=${remove}>
    ${icon('bin')}
  </button>`;
}

function textOf(event: Event): string {
  return (event.currentTarget as HTMLInputElement | HTMLSelectElement).value;
}

import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { problemText } from '../i18n/index';
import { isStillNeeded, problemAt } from '../state';
import type { View } from '../view';

/** One labelled text input. */
export interface TextField {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly inputMode: 'decimal' | 'numeric' | 'text';
  readonly hint?: string;
  readonly unit?: string;
  readonly optional?: boolean;
  readonly placeholder?: string;
  readonly onType: (text: string) => void;
  /** Called with the text when the field is left. */
  readonly onLeave?: (text: string) => void;
}

/**
 * The value is written back only where it differs from what stands in the input, so drawing the page
 * anew while somebody types leaves the caret alone.
 */
export function textField(field: TextField, view: View): TemplateResult {
  const problem = problemAt(view.state, field.id);
  const mistaken = problem !== null && !isStillNeeded(problem);
  return html`<div class="field ${mistaken ? 'field-mistaken' : ''}">
    <label for=${field.id}>${field.label}${field.optional ? optionalMark(view) : nothing}</label>
    ${field.hint === undefined ? nothing : html`<p class="hint" id="${field.id}-hint">${field.hint}</p>`}
    ${fieldProblem(field.id, view)}
    <div class="input-line">
      <input
        id=${field.id}
        type="text"
        inputmode=${field.inputMode}
        autocomplete="off"
        spellcheck="false"
        aria-invalid=${mistaken ? 'true' : nothing}
        aria-describedby=${describedBy(field, problem !== null)}
        .value=${live(field.value)}
        @input=${(event: Event) => field.onType(textOf(event))}
        @change=${(event: Event) => leave(field, textOf(event), view)}
        @blur=${() => view.act.leave()}
      />
      ${field.unit === undefined ? nothing : html`<span class="unit" id="${field.id}-unit">${field.unit}</span>`}
    </div>
  </div>`;
}

/** What the engine says about a field, in the reader's language. */
export function fieldProblem(id: string, view: View): TemplateResult | typeof nothing {
  const problem = problemAt(view.state, id);
  if (problem === null) return nothing;
  const tone = isStillNeeded(problem) ? 'note-needed' : 'note-mistaken';
  return html`<p class="note ${tone}" id="${id}-problem">${problemText(view.m, problem.code)}</p>`;
}

function optionalMark({ m }: View): TemplateResult {
  return html` <span class="optional">${m.form.optional}</span>`;
}

function describedBy(field: TextField, hasProblem: boolean): string | typeof nothing {
  const parts = [
    field.unit === undefined ? '' : `${field.id}-unit`,
    field.hint === undefined ? '' : `${field.id}-hint`,
    hasProblem ? `${field.id}-problem` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? nothing : parts.join(' ');
}

function leave(field: TextField, text: string, { act }: View): void {
  field.onLeave?.(text);
  act.leave();
}

function textOf(event: Event): string {
  return (event.currentTarget as HTMLInputElement).value;
}

import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { ArrearRow, ArrearText } from '../draft';
import { arrearFieldId } from '../facts';
import { tidyDate } from '../tidy';
import type { View } from '../view';
import { textField, type TextField } from './field';
import { icon } from './icons';

/** The overdue items of the loan, one group of fields each. */
export function arrearsRows(view: View): TemplateResult {
  const { m, state, act } = view;
  return html`<section class="group" aria-labelledby="arrears-heading">
    <h3 id="arrears-heading">${m.form.arrears}</h3>
    <p class="hint">${m.form.arrearsHint}</p>
    ${repeat(
      state.draft.arrears,
      (row) => row.key,
      (row, index) => arrearRow(row, String(index + 1), view),
    )}
    <button type="button" class="button button-quiet" id="add-arrear" @click=${() => act.addArrear()}>
      ${icon('plus')}${m.form.addArrear}
    </button>
  </section>`;
}

function arrearRow(row: ArrearRow, number: string, view: View): TemplateResult {
  const { m, state, act } = view;
  return html`<fieldset class="row">
    <legend>${m.form.arrear(number)}</legend>
    ${state.draft.arrears.length === 1
      ? nothing
      : html`<button
          type="button"
          class="button button-icon row-remove"
          aria-label=${m.form.removeArrear(number)}
          title=${m.form.removeArrear(number)}
          @click=${() => act.removeArrear(row.key)}
        >
          ${icon('bin')}
        </button>`}
    <div class="pair">
      ${textField(dueOnField(row, view), view)} ${textField(amountField(row, 'principal', false, view), view)}
      ${textField(amountField(row, 'interest', false, view), view)}
      ${textField(amountField(row, 'fees', true, view), view)}
    </div>
  </fieldset>`;
}

function dueOnField(row: ArrearRow, { m, act }: View): TextField {
  return {
    id: arrearFieldId(row.key, 'dueOn'),
    label: m.form.dueOn,
    value: row.dueOn,
    inputMode: 'numeric',
    onType: (text) => act.typeArrear(row.key, 'dueOn', text),
    onLeave: (text) => act.typeArrear(row.key, 'dueOn', tidyDate(text)),
  };
}

function amountField(
  row: ArrearRow,
  name: Exclude<ArrearText, 'dueOn'>,
  optional: boolean,
  { m, act }: View,
): TextField {
  return {
    id: arrearFieldId(row.key, name),
    label: m.form[name],
    value: row[name],
    inputMode: 'decimal',
    unit: m.form.yuan,
    optional,
    onType: (text) => act.typeArrear(row.key, name, text),
  };
}

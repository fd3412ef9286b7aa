import { html, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { icon } from '../../components/icons';
import { historyFieldId } from '../../history-facts';
import { blankInstallment, INSTALLMENT_TEXTS, type InstallmentRow, type InstallmentText } from '../../history-draft';
import { historyLabels } from '../../i18n/history-labels';
import { historyWords } from '../../i18n/desk/history';
import { tidyDate } from '../../tidy';
import type { View } from '../../view';
import { cell, removeCell } from './cells';

/** The installments of the contract, one row each. */
export function scheduleGrid(view: View): TemplateResult {
  const { m, state, act } = view;
  const words = historyWords(state.locale);
  const { schedule } = state.draft.history;
  const add = (): void => {
    const row = blankInstallment();
    act.editHistory(({ schedule: rows }) => ({ schedule: [...rows, row] }), historyFieldId(row.key, 'dueOn'));
  };
  return html`<section class="desk-part" aria-labelledby="schedule-heading">
    <h4 id="schedule-heading">${historyLabels(m).schedule}</h4>
    <div class="grid grid-schedule">
      <div class="grid-heads" aria-hidden="true">
        <span>${words.number}</span>${INSTALLMENT_TEXTS.map((name) => html`<span>${historyLabels(m).installment[name]}</span>`)}<span></span>
      </div>
      ${repeat(
        schedule,
        (row) => row.key,
        (row, index) => gridRow(row, String(index + 1), view),
      )}
    </div>
    <p>
      <button type="button" class="button button-quiet" id="add-installment" @click=${add}>
        ${icon('plus')}${words.addInstallment}
      </button>
    </p>
  </section>`;
}

function gridRow(row: InstallmentRow, number: string, view: View): TemplateResult {
  const { state, act } = view;
  const words = historyWords(state.locale);
  const remove = (): void => {
    act.editHistory(({ schedule }) => ({ schedule: schedule.filter(({ key }) => key !== row.key) }), 'add-installment');
  };
  return html`<div class="grid-row" role="group" aria-label=${words.installment(number)}>
    <span class="grid-number" aria-hidden="true">${number}</span>
    ${INSTALLMENT_TEXTS.map((name) => installmentCell(row, name, number, view))}
    ${removeCell(`${row.key}-remove`, words.removeInstallment(number), remove)}
  </div>`;
}

function installmentCell(row: InstallmentRow, name: InstallmentText, number: string, view: View): TemplateResult {
  const { m, act } = view;
  const set = (text: string): void =>
    act.typeHistory(({ schedule }) => ({
      schedule: schedule.map((each) => (each.key === row.key ? { ...each, [name]: text } : each)),
    }));
  const content = {
    id: historyFieldId(row.key, name),
    head: historyLabels(m).installment[name],
    name: historyLabels(m).ofInstallment(historyLabels(m).installment[name], number),
    value: row[name],
    onType: set,
  };
  return name === 'dueOn'
    ? cell({ ...content, inputMode: 'numeric', onLeave: (text) => set(tidyDate(text)) }, view)
    : cell({ ...content, inputMode: 'decimal' }, view);
}

import { html, type TemplateResult } from 'lit-html';
import { isBlankEvent, isBlankInstallment } from '../history-draft';
import { historyLabels } from '../i18n/history-labels';
import { tidyDate } from '../tidy';
import type { View } from '../view';
import { arrearsRows } from './arrears-rows';
import { choiceField } from './choice';
import { textField } from './field';

/** What is owed: as a list of what is overdue, or as all that happened. */
export function debt(view: View): TemplateResult {
  const { m, state, act } = view;
  const labels = historyLabels(m);
  const choice = choiceField(
    {
      id: 'debt',
      legend: labels.debt,
      value: state.draft.debt,
      options: [
        { value: 'arrears', label: labels.debts.arrears },
        { value: 'history', label: labels.debts.history },
      ],
      onChoose: (value) => act.setDebt(value),
    },
    view,
  );
  return html`${choice} ${state.draft.debt === 'history' ? history(view) : arrearsRows(view)}`;
}

/** The drawdown; the rows of a history need more room than the form has. */
function history(view: View): TemplateResult {
  const { m, state, act } = view;
  const labels = historyLabels(m);
  const { drawdownOn, drawdownAmount, schedule, events } = state.draft.history;
  const on = textField(
    {
      id: 'drawdownOn',
      label: labels.drawdownOn,
      value: drawdownOn,
      inputMode: 'numeric',
      onType: (text) => act.typeHistory(() => ({ drawdownOn: text })),
      onLeave: (text) => act.typeHistory(() => ({ drawdownOn: tidyDate(text) })),
    },
    view,
  );
  const amount = textField(
    {
      id: 'drawdownAmount',
      label: labels.drawdownAmount,
      value: drawdownAmount,
      inputMode: 'decimal',
      unit: m.form.yuan,
      onType: (text) => act.typeHistory(() => ({ drawdownAmount: text })),
    },
    view,
  );
  const counts = labels.counts(
    String(schedule.filter((row) => !isBlankInstallment(row)).length),
    String(events.filter((row) => !isBlankEvent(row) || row.kind === 'acceleration').length),
  );
  const follow = (event: Event): void => {
    event.preventDefault();
    act.show('history');
  };
  return html`<section class="group" aria-labelledby="drawdown-heading">
    <h3 id="drawdown-heading">${labels.drawdown}</h3>
    <div class="pair">${on} ${amount}</div>
    <p class="history-link"><a href="#history" @click=${follow}>${counts}</a></p>
  </section>`;
}

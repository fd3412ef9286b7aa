import type { PaymentComponent } from 'arrears';
import { html, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { icon } from '../../components/icons';
import { historyFieldId } from '../../history-facts';
import { blankEvent, type EventKind, type EventRow, type Paused } from '../../history-draft';
import { historyLabels } from '../../i18n/history-labels';
import { historyWords } from '../../i18n/desk/history';
import { tidyDate } from '../../tidy';
import type { View } from '../../view';
import { cell, removeCell, selectCell } from './cells';

type EventText = 'on' | 'amount' | 'rate' | 'until' | 'label';

/** What happened since the drawdown, one row each. */
export function eventsGrid(view: View): TemplateResult {
  const { m, state, act } = view;
  const words = historyWords(state.locale);
  const labels = historyLabels(m);
  const { events } = state.draft.history;
  const add = (): void => {
    const row = blankEvent();
    act.editHistory(({ events: rows }) => ({ events: [...rows, row] }), historyFieldId(row.key, 'on'));
  };
  return html`<section class="desk-part" aria-labelledby="events-heading">
    <h4 id="events-heading">${labels.events}</h4>
    ${events.length === 0
      ? html`<p class="quiet">${words.noEvents}</p>`
      : html`<div class="grid grid-events">
          <div class="grid-heads" aria-hidden="true">
            <span>${words.number}</span><span>${labels.columns.on}</span><span>${labels.columns.kind}</span
            ><span>${words.detail}</span><span></span>
          </div>
          ${repeat(
            events,
            (row) => row.key,
            (row, index) => gridRow(row, String(index + 1), view),
          )}
        </div>`}
    <p>
      <button type="button" class="button button-quiet" id="add-event" @click=${add}>${icon('plus')}${words.addEvent}</button>
    </p>
  </section>`;
}

function gridRow(row: EventRow, number: string, view: View): TemplateResult {
  const { state, act } = view;
  const words = historyWords(state.locale);
  const remove = (): void => {
    act.editHistory(({ events }) => ({ events: events.filter(({ key }) => key !== row.key) }), 'add-event');
  };
  const kinds = Object.entries(words.kinds) as [EventKind, string][];
  return html`<div class="grid-row" role="group" aria-label=${words.event(number)}>
    <span class="grid-number" aria-hidden="true">${number}</span>
    ${textCell(row, 'on', number, view)}
    ${select(row, 'kind', number, kinds.map(([value, label]) => ({ value, label })), view)}
    <div class="grid-details">${details(row, number, view)}</div>
    ${removeCell(`${row.key}-remove`, words.removeEvent(number), remove)}
  </div>`;
}

/** What else there is to say depends on what happened. */
function details(row: EventRow, number: string, view: View): TemplateResult {
  const words = historyWords(view.state.locale);
  const text = (name: EventText): TemplateResult => textCell(row, name, number, view);
  switch (row.kind) {
    case 'payment':
      return text('amount');
    case 'reversal':
      return select(row, 'of', number, paymentsBeside(row, view), view);
    case 'rate':
      return text('rate');
    case 'waiver': {
      const components = Object.entries(words.components) as [PaymentComponent, string][];
      return html`${select(row, 'component', number, components.map(([value, label]) => ({ value, label })), view)} ${text('amount')}`;
    }
    case 'fee':
      return html`${text('amount')} ${text('label')}`;
    case 'acceleration':
      return html``;
    case 'pause': {
      const paused = Object.entries(words.paused) as [Paused, string][];
      return html`${select(row, 'what', number, paused.map(([value, label]) => ({ value, label })), view)} ${text('until')}`;
    }
  }
}

function paymentsBeside(row: EventRow, { state }: View): { value: string; label: string }[] {
  const words = historyWords(state.locale);
  const payments = state.draft.history.events.flatMap(({ key, kind, on, amount }, index) =>
    kind === 'payment' && key !== row.key ? [{ value: key, label: words.paymentOption(String(index + 1), on, amount) }] : [],
  );
  return [{ value: '', label: words.choosePayment }, ...payments];
}

function select<Name extends 'kind' | 'of' | 'component' | 'what'>(
  row: EventRow,
  name: Name,
  number: string,
  options: readonly { readonly value: EventRow[Name]; readonly label: string }[],
  view: View,
): TemplateResult {
  const labels = historyLabels(view.m);
  return selectCell(
    {
      id: historyFieldId(row.key, name),
      head: labels.columns[name],
      name: labels.ofEvent(labels.columns[name], number),
      value: row[name],
      options,
      onChoose: (value) => view.act.editHistory(({ events }) => ({ events: changed(events, row.key, { [name]: value }) })),
    },
    view,
  );
}

function textCell(row: EventRow, name: EventText, number: string, view: View): TemplateResult {
  const labels = historyLabels(view.m);
  const set = (text: string): void => view.act.typeHistory(({ events }) => ({ events: changed(events, row.key, { [name]: text }) }));
  const content = {
    id: historyFieldId(row.key, name),
    head: name === 'rate' ? `${labels.columns.rate} (%)` : labels.columns[name],
    name: labels.ofEvent(labels.columns[name], number),
    value: row[name],
    onType: set,
  };
  switch (name) {
    case 'on':
    case 'until':
      return cell({ ...content, inputMode: 'numeric', onLeave: (text) => set(tidyDate(text)) }, view);
    case 'amount':
    case 'rate':
      return cell({ ...content, inputMode: 'decimal' }, view);
    case 'label':
      return cell({ ...content, inputMode: 'text' }, view);
  }
}

function changed(events: readonly EventRow[], key: string, change: Partial<EventRow>): EventRow[] {
  return events.map((row) => (row.key === key ? { ...row, ...change } : row));
}

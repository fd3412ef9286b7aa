import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { repeat } from 'lit-html/directives/repeat.js';
import type { LogRow } from '../draft';
import { logFieldId } from '../facts';
import type { Channel, ContactOutcome } from '../i18n/messages';
import { problemAt } from '../state';
import { tidyDate } from '../tidy';
import type { View } from '../view';
import { choiceField } from './choice';
import { fieldProblem, textField } from './field';
import { icon } from './icons';

const CHANNELS: readonly Channel[] = ['phone', 'sms', 'letter', 'email', 'visit'];
const OUTCOMES: readonly ContactOutcome[] = ['reached', 'noAnswer', 'refused', 'wrongNumber', 'promised'];

/** How often the borrower was tried: a number, or a log of each attempt. */
export function contacts(view: View): TemplateResult {
  const { m, state, act } = view;
  const mode = choiceField(
    {
      id: 'contactsMode',
      legend: m.form.contactsMode,
      value: state.draft.contactsMode,
      options: [
        { value: 'count', label: m.form.contactsCount },
        { value: 'log', label: m.form.contactsLog },
      ],
      onChoose: (value) => act.setContactsMode(value),
    },
    view,
  );
  return html`<section class="group" aria-labelledby="contacts-heading">
    <h3 id="contacts-heading">${m.form.contacts}</h3>
    ${mode} ${state.draft.contactsMode === 'count' ? countFields(view) : logRows(view)}
  </section>`;
}

function countFields(view: View): TemplateResult {
  const { m, state, act } = view;
  const attempts = textField(
    {
      id: 'failedAttempts',
      label: m.form.failedAttempts,
      hint: m.form.failedAttemptsHint,
      value: state.draft.failedAttempts,
      inputMode: 'numeric',
      unit: m.form.times,
      onType: (text) => act.type('failedAttempts', text),
    },
    view,
  );
  const reached = textField(
    {
      id: 'lastReachedOn',
      label: m.form.lastReachedOn,
      hint: m.form.lastReachedOnHint,
      value: state.draft.lastReachedOn,
      inputMode: 'numeric',
      onType: (text) => act.type('lastReachedOn', text),
      onLeave: (text) => act.type('lastReachedOn', tidyDate(text)),
    },
    view,
  );
  return html`<div class="pair">${attempts} ${reached}</div>`;
}

function logRows(view: View): TemplateResult {
  const { m, state, act } = view;
  return html`${repeat(
      state.draft.log,
      (row) => row.key,
      (row, index) => logRow(row, String(index + 1), view),
    )}
    <button type="button" class="button button-quiet" id="add-contact" @click=${() => act.addLogRow()}>
      ${icon('plus')}${m.form.addLogEntry}
    </button>`;
}

function logRow(row: LogRow, number: string, view: View): TemplateResult {
  const { m, act } = view;
  const day = textField(
    {
      id: logFieldId(row.key, 'at'),
      label: m.form.at,
      value: row.at,
      inputMode: 'numeric',
      onType: (at) => act.changeLogRow(row.key, { at }),
      onLeave: (at) => act.changeLogRow(row.key, { at: tidyDate(at) }),
    },
    view,
  );
  return html`<fieldset class="row">
    <legend>${m.form.logEntry(number)}</legend>
    <button
      type="button"
      class="button button-icon row-remove"
      aria-label=${m.form.removeLogEntry(number)}
      title=${m.form.removeLogEntry(number)}
      @click=${() => act.removeLogRow(row.key)}
    >
      ${icon('bin')}
    </button>
    <div class="triple">${day} ${channelSelect(row, view)} ${outcomeSelect(row, view)}</div>
  </fieldset>`;
}

function channelSelect(row: LogRow, view: View): TemplateResult {
  const { m, act } = view;
  const id = logFieldId(row.key, 'channel');
  return html`<div class="field">
    <label for=${id}>${m.form.channel}</label>
    <select id=${id} @change=${(event: Event) => act.changeLogRow(row.key, { channel: chosen(event) as Channel })}>
      ${CHANNELS.map((channel) => html`<option value=${channel} .selected=${live(channel === row.channel)}>${m.form.channels[channel]}</option>`)}
    </select>
  </div>`;
}

function outcomeSelect(row: LogRow, view: View): TemplateResult {
  const { m, act } = view;
  const id = logFieldId(row.key, 'outcome');
  return html`<div class="field">
    <label for=${id}>${m.form.outcome}</label>
    ${fieldProblem(id, view)}
    <select
      id=${id}
      aria-describedby=${problemAt(view.state, id) === null ? nothing : `${id}-problem`}
      @change=${(event: Event) => act.changeLogRow(row.key, { outcome: chosen(event) as LogRow['outcome'] })}
    >
      <option value="" .selected=${live(row.outcome === '')}>${m.form.unknown}</option>
      ${OUTCOMES.map((outcome) => html`<option value=${outcome} .selected=${live(outcome === row.outcome)}>${m.form.contactOutcomes[outcome]}</option>`)}
    </select>
  </div>`;
}

function chosen(event: Event): string {
  return (event.currentTarget as HTMLSelectElement).value;
}

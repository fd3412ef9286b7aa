import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { repeat } from 'lit-html/directives/repeat.js';
import type { LogRow } from '../draft';
import { logFieldId } from '../facts';
import type { Channel, ContactOutcome, Party } from '../i18n/messages';
import { problemAt } from '../state';
import { tidyDate, tidyTime } from '../tidy';
import type { View } from '../view';
import { choiceField } from './choice';
import { fieldProblem, textField } from './field';
import { icon } from './icons';

const CHANNELS: readonly Channel[] = ['phone', 'sms', 'letter', 'email', 'visit', 'other'];
const PARTIES: readonly Party[] = ['debtor', 'thirdParty'];
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
  const channel = {
    name: 'channel',
    value: row.channel,
    options: CHANNELS.map((value) => ({ value, label: m.form.channels[value] })),
    onChoose: (value: Channel) => act.changeLogRow(row.key, { channel: value }),
  } as const;
  const party = {
    name: 'party',
    value: row.party,
    options: PARTIES.map((value) => ({ value, label: m.form.parties[value] })),
    onChoose: (value: Party) => act.changeLogRow(row.key, { party: value }),
  } as const;
  const outcome = {
    name: 'outcome',
    value: row.outcome,
    options: [
      { value: '' as const, label: m.form.unknown },
      ...OUTCOMES.map((value) => ({ value, label: m.form.contactOutcomes[value] })),
    ],
    onChoose: (value: LogRow['outcome']) => act.changeLogRow(row.key, { outcome: value }),
  } as const;
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
    <div class="pair log-fields">
      ${dayField(row, view)} ${timeField(row, view)} ${selectField(row, channel, view)} ${selectField(row, party, view)}
      ${selectField(row, outcome, view)}
    </div>
  </fieldset>`;
}

function dayField(row: LogRow, view: View): TemplateResult {
  const { m, act } = view;
  return textField(
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
}

function timeField(row: LogRow, view: View): TemplateResult {
  const { m, act } = view;
  return textField(
    {
      id: logFieldId(row.key, 'time'),
      label: m.form.time,
      value: row.time,
      // A phone's keypad of figures alone has no colon.
      inputMode: 'text',
      optional: true,
      onType: (time) => act.changeLogRow(row.key, { time }),
      onLeave: (time) => act.changeLogRow(row.key, { time: tidyTime(time) }),
    },
    view,
  );
}

/** A choice among the words of one part of a contact. */
interface LogChoice<Value extends string> {
  readonly name: 'channel' | 'party' | 'outcome';
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChoose: (value: Value) => void;
}

function selectField<Value extends string>(row: LogRow, choice: LogChoice<Value>, view: View): TemplateResult {
  const id = logFieldId(row.key, choice.name);
  // The value is one of those offered, as nothing else can be chosen.
  const choose = (event: Event): void => choice.onChoose((event.currentTarget as HTMLSelectElement).value as Value);
  return html`<div class="field">
    <label for=${id}>${view.m.form[choice.name]}</label>
    ${fieldProblem(id, view)}
    <select id=${id} aria-describedby=${problemAt(view.state, id) === null ? nothing : `${id}-problem`} @change=${choose}>
      ${choice.options.map(({ value, label }) => html`<option value=${value} .selected=${live(value === choice.value)}>${label}</option>`)}
    </select>
  </div>`;
}

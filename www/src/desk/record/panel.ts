import { html, nothing, type TemplateResult } from 'lit-html';
import { draftOf } from '../../draft-of-facts';
import { read } from '../../facts';
import type { PolicyId } from '../../i18n/messages';
import { recordWords } from '../../i18n/desk/record';
import type { FullAnswer } from '../../protocol';
import { save } from '../../save';
import { isPrevious } from '../../state';
import { caseOf, type DeskView } from '../desk';
import type { OpenedRecord } from '../desk-state';
import { differences } from './differences';
import { type AuditRecord, readRecord, recordOf } from './record';
import { openedRecord } from './opened';

/** Saving what was computed, and opening it again to see whether it still comes out the same. */
export function recordPanel(view: DeskView): TemplateResult {
  const words = recordWords(view.state.locale);
  return html`<section class="desk-part" aria-labelledby="record-save-heading">
      <h4 id="record-save-heading">${words.saveHeading}</h4>
      <p class="quiet">${words.saveHint}</p>
      ${saving(view)}
    </section>
    <section class="desk-part" aria-labelledby="record-open-heading">
      <h4 id="record-open-heading">${words.openHeading}</h4>
      <p class="quiet" id="record-open-hint">${words.openHint}</p>
      <div class="desk-actions">${fileField(view)}</div>
      ${outcome(view)}
    </section>`;
}

function saving(view: DeskView): TemplateResult {
  const { state } = view;
  const words = recordWords(state.locale);
  const ready = answerToSave(view) !== null;
  return html`<div class="desk-actions">
    <button type="button" class="button" id="save-record" ?disabled=${!ready} @click=${() => saveRecord(view)}>${words.save}</button>
    ${ready || state.shown.kind !== 'answer' ? nothing : html`<span class="quiet">${words.savePending}</span>`}
  </div>`;
}

/** Only an answer to what stands on the form, with all its details, is put on record. */
function answerToSave({ state }: DeskView): FullAnswer | null {
  const { shown } = state;
  return shown.kind === 'answer' && !isPrevious(state) && !shown.detailsPending ? shown.details : null;
}

function saveRecord(view: DeskView): void {
  const answer = answerToSave(view);
  if (answer === null) return;
  const { locale, engineVersion } = view.state;
  const record = recordOf(caseOf(view), answer, engineVersion ?? '');
  save(recordWords(locale).fileName(answer.asOf), 'application/json', `${JSON.stringify(record, null, 2)}\n`);
}

function fileField(view: DeskView): TemplateResult {
  const words = recordWords(view.state.locale);
  return html`<label class="file-field">
    <span class="button button-quiet">${words.open}</span>
    <input
      type="file"
      id="open-record"
      accept="application/json,.json"
      aria-describedby="record-open-hint"
      @change=${(event: Event) => void open(event.currentTarget as HTMLInputElement, view)}
    />
  </label>`;
}

async function open(input: HTMLInputElement, { desk, act }: DeskView): Promise<void> {
  const [file] = input.files ?? [];
  // The same file may be chosen again after it was changed.
  input.value = '';
  if (file === undefined) return;
  const content = await readRecord(file);
  const record: OpenedRecord =
    typeof content === 'string'
      ? { kind: 'unreadable', reason: content }
      : { kind: 'opened', name: file.name, record: content };
  desk.update(() => ({ record, leftOut: [] }));
  act.show('record-outcome');
}

function outcome(view: DeskView): TemplateResult | typeof nothing {
  const { record } = view.at;
  const words = recordWords(view.state.locale);
  if (record === null) return nothing;
  const close = (): void => {
    view.desk.update(() => ({ record: null }));
    view.act.show('open-record');
  };
  return html`<div class="record-outcome" id="record-outcome" tabindex="-1">
    ${record.kind === 'unreadable'
      ? html`<p class="note note-mistaken">${words.unreadable[record.reason]}</p>`
      : html`<p class="quiet">${words.opened(record.name)}</p>
          ${openedRecord(record.record, view)}
          <div class="desk-actions">
            <button type="button" class="button" id="fill-from-record" @click=${() => fill(record.record, view)}>${words.fill}</button>
            <button type="button" class="button button-quiet" id="close-record" @click=${close}>${words.close}</button>
          </div>
          ${leftOut(view)}`}
  </div>`;
}

function fill({ facts, policy, policyDocument }: AuditRecord, { m, act, desk, state }: DeskView): void {
  const id: PolicyId = Object.hasOwn(m.policies, policy.id) ? (policy.id as PolicyId) : state.draft.policy;
  const draft = draftOf(facts, id);
  const left = differences(facts, read(draft).facts).filter(({ after }) => after === undefined);
  desk.update(() => ({ leftOut: left.map(({ path }) => path) }));
  act.open(draft, policyDocument ?? null, recordWords(state.locale).filled);
}

function leftOut({ at, state, f }: DeskView): TemplateResult | typeof nothing {
  if (at.leftOut.length === 0) return nothing;
  return html`<p class="desk-note" id="record-left-out">${recordWords(state.locale).left(f.list(at.leftOut))}</p>`;
}

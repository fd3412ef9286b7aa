import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { isBlankEvent, isBlankInstallment } from '../../history-draft';
import { historyLabels } from '../../i18n/history-labels';
import { historyWords } from '../../i18n/desk/history';
import type { DeskView } from '../desk';
import { type BadCell, type Changed, type Pasted, type Place, readPaste } from './paste';

/** More than these are counted only; nobody reads a thousand changes of spelling. */
const SHOWN = 100;

/** Rows from a spreadsheet: read first, shown with what was changed, and taken over on a press. */
export function pastePanel(view: DeskView): TemplateResult {
  const { state, at, desk } = view;
  const words = historyWords(state.locale);
  const type = (event: Event): void => {
    const pasteText = (event.currentTarget as HTMLTextAreaElement).value;
    desk.update(() => ({ pasteText, pasted: null }));
  };
  const readNow = (): void => {
    desk.update(({ pasteText }) => ({ pasted: readPaste(pasteText) }));
    view.act.show('paste-outcome');
  };
  return html`<details class="points paste">
    <summary id="paste-summary">${words.paste}</summary>
    <div class="paste-body">
      <p class="quiet" id="paste-intro">${words.pasteIntro}</p>
      <label class="paste-label" for="paste-text">${words.pasteField}</label>
      <textarea
        id="paste-text"
        rows="6"
        spellcheck="false"
        autocomplete="off"
        placeholder=${words.pasteExample}
        aria-describedby="paste-intro"
        .value=${live(at.pasteText)}
        @input=${type}
      ></textarea>
      <p><button type="button" class="button" id="read-paste" ?disabled=${at.pasteText.trim() === ''} @click=${readNow}>${words.read}</button></p>
      ${at.pasted === null ? nothing : outcome(at.pasted, view)}
    </div>
  </details>`;
}

function outcome(pasted: Pasted, view: DeskView): TemplateResult {
  const words = historyWords(view.state.locale);
  const count = String(pasted.rows.length);
  return html`<div class="record-outcome" id="paste-outcome" tabindex="-1">
    <p><b>${words.found(count, pasted.what)}</b></p>
    ${pasted.totals.map((row) => html`<p class="quiet">${words.skipped(String(row))}</p>`)} ${changes(pasted.changed, view)}
    ${pasted.bad.length > 0 ? badCells(pasted.bad, view) : taking(pasted, view)}
  </div>`;
}

function badCells(bad: readonly BadCell[], view: DeskView): TemplateResult {
  const words = historyWords(view.state.locale);
  return html`<p class="note note-mistaken" id="paste-bad">${words.bad(String(bad.length))}</p>
    <ul class="links">
      ${bad.map(
        (cell) =>
          html`<li>
            ${cell.problem === 'noColumn' ? headName(cell.head, view) : words.place(String(cell.row), cell.column, cell.head)}${cell.value === '' ? nothing : html` ${words.value(cell.value)}`}${view.m.separator}${words.problems[cell.problem]}
          </li>`,
      )}
    </ul>
    <p class="quiet">${words.badHint}</p>`;
}

function changes(changed: readonly Changed[], view: DeskView): TemplateResult | typeof nothing {
  const words = historyWords(view.state.locale);
  if (changed.length === 0) return nothing;
  const place = ({ row, column, head }: Place): string => words.place(String(row), column, head);
  return html`<details class="points" id="paste-changes">
    <summary>${words.changed(String(changed.length))}</summary>
    <ul class="links">
      ${changed.slice(0, SHOWN).map((each) => html`<li>${words.change(place(each), each.from, each.to)}</li>`)}
    </ul>
  </details>`;
}

function taking(pasted: Pasted, view: DeskView): TemplateResult {
  const words = historyWords(view.state.locale);
  return html`<div class="desk-actions">
    <button type="button" class="button" id="paste-replace" @click=${() => take(pasted, 'replace', view)}>${words.replace}</button>
    <button type="button" class="button button-quiet" id="paste-append" @click=${() => take(pasted, 'append', view)}>${words.append}</button>
  </div>`;
}

function take(pasted: Pasted, how: 'replace' | 'append', { act, desk, state }: DeskView): void {
  const words = historyWords(state.locale);
  if (pasted.what === 'schedule') {
    act.editHistory(({ schedule }) => ({
      schedule: how === 'replace' ? pasted.rows : [...schedule.filter((row) => !isBlankInstallment(row)), ...pasted.rows],
    }));
  } else {
    act.editHistory(({ events }) => ({
      events: how === 'replace' ? pasted.rows : [...events.filter((row) => !isBlankEvent(row)), ...pasted.rows],
    }));
  }
  desk.update(() => ({ pasteText: '', pasted: null }));
  act.announce(words.added(String(pasted.rows.length)));
  act.show('paste-text');
}

/** A column that is missing, by the name that it has on the page. */
function headName(head: string, { m }: DeskView): string {
  const { columns, installment } = historyLabels(m);
  const names: Readonly<Record<string, string>> = { ...columns, ...installment };
  return names[head] ?? head;
}

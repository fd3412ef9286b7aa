import { html, type TemplateResult } from 'lit-html';
import { chip } from '../../components/chip';
import { eventText } from '../../components/key-dates';
import { deskWords } from '../../i18n/desk/desk';
import { datesWords } from '../../i18n/desk/dates';
import { save } from '../../save';
import { sourceNamed } from '../../source';
import { caseOf, type DeskView } from '../desk';
import { deskTable } from '../table';
import { timelinePicture } from './timeline-picture';

/** The key dates as a picture, as a table, and as a file for a calendar. */
export function datesPanel(view: DeskView): TemplateResult {
  const { state, f, m } = view;
  const { shown } = state;
  if (shown.kind !== 'answer' || shown.details === null) {
    return html`<p class="quiet">${deskWords(state.locale).needsAnswer}</p>`;
  }
  const words = datesWords(state.locale);
  const { keyDates, asOf, delinquency } = shown.details;
  if (keyDates.length === 0) return html`<p class="quiet">${m.keyDates.none}</p>`;
  const columns = [{ head: words.number }, { head: words.day }, { head: words.event }, { head: words.source }];
  const rows = keyDates.map((date, index) => ({
    cells: [
      String(index + 1),
      html`<span class="nowrap">${f.shortDate(date.on)}</span>${date.at === undefined ? '' : ` ${date.at}`}`,
      html`<span>${eventText(date, view)} ${date.outcome === 'refer' ? chip('refer', m.outcomes.refer) : ''}</span>`,
      sourceNamed(date.source, view),
    ],
  }));
  return html`<p class="quiet">${words.intro}</p>
    <div class="charts" id="timeline-picture">${timelinePicture(keyDates, delinquency.oldestDueOn ?? asOf, asOf, view)}</div>
    ${deskTable(words.table, columns, rows)}
    <div class="desk-actions">
      <button type="button" class="button" id="save-calendar" aria-describedby="calendar-hint" @click=${() => void saveCalendar(view)}>
        ${words.calendar}
      </button>
      <span class="quiet" id="calendar-hint">${words.calendarHint}</span>
    </div>`;
}

async function saveCalendar(view: DeskView): Promise<void> {
  const { act, state } = view;
  const words = datesWords(state.locale);
  if (state.shown.kind !== 'answer') return;
  const { asOf } = state.shown.answer;
  const outcome = await act.ask('calendar', { ...caseOf(view), locale: state.locale });
  if (outcome.kind === 'value') save(words.fileName(asOf), 'text/calendar', outcome.value);
  else act.announce(words.failed);
}

import { html, type TemplateResult } from 'lit-html';
import { historyWords } from '../../i18n/desk/history';
import type { DeskView } from '../desk';
import { eventsGrid } from './events-grid';
import { pastePanel } from './paste-panel';
import { scheduleGrid } from './schedule-grid';

/** The rows of a history, in the width that they need. */
export function historyEditor(view: DeskView): TemplateResult {
  const words = historyWords(view.state.locale);
  return html`<section class="card detail history" id="history" tabindex="-1" aria-labelledby="history-heading">
    <h3 id="history-heading">${words.heading}</h3>
    <p class="quiet">${words.intro}</p>
    ${pastePanel(view)} ${scheduleGrid(view)} ${eventsGrid(view)}
  </section>`;
}

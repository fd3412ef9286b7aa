import type { Change } from 'arrears';
import { html, nothing, type TemplateResult } from 'lit-html';
import { changeText } from '../outcome';
import type { View } from '../view';

/** What would change a decision, each line tagged by who can bring it about. */
export function changeList(changes: readonly Change[] | undefined, view: View): TemplateResult | typeof nothing {
  if (changes === undefined || changes.length === 0) return nothing;
  const { m } = view;
  return html`<div class="changes">
    <p>${m.changes.heading}</p>
    <ul class="links">
      ${changes.map((change) => html`<li>${changeLine(change, view)}</li>`)}
    </ul>
  </div>`;
}

function changeLine(change: Change, { m, f }: View): TemplateResult {
  return html`<span class="tag">${m.changes.by[change.by]}</span> ${premise(change, m)}${changeText(change, m, f)}`;
}

/** Time alone changes these only as long as nobody acts. */
function premise({ by, fact }: Change, m: View['m']): string {
  if (by !== 'time') return '';
  if (fact === 'overdueAmount') return m.changes.ifUnpaid;
  return fact === 'daysUnreachable' ? m.changes.ifUnreached : '';
}

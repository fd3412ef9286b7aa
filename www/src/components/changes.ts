import type { Change } from 'arrears';
import { html, nothing, type TemplateResult } from 'lit-html';
import { changeText } from '../outcome';
import type { FullAnswer } from '../protocol';
import type { View } from '../view';

/** As many ranges of amounts are read at a glance; more of them are folded. */
const RANGES_SHOWN = 2;

/**
 * What would change a decision, each line tagged by who can bring it about. While somebody types, the
 * lines are still those of an earlier answer, and look it.
 */
export function changeList(
  of: (answer: FullAnswer) => readonly Change[] | undefined,
  view: View,
): TemplateResult | typeof nothing {
  const { m, state } = view;
  if (state.shown.kind !== 'answer' || state.shown.details === null) return nothing;
  const { details, detailsPending } = state.shown;
  const changes = of(details) ?? [];
  if (changes.length === 0) return nothing;
  return html`<div class="changes ${detailsPending ? 'pending' : ''}" aria-busy=${detailsPending ? 'true' : 'false'}>
    <p>${m.changes.heading}</p>
    <ul class="links">
      ${changes.map((change) => html`<li>${changeLine(change, view)}</li>`)}
    </ul>
  </div>`;
}

function changeLine(change: Change, view: View): TemplateResult {
  const { m, f } = view;
  return html`<span class="tag">${m.changes.by[change.by]}</span>
    ${change.beyondPolicy ? html`<span class="tag">${m.changes.beyondPolicy}</span>` : nothing}
    ${premise(change, m)}${changeText(change, m, f)} ${amounts(change, view)}`;
}

/** Time alone changes these only as long as nobody acts. */
function premise({ by, fact }: Change, m: View['m']): string {
  if (by !== 'time') return '';
  if (fact === 'overdueAmount') return m.changes.ifUnpaid;
  return fact === 'daysUnreachable' ? m.changes.ifUnreached : '';
}

/** Paying more than the least does not always do: then every range that does is said. */
function amounts({ intervals = [] }: Change, { m, f }: View): TemplateResult | typeof nothing {
  if (intervals.length === 0) return nothing;
  const ranges = intervals
    .map(({ from, to }) => (from === to ? f.money(from) : m.changes.range(f.money(from), f.money(to))))
    .join(m.clauses.also);
  if (intervals.length <= RANGES_SHOWN) return html`<span class="quiet ranges">${m.changes.amounts(ranges)}</span>`;
  return html`<details class="points">
    <summary>${m.changes.allAmounts(String(intervals.length))}</summary>
    <p class="quiet">${ranges}</p>
  </details>`;
}

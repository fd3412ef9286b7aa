import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { icon } from '../../components/icons';
import { planWords } from '../../i18n/desk/plan';
import { planLabels } from '../../i18n/plan-labels';
import { blankSum, type PlanList, type SumRow } from '../../plan-draft';
import { tidyDate } from '../../tidy';
import type { View } from '../../view';
import { cell, removeCell } from '../history/cells';

/** Days with amounts: the installments of a plan, or the payments on it. */
export function sumsGrid(list: PlanList, view: View): TemplateResult {
  const { m, state, act } = view;
  const words = planWords(state.locale);
  const labels = planLabels(m);
  const rows = state.draft.plan[list];
  const add = (): void => {
    const row = blankSum();
    act.editPlan((plan) => ({ [list]: [...plan[list], row] }), `${row.key}-on`);
  };
  return html`<div class="sums" role="group" aria-labelledby="plan-${list}-heading">
    <h5 id="plan-${list}-heading">${words.lists[list]}</h5>
    ${rows.length === 0
      ? nothing
      : html`<div class="grid grid-sums">
          <div class="grid-heads" aria-hidden="true">
            <span>${words.number}</span><span>${labels.on[list]}</span><span>${labels.amount}</span><span></span>
          </div>
          ${repeat(
            rows,
            (row) => row.key,
            (row, index) => gridRow(list, row, String(index + 1), view),
          )}
        </div>`}
    <p><button type="button" class="button button-quiet" id="plan-add-${list}" @click=${add}>${icon('plus')}${words.add[list]}</button></p>
  </div>`;
}

function gridRow(list: PlanList, row: SumRow, number: string, view: View): TemplateResult {
  const { m, state, act } = view;
  const words = planWords(state.locale);
  const labels = planLabels(m);
  const set = (change: Partial<SumRow>): void =>
    act.typePlan((plan) => ({ [list]: plan[list].map((each) => (each.key === row.key ? { ...each, ...change } : each)) }));
  const remove = (): void =>
    act.editPlan((plan) => ({ [list]: plan[list].filter(({ key }) => key !== row.key) }), `plan-add-${list}`);
  const on = {
    id: `${row.key}-on`,
    head: labels.on[list],
    name: labels.ofRow[list](labels.on[list], number),
    value: row.on,
    inputMode: 'numeric',
    onType: (text: string) => set({ on: text }),
    onLeave: (text: string) => set({ on: tidyDate(text) }),
  } as const;
  const amount = {
    id: `${row.key}-amount`,
    head: labels.amount,
    name: labels.ofRow[list](labels.amount, number),
    value: row.amount,
    inputMode: 'decimal',
    onType: (text: string) => set({ amount: text }),
  } as const;
  return html`<div class="grid-row" role="group" aria-label=${words.row[list](number)}>
    <span class="grid-number" aria-hidden="true">${number}</span>
    ${cell(on, view)} ${cell(amount, view)} ${removeCell(`${row.key}-remove`, words.remove[list](number), remove)}
  </div>`;
}

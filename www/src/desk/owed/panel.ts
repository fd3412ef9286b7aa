import type { Answer, PlanOption } from 'arrears';
import { html, nothing, type TemplateResult } from 'lit-html';
import { chosenPlan } from '../../components/plans';
import { deskWords } from '../../i18n/desk/desk';
import { owedWords } from '../../i18n/desk/owed';
import type { TotalOn } from '../calls';
import { caseOf, type DeskView } from '../desk';
import { deskTable } from '../table';
import { owedPicture } from './owed-picture';

/** One day: what is due if nothing is paid, and what is left of the plan after that day's payment. */
export interface OwedOn {
  readonly on: string;
  readonly without: string;
  readonly withPlan: string;
  readonly payment: string | null;
}

/** What is owed over time, with and without the plan that was picked. Each figure is the engine's for its day. */
export function owedPanel(view: DeskView): TemplateResult {
  const { state, asking } = view;
  const words = owedWords(state.locale);
  if (state.shown.kind !== 'answer') return html`<p class="quiet">${deskWords(state.locale).needsAnswer}</p>`;
  const { answer } = state.shown;
  const plan = planOf(answer, view);
  if (plan === undefined || answer.due.total === null) return html`<p class="quiet">${words.none}</p>`;
  const days = [answer.asOf, ...plan.schedule.map(({ dueOn }) => dueOn)];
  const totals = asking.for('totals', { ...caseOf(view), days });
  if (totals === null) return html`<p class="quiet" aria-busy="true">${deskWords(state.locale).waiting}</p>`;
  const owed = totals.kind === 'value' ? joined(totals.value, answer.due.total, plan) : null;
  return owed === null ? html`<p class="quiet">${words.none}</p>` : drawn(owed, plan, view);
}

/** The picked plan, or any other one that has a schedule. */
function planOf({ installments }: Answer, view: DeskView): PlanOption | undefined {
  const chosen = chosenPlan(installments, view);
  return chosen !== undefined && chosen.schedule.length > 0
    ? chosen
    : installments.options.find(({ schedule }) => schedule.length > 0);
}

function joined(totals: readonly TotalOn[], total: string, { schedule }: PlanOption): OwedOn[] | null {
  const rows = totals.map(({ on, total: without }, index) => {
    const row = schedule[index - 1];
    return without === null ? null : { on, without, withPlan: row?.balance ?? total, payment: row?.payment ?? null };
  });
  const known = rows.filter((row) => row !== null);
  return known.length === rows.length ? known : null;
}

function drawn(owed: readonly OwedOn[], plan: PlanOption, view: DeskView): TemplateResult {
  const { f, state } = view;
  const words = owedWords(state.locale);
  const periods = String(plan.periods);
  const last = owed.at(-1);
  const columns = [
    { head: words.day },
    { head: `${words.without}${words.yuan}`, figures: true },
    { head: words.payment, figures: true },
    { head: `${words.withPlan(periods)}${words.yuan}`, figures: true },
  ];
  const rows = owed.map(({ on, without, payment, withPlan }) => ({
    cells: [f.shortDate(on), f.amount(without), payment === null ? '' : f.amount(payment), f.amount(withPlan)],
  }));
  return html`<p class="quiet">${words.intro}</p>
    ${last === undefined ? nothing : html`<p class="headline">${words.inShort(periods, f.date(last.on), f.money(last.without))}</p>`}
    ${plan.feasible === 'yes' ? nothing : html`<p class="desk-note">${words.notFeasible}</p>`}
    <div class="charts" id="owed-picture">${owedPicture(owed, periods, view)}</div>
    ${deskTable(words.table, columns, rows)}
    <p class="hint">${words.frozen}</p>`;
}

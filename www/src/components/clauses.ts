import type { Clause, PlanOption } from 'arrears';
import { html, nothing, type TemplateResult } from 'lit-html';
import { clauseCondition, clauseValue, factLabel, statusText } from '../outcome';
import { sourceLong, sourceShort } from '../source';
import type { View } from '../view';
import { dataTable, type Row } from './data-table';
import { icon, type IconName } from './icons';

const STATUS_ICONS: Record<Clause['status'], IconName> = { met: 'check', notMet: 'cross', unknown: 'question' };

/** The clauses that settle a decision, as short lines. */
export function decidingClauses(
  clauses: readonly Clause[],
  view: View,
  plans: readonly PlanOption[] = [],
): TemplateResult | typeof nothing {
  const deciding = distinct(clauses.filter(({ decisive }) => decisive), plans, view);
  if (deciding.length === 0) return nothing;
  return html`<ul class="deciding" aria-label=${view.m.conclusions.deciding}>
    ${deciding.map((clause, index) => decidingLine(clause, deciding[index + 1]?.id !== clause.id, plans, view))}
  </ul>`;
}

/** Of lines that share a source, only the last names it. */
function decidingLine(
  clause: Clause,
  withSource: boolean,
  plans: readonly PlanOption[],
  view: View,
): TemplateResult {
  const { m, f } = view;
  return html`<li class="deciding-line">
    ${clauseStatus(clause, view)}
    <span class="deciding-text">
      <span class="deciding-figures">
        <span>${planPrefix(clause, plans, view)}${factLabel(clause.fact, m)} <b>${clauseValue(clause, m, f)}</b></span>
        <span class="condition quiet">${m.clauses.requires(clauseCondition(clause, m, f))}</span>
      </span>
      ${withSource ? html`<span class="quiet">${m.clauses.from}${sourceShort(clause.source, view)}</span>` : nothing}
    </span>
  </li>`;
}

/** Plans that are not known yet share their clauses; the same line is not said once for each of them. */
function distinct(clauses: readonly Clause[], plans: readonly PlanOption[], view: View): Clause[] {
  const lines = new Map<string, Clause>();
  for (const clause of clauses) {
    const line = [planPrefix(clause, plans, view), clause.id, clause.status, clause.value].join();
    if (!lines.has(line)) lines.set(line, clause);
  }
  return [...lines.values()];
}

/** Every clause that was looked at, as a table. */
export function clauseTable(
  caption: string,
  clauses: readonly Clause[],
  view: View,
  plans: readonly PlanOption[] = [],
): TemplateResult {
  const { m } = view;
  const columns = [
    { head: m.clauses.fact },
    { head: m.clauses.value, figures: true },
    { head: m.clauses.condition },
    { head: m.clauses.status },
    { head: m.clauses.source },
  ];
  return dataTable({ caption, kind: 'clauses', captionHidden: true }, columns, distinct(clauses, plans, view).map((clause) => clauseRow(clause, plans, view)));
}

function clauseRow(clause: Clause, plans: readonly PlanOption[], view: View): Row {
  const { m, f } = view;
  const cells = [
    html`<span>${planPrefix(clause, plans, view)}${factLabel(clause.fact, m)}</span>`,
    clauseValue(clause, m, f),
    html`<span>${clauseCondition(clause, m, f)}${alternative(clause, view)}</span>`,
    html`<span class="status-cell">${clauseStatus(clause, view)}${decisiveMark(clause, view)}</span>`,
    sourceLong(clause.source, view),
  ];
  return clause.decisive ? { cells, tone: 'marked' } : { cells };
}

function clauseStatus(clause: Clause, { m }: View): TemplateResult {
  return html`<span class="status status-${clause.status}">${icon(STATUS_ICONS[clause.status])}<span>${statusText(clause, m)}</span></span>`;
}

function decisiveMark(clause: Clause, { m }: View): TemplateResult | typeof nothing {
  return clause.decisive ? html`<span class="tag">${m.clauses.decisive}</span>` : nothing;
}

/** Where the clause is one of several alternatives, that is said beside its condition. */
function alternative(clause: Clause, { m }: View): TemplateResult | typeof nothing {
  const kinds = clause.group.split('/').filter((part) => part === 'all' || part === 'any' || part === 'not');
  const innermost = kinds.at(-1);
  if (innermost === 'any') return html` <span class="tag">${m.clauses.anyOne}</span>`;
  if (innermost === 'not') return html` <span class="tag">${m.clauses.noneOf}</span>`;
  return nothing;
}

/** A clause of one of several plans says which. */
function planPrefix(clause: Clause, plans: readonly PlanOption[], { m }: View): string {
  const index = /^any\/(\d+)\//.exec(clause.group)?.[1];
  const plan = index === undefined ? undefined : plans[Number(index)];
  return plan === undefined ? '' : `${m.clauses.period(String(plan.periods))}${m.separator}`;
}

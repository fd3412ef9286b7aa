import type { Clause } from 'arrears';
import { html, nothing, type TemplateResult } from 'lit-html';
import { clauseCondition, clauseValue, statusText } from '../outcome';
import { sourceLong, sourceShort } from '../source';
import type { View } from '../view';
import { dataTable, type Row } from './data-table';
import { icon, type IconName } from './icons';

const STATUS_ICONS: Record<Clause['status'], IconName> = { met: 'check', notMet: 'cross', unknown: 'question' };

/** The clauses that settle a decision, as short lines. */
export function decidingClauses(clauses: readonly Clause[], view: View): TemplateResult | typeof nothing {
  const deciding = clauses.filter(({ decisive }) => decisive);
  if (deciding.length === 0) return nothing;
  return html`<ul class="deciding" aria-label=${view.m.conclusions.deciding}>
    ${deciding.map((clause) => decidingLine(clause, view))}
  </ul>`;
}

function decidingLine(clause: Clause, view: View): TemplateResult {
  const { m, f } = view;
  return html`<li class="deciding-line">
    ${clauseStatus(clause, view)}
    <span class="deciding-text">
      <span>${m.facts[clause.fact]} <b>${clauseValue(clause, m, f)}</b></span>
      <span class="quiet">${m.clauses.requires(clauseCondition(clause, m, f))}</span>
      <span class="quiet source">${sourceShort(clause.source, view)}</span>
    </span>
  </li>`;
}

/** Every clause that was looked at, as a table. */
export function clauseTable(caption: string, clauses: readonly Clause[], view: View): TemplateResult {
  const { m } = view;
  const columns = [
    { head: m.clauses.fact },
    { head: m.clauses.value, figures: true },
    { head: m.clauses.condition },
    { head: m.clauses.status },
    { head: m.clauses.source },
  ];
  return dataTable(caption, columns, clauses.map((clause) => clauseRow(clause, view)));
}

function clauseRow(clause: Clause, view: View): Row {
  const { m, f } = view;
  const cells = [
    html`<span>${periodOf(clause, view)}${m.facts[clause.fact]}</span>`,
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

/** The clauses of a plan say which number of periods they speak of. */
function periodOf(clause: Clause, { m }: View): string {
  const periods = /(?:^|\/)periods\/(\d+)/.exec(clause.group)?.[1];
  return periods === undefined ? '' : `${m.clauses.period(periods)} · `;
}

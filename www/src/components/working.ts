import type { Answer, PenaltyLine } from 'arrears';
import { html, type TemplateResult } from 'lit-html';
import type { View } from '../view';
import { dataTable, type Row } from './data-table';
import { policyMark } from './policy-mark';

/** How penalty and compound interest came about: one row a segment. */
export function working(answer: Answer, view: View): TemplateResult {
  const { m } = view;
  const { lines } = answer.penalty;
  return html`<section class="card detail" id="working" aria-labelledby="working-heading">
    <h3 id="working-heading">${m.due.heading}</h3>
    ${policyMark(view)}
    ${lines.length === 0 ? withoutLines(answer, view) : workingTable(lines, view)}
  </section>`;
}

function withoutLines({ due }: Answer, { m }: View): TemplateResult {
  return html`<p class="quiet">${due.penalty === null ? m.outcomes.undetermined : m.due.none}</p>`;
}

function workingTable(lines: readonly PenaltyLine[], view: View): TemplateResult {
  const { m } = view;
  const columns = [
    { head: m.due.component },
    { head: m.due.from },
    { head: m.due.to },
    { head: m.due.days, figures: true },
    { head: m.due.base, figures: true },
    { head: m.due.rate, figures: true },
    { head: m.due.formula },
    { head: m.due.amount, figures: true },
  ];
  return html`${dataTable({ caption: m.conclusions.working, kind: 'working', captionHidden: true }, columns, lines.flatMap((line) => lineRows(line, view)))}
    <p class="hint">${m.due.counting}</p>`;
}

function lineRows(line: PenaltyLine, view: View): Row[] {
  const { m, f } = view;
  const name = m.due.ofDue(m.due[line.component], f.shortDate(line.dueOn));
  const rows: Row[] = line.segments.map((segment) => ({
    cells: [
      name,
      f.shortDate(segment.from),
      f.shortDate(segment.to),
      String(segment.days),
      f.amount(segment.base),
      f.percent(segment.annualRate),
      html`<span class="formula">${segment.formula}</span>`,
      f.amount(segment.amount),
    ],
  }));
  return line.segments.length > 1 ? [...rows, subtotal(line, name, view)] : rows;
}

function subtotal(line: PenaltyLine, name: string, { m, f }: View): Row {
  return { cells: [`${name} ${m.due.lineTotal}`, '', '', '', '', '', '', f.amount(line.amount)], tone: 'total' };
}

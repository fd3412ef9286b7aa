import type { Answer, Facts, PenaltyLine } from 'arrears';
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Row } from '../../components/data-table';
import { documentWords } from '../../i18n/desk/documents';
import type { DeskView } from '../desk';
import { paperTable } from './sheet';

// The tables that several papers share. Every figure is the engine's.

/** What the total is made of. */
export function dueTable({ due }: Answer, view: DeskView): TemplateResult {
  const { m } = view;
  const words = documentWords(view.state.locale);
  const figure = (amount: string | null): string => (amount === null ? words.notKnown : view.f.amount(amount));
  const parts: [string, string | null][] = [
    [m.due.principal, due.principal],
    [m.due.interest, due.interest],
    [m.due.penalty, due.penalty],
    [m.due.compound, due.compound],
    [m.due.fees, due.fees],
  ];
  const rows: Row[] = parts.map(([label, amount]) => ({ cells: [label, figure(amount)] }));
  if (/[1-9]/.test(due.waived)) rows.push({ cells: [m.due.waived, `−${figure(due.waived)}`] });
  rows.push({ cells: [words.total, figure(due.total)], tone: 'total' });
  return paperTable(words.statement.summary, [{ head: words.item }, { head: words.amount, figures: true }], rows);
}

/** What is overdue of each due date. */
export function itemsTable(answer: Answer, facts: Facts, view: DeskView): TemplateResult {
  const { m, f } = view;
  const words = documentWords(view.state.locale);
  const columns = [
    { head: m.due.from },
    { head: m.due.principal, figures: true },
    { head: m.due.interest, figures: true },
    { head: m.due.fees, figures: true },
  ];
  const figure = (amount: string | null | undefined, absent: string): string =>
    amount == null ? absent : f.amount(amount);
  const rows = overdueItems(answer, facts).map(({ dueOn, principal, interest, fees }) => ({
    cells: [f.shortDate(dueOn), f.amount(principal), figure(interest, words.notKnown), figure(fees, f.amount('0.00'))],
  }));
  return paperTable(words.statement.items, [{ ...columns[0], head: m.form.dueOn }, ...columns.slice(1)], rows);
}

interface OverdueItem {
  readonly dueOn: string;
  readonly principal: string;
  readonly interest?: string | null;
  readonly fees?: string | null;
}

/** Of a history the ledger knows what is unpaid; of a list of arrears the list itself does. */
function overdueItems({ ledger, asOf }: Answer, facts: Facts): readonly OverdueItem[] {
  if (ledger !== undefined) return ledger.installments.filter(({ state }) => state === 'overdue' || state === null);
  const arrears = (facts.arrears ?? []) as readonly OverdueItem[];
  return arrears.filter(({ dueOn }) => dueOn < asOf);
}

/** The working of penalty and compound interest, segment by segment. */
export function workingTable(lines: readonly PenaltyLine[], view: DeskView): TemplateResult {
  const { m } = view;
  const columns = [
    { head: m.due.component },
    { head: m.due.from },
    { head: m.due.to },
    { head: m.due.days, figures: true },
    { head: m.due.formula },
    { head: m.due.amount, figures: true },
  ];
  return html`${paperTable(documentWords(view.state.locale).statement.working, columns, lines.flatMap((line) => lineRows(line, view)))}
    <p class="sheet-fine">${m.due.counting}</p>`;
}

function lineRows({ component, dueOn, segments, amount, adjustments }: PenaltyLine, view: DeskView): Row[] {
  const { m, f } = view;
  const name = m.due.ofDue(m.due[component], f.shortDate(dueOn));
  const rows: Row[] = segments.map((segment) => ({
    cells: [
      name,
      f.shortDate(segment.from),
      f.shortDate(segment.to),
      String(segment.days),
      html`<span class="formula">${segment.formula}</span>`,
      f.amount(segment.amount),
    ],
  }));
  if (segments.length < 2 && adjustments === undefined) return rows;
  return [...rows, { cells: [`${name} ${m.due.lineTotal}`, '', '', '', '', f.amount(amount)], tone: 'total' }];
}

/** A sentence, where there is a figure for it. */
export function sentence(text: string | null): TemplateResult | typeof nothing {
  return text === null ? nothing : html`<p>${text}</p>`;
}

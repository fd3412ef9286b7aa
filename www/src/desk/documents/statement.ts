import type { Answer, Facts, Ledger } from 'arrears';
import { html, nothing, type TemplateResult } from 'lit-html';
import { documentWords } from '../../i18n/desk/documents';
import type { DeskView } from '../desk';
import { dueTable, itemsTable, sentence, workingTable } from './figures';
import { filled, line, paperTable, part, sheet } from './sheet';

/** What is owed, and how every figure of it came about. */
export function statement(answer: Answer, facts: Facts, view: DeskView): TemplateResult {
  const { f, state } = view;
  const words = documentWords(state.locale);
  const { due, penalty, ledger } = answer;
  const body = html`<dl class="sheet-lines">
      ${line(words.fields.borrower, filled(view.at.particulars.borrower))}
      ${line(words.fields.reference, filled(view.at.particulars.reference))}
    </dl>
    <p>${words.statement.intro(f.date(answer.asOf))}</p>
    ${part(words.statement.summary, html`${dueTable(answer, view)} ${sentence(due.dailyGrowth === null ? null : words.statement.growth(f.money(due.dailyGrowth)))}`)}
    ${part(words.statement.items, itemsTable(answer, facts, view))}
    ${penalty.lines.length === 0 ? nothing : part(words.statement.working, workingTable(penalty.lines, view))}
    ${ledger === undefined || ledger.settled.length === 0 ? nothing : part(words.statement.received, receivedTable(ledger, view))}`;
  return sheet('statement', answer, body, view);
}

/** What each payment settled. */
function receivedTable({ settled }: Ledger, view: DeskView): TemplateResult {
  const { f, m, state } = view;
  const { statement: words, amount: head, notKnown } = documentWords(state.locale);
  const columns = [{ head: m.form.at }, { head: words.settles }, { head, figures: true }];
  const figure = (amount: string | null): string => (amount === null ? notKnown : f.amount(amount));
  const rows = settled.flatMap(({ on, parts, rest }) => [
    ...parts.map(({ component, amount }) => ({
      cells: [f.shortDate(on), m.due[COMPONENT[component]], f.amount(amount)],
    })),
    ...(rest === null || /[1-9]/.test(rest) ? [{ cells: [f.shortDate(on), words.kept, figure(rest)] }] : []),
  ]);
  return paperTable(words.received, columns, rows);
}

const COMPONENT = {
  principal: 'principal',
  interest: 'interest',
  penalty: 'penalty',
  compound: 'compound',
  fee: 'fees',
  cost: 'fees',
} as const;

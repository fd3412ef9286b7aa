import type { Answer, Facts } from 'arrears';
import { html, nothing, type TemplateResult } from 'lit-html';
import { documentWords } from '../../i18n/desk/documents';
import { isIsoDate } from '../../dates';
import { tidyDate } from '../../tidy';
import { caseOf, type DeskView } from '../desk';
import { dueTable, itemsTable, sentence, workingTable } from './figures';
import { filled, line, part, sheet } from './sheet';

/** The overdue notice: details, working of penalty interest, deadline, contact, as the collection plan lists them. */
export function notice(answer: Answer, facts: Facts, view: DeskView): TemplateResult {
  const { f, state, at } = view;
  const words = documentWords(state.locale);
  const { notice: said } = words;
  const { due, penalty, delinquency, asOf } = answer;
  const total = due.total === null ? words.notKnown : f.money(due.total);
  const body = html`<p class="sheet-to">${words.to(at.particulars.borrower)}${at.particulars.borrower.trim() === '' ? filled('') : nothing}</p>
    <dl class="sheet-lines">${line(words.fields.reference, filled(at.particulars.reference))}</dl>
    <p>${said.intro(f.date(asOf), f.count(delinquency.daysPastDue), total)}</p>
    ${part(said.items, html`${itemsTable(answer, facts, view)} ${dueTable(answer, view)}`)}
    ${part(said.working, penalty.lines.length === 0 ? html`<p>${said.noWorking}</p>` : workingTable(penalty.lines, view))}
    ${part(said.deadline, html`<p>${deadline(view)}</p> ${sentence(due.dailyGrowth === null ? null : said.growth(f.money(due.dailyGrowth)))}`)}
    ${part(said.contact, html`<p>${said.contactLine(at.particulars.contact)}${at.particulars.contact.trim() === '' ? filled('') : nothing}</p><p>${said.talk}</p>`)}
    ${signature(view)}`;
  return sheet('notice', answer, body, view);
}

/** The last day to pay, if it is a day and not past; days as the engine writes them compare as text. */
export function payByOf({ at, state }: DeskView): string | null {
  const payBy = tidyDate(at.particulars.payBy);
  if (state.shown.kind !== 'answer' || !isIsoDate(payBy)) return null;
  return payBy < state.shown.answer.asOf ? null : payBy;
}

/** What paying in full on the last day takes, as the engine works it out for that day. */
function deadline(view: DeskView): string {
  const { f, state } = view;
  const { notice: said } = documentWords(state.locale);
  const payBy = payByOf(view);
  if (payBy === null) return said.payByBlank;
  const [onThatDay] = view.asking.value('totals', { ...caseOf(view), days: [payBy] }) ?? [];
  if (onThatDay === undefined || onThatDay.total === null) return said.payByUnknown(f.date(payBy));
  return said.payBy(f.date(payBy), f.money(onThatDay.total));
}

function signature({ state, at }: DeskView): TemplateResult {
  const words = documentWords(state.locale);
  return html`<dl class="sheet-lines sheet-signatures">
    ${line(words.fields.institution, filled(at.particulars.institution))} ${line(words.agreement.signedOn, filled(''))}
  </dl>`;
}

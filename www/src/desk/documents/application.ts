import type { Answer, Facts, PolicyEntry } from 'arrears';
import { html, type TemplateResult } from 'lit-html';
import { documentWords } from '../../i18n/desk/documents';
import { caseOf, type DeskView } from '../desk';
import { filled, line, paperTable, part, sheet, tick } from './sheet';

/** What an applicant may ask for; the other measures of the policy are the institution's own. */
const ASKED = new Set(['adjustPlan', 'extendTerm', 'convert', 'relief']);

/** The borrower's application for negotiated repayment, filled in as far as the case goes. */
export function application(answer: Answer, facts: Facts, view: DeskView): TemplateResult {
  const { f, state, at, m } = view;
  const { application: said, ...words } = documentWords(state.locale);
  const entries = restructureEntries(view);
  const { borrower, reference } = at.particulars;
  const total = answer.due.total === null ? words.notKnown : f.money(answer.due.total);
  const amount = (value: unknown): TemplateResult | string =>
    typeof value === 'string' ? `${f.amount(value)} ${m.form.yuan}` : filled('');
  const body = html`
    ${part(said.applicant, html`<dl class="sheet-lines">${line(words.fields.borrower, filled(borrower))} ${line(words.fields.contact, filled(''))}</dl>`)}
    ${part(said.loan, html`<dl class="sheet-lines">${line(words.fields.reference, filled(reference))}</dl><p>${said.owed(f.date(answer.asOf), total)}</p>`)}
    ${part(said.cause, ticks(entries.causes.filter(isHardship), view, facts.borrower?.hardship?.cause))}
    ${part(
      said.means,
      html`<dl class="sheet-lines">
        ${line(said.income, amount(facts.borrower?.monthlyIncome))} ${line(said.livingCosts, amount(facts.borrower?.livingCosts))}
        ${line(said.otherDebts, amount(facts.borrower?.otherDebtPayments))}
      </dl>`,
    )}
    ${part(said.asked, html`${ticks(entries.measures.filter(({ value }) => ASKED.has(idOf(value))), view)}<dl class="sheet-lines">${line(said.offer, filled(''))}</dl>`)}
    ${part(said.evidence, html`<ul class="sheet-ticks">${said.evidenceItems.map((item) => tick(item))}${tick(said.other)}</ul>`)}
    ${part(said.declaration, html`<p>${said.declarationText}</p><dl class="sheet-lines sheet-signatures">${line(said.signature, filled(''))} ${line(words.agreement.signedOn, filled(''))}</dl>`)}
    ${review(entries, view)}`;
  return sheet('application', answer, body, view);
}

function review({ criteria, rights }: Entries, view: DeskView): TemplateResult {
  const { f, state } = view;
  const { application: said } = documentWords(state.locale);
  const told = f.list(rights.flatMap(({ label }) => label?.[state.locale] ?? []));
  const rows = criteria.map(({ label }) => ({ cells: [label?.[state.locale] ?? '', filled('')] }));
  return part(
    said.review,
    html`${paperTable(said.review, [{ head: said.criterion }, { head: said.finding }], rows)}
      <ul class="sheet-ticks">${tick(said.agreed)}${tick(said.refused)}</ul>
      <dl class="sheet-lines">${line(said.reason, filled(''))}</dl>
      <p class="sheet-fine">${said.rights(told)}</p>`,
  );
}

function ticks(entries: readonly PolicyEntry[], { state }: DeskView, chosen?: string): TemplateResult {
  const { application: said } = documentWords(state.locale);
  return html`<ul class="sheet-ticks">
    ${entries.map(({ label, value }) => tick(label?.[state.locale] ?? '', idOf(value) === chosen))}${tick(said.other)}
  </ul>`;
}

type List = 'causes' | 'measures' | 'criteria' | 'rights';
type Entries = Readonly<Record<List, readonly PolicyEntry[]>>;

/** The lists of the policy that the form is made of. */
function restructureEntries(view: DeskView): Entries {
  const policy = view.asking.value('viewPolicy', { policy: caseOf(view).policy });
  const entries = policy?.sections.find(({ id }) => id === 'restructure')?.entries ?? [];
  const of = (list: List): PolicyEntry[] => entries.filter(({ pointer }) => pointer.startsWith(`/restructure/${list}/`));
  return { causes: of('causes'), measures: of('measures'), criteria: of('criteria'), rights: of('rights') };
}

function isHardship({ value }: PolicyEntry): boolean {
  return fieldOf(value, 'hardship') === true;
}

function idOf(value: PolicyEntry['value']): string {
  return String(fieldOf(value, 'id'));
}

function fieldOf(value: PolicyEntry['value'], name: string): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value[name] : undefined;
}

import type { Answer, Facts, PlanOption } from 'arrears';
import { html, nothing, type TemplateResult } from 'lit-html';
import { textField } from '../../components/field';
import { chosenPlan } from '../../components/plans';
import { deskWords } from '../../i18n/desk/desk';
import { documentWords } from '../../i18n/desk/documents';
import { tidyDate } from '../../tidy';
import { caseOf, type DeskView } from '../desk';
import type { DocumentKind, Particulars } from '../desk-state';
import { options } from '../options';
import { agreement } from './agreement';
import { application } from './application';
import { notice, payByOf } from './notice';
import { statement } from './statement';

const FIELDS: Readonly<Record<DocumentKind, readonly (keyof Particulars)[]>> = {
  statement: ['institution', 'borrower', 'reference'],
  notice: ['institution', 'borrower', 'reference', 'contact', 'payBy'],
  agreement: ['institution', 'borrower', 'reference'],
  application: ['institution', 'borrower', 'reference'],
};

/** Papers filled from the case, seen as they will be printed. */
export function documentsPanel(view: DeskView): TemplateResult {
  const { state, at, desk } = view;
  const words = documentWords(state.locale);
  if (state.shown.kind !== 'answer') return html`<p class="quiet">${deskWords(state.locale).needsAnswer}</p>`;
  const { answer } = state.shown;
  const obstacle = obstacleTo(at.document, answer, view);
  return html`${options({
      name: 'document',
      legend: words.choose,
      words: words.kinds,
      chosen: at.document,
      onChoose: (document) => desk.update(() => ({ document })),
    })}
    ${obstacle === null ? paper(answer, view) : html`<p class="desk-note" id="document-obstacle">${obstacle}</p>`}`;
}

function paper(answer: Answer, view: DeskView): TemplateResult {
  const words = documentWords(view.state.locale);
  return html`${particulars(view)}
    <p><button type="button" class="button" id="print-document" @click=${() => window.print()}>${words.print}</button></p>
    <div class="sheet-desk">${body(answer, caseOf(view).facts, view)}</div>`;
}

function body(answer: Answer, facts: Facts, view: DeskView): TemplateResult | typeof nothing {
  const plan = planToAgree(answer, view);
  switch (view.at.document) {
    case 'statement':
      return statement(answer, facts, view);
    case 'notice':
      return notice(answer, facts, view);
    case 'agreement':
      return plan === undefined ? nothing : agreement(answer, plan, view);
    case 'application':
      return application(answer, facts, view);
  }
}

/** Why this paper cannot be made of this case. */
function obstacleTo(kind: DocumentKind, answer: Answer, view: DeskView): string | null {
  const words = documentWords(view.state.locale);
  if (kind === 'notice' && answer.delinquency.daysPastDue <= 0) return words.notOverdue;
  if (answer.due.total === null && kind !== 'statement') return words.missing;
  if (kind === 'agreement' && planToAgree(answer, view) === undefined) return words.noFeasiblePlan;
  return null;
}

/** Only a plan that the borrower can afford is put to paper. */
function planToAgree({ installments }: Answer, view: DeskView): PlanOption | undefined {
  const plan = chosenPlan(installments, view);
  return plan?.feasible === 'yes' ? plan : undefined;
}

function particulars(view: DeskView): TemplateResult {
  const { state, at } = view;
  const words = documentWords(state.locale);
  return html`<fieldset class="desk-fields">
    <legend>${words.particulars}</legend>
    <p class="hint">${words.particularsHint}</p>
    <div class="desk-grid">${FIELDS[at.document].map((name) => particular(name, view))}</div>
    ${at.document === 'notice' && at.particulars.payBy.trim() !== '' && payByOf(view) === null ? html`<p class="note note-mistaken">${words.payByBefore}</p>` : nothing}
  </fieldset>`;
}

function particular(name: keyof Particulars, view: DeskView): TemplateResult {
  const { at, desk } = view;
  const words = documentWords(view.state.locale);
  const set = (text: string): void => desk.update(({ particulars: known }) => ({ particulars: { ...known, [name]: text } }));
  const field = {
    id: `document-${name}`,
    label: words.fields[name],
    value: at.particulars[name],
    inputMode: name === 'payBy' ? ('numeric' as const) : ('text' as const),
    onType: set,
  };
  if (name !== 'payBy') return textField(field, view);
  return textField({ ...field, hint: words.payByHint, onLeave: (text) => set(tidyDate(text)) }, view);
}

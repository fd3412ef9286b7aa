import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { icon } from '../../components/icons';
import type { ArrearRow, ArrearText } from '../../draft';
import { arrearFieldId } from '../../facts';
import { todayInChina } from '../../format';
import { choiceQuestion } from '../../journey/parts/choice-question';
import { backLink, heading, questions } from '../../journey/parts/page';
import { problemSummary } from '../../journey/parts/problems';
import { figureQuestion, textQuestion } from '../../journey/parts/text-question';
import type { Screen } from '../../journey/screen';

/** What is owed: the facts of the loan, on one page. */
export function oweScreen(screen: Screen): TemplateResult {
  const { w } = screen;
  return html`${backLink('start', screen)} ${problemSummary(screen)} ${heading(w.owe.heading)}
    <p class="lead">${w.owe.intro}</p>
    ${asOfLine(screen)} ${questions(html`${loan(screen)} ${items(screen)}`, screen)}`;
}

/** The day is today's, unless the case came with a link of another day. */
function asOfLine({ w, f, state, journey }: Screen): TemplateResult {
  const today = todayInChina();
  return html`<p class="quiet">
    ${w.owe.asOf(f.date(state.draft.asOf))}
    ${state.draft.asOf === today
      ? nothing
      : html`<button type="button" class="as-link" id="to-today" @click=${() => journey.toToday()}>${w.owe.toToday(f.date(today))}</button>`}
  </p>`;
}

function loan(screen: Screen): TemplateResult {
  const { w } = screen;
  const options = (['cn-bank-loan', 'cn-home-mortgage'] as const).map((value) => ({ value, label: w.owe.policies[value] }));
  return html`${choiceQuestion({ name: 'policy', legend: w.labels.policy, options }, screen)} ${figureQuestion('annualRate', screen)}`;
}

function items(screen: Screen): TemplateResult {
  const { w, state, journey } = screen;
  return html`<section class="items" aria-labelledby="items-heading">
    <h2 id="items-heading">${w.owe.itemsHeading}</h2>
    <p class="hint">${w.owe.itemsHint}</p>
    ${repeat(
      state.draft.arrears,
      (row) => row.key,
      (row, index) => itemFields(row, String(index + 1), screen),
    )}
    <button type="button" class="button button-quiet button-large" id="add-arrear" @click=${() => journey.addArrear()}>
      ${icon('plus')}${w.owe.add}
    </button>
  </section>`;
}

function itemFields(row: ArrearRow, number: string, screen: Screen): TemplateResult {
  const { w, state, journey } = screen;
  const only = state.draft.arrears.length === 1;
  return html`<fieldset class="item">
    <legend class=${only ? 'visually-hidden' : nothing}>${w.owe.item(number)}</legend>
    ${(['dueOn', 'principal', 'interest', 'fees'] as const).map((name) => itemField(row, name, screen))}
    ${only
      ? nothing
      : html`<button type="button" class="as-link" @click=${() => journey.removeArrear(row.key)}>${w.owe.remove(number)}</button>`}
  </fieldset>`;
}

function itemField(row: ArrearRow, name: ArrearText, screen: Screen): TemplateResult {
  const { w, m, journey } = screen;
  return textQuestion(
    {
      id: arrearFieldId(row.key, name),
      label: w.labels[name],
      hint: w.hints[name],
      value: row[name],
      ...(name === 'dueOn' ? {} : { unit: m.form.yuan }),
      optional: name === 'fees',
      inputMode: name === 'dueOn' ? 'numeric' : 'decimal',
      onType: (typed) => journey.typeArrear(row.key, name, typed),
    },
    screen,
  );
}

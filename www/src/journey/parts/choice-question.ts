import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type { AnswerName } from '../draft';
import type { Screen } from '../screen';
import { problemOf } from '../state';
import { problemNote } from './problems';

/** One answer of a choice, and what it asks next where it is chosen. */
export interface Option {
  readonly value: string;
  readonly label: string | TemplateResult;
  readonly more?: TemplateResult;
}

/** A question with a few answers, none of which stands before somebody has chosen. */
export interface ChoiceQuestion {
  readonly name: AnswerName;
  readonly legend: string;
  readonly hint?: string | undefined;
  readonly options: readonly Option[];
}

export function choiceQuestion(question: ChoiceQuestion, screen: Screen): TemplateResult {
  const { name, hint, options } = question;
  const mistaken = problemOf(screen.state, name) !== null;
  const described = [hint === undefined ? '' : `${name}-hint`, mistaken ? `${name}-problem` : ''].filter((part) => part !== '');
  return html`<fieldset class="question choices" aria-describedby=${described.join(' ') || nothing}>
    <legend>${question.legend}</legend>
    ${hint === undefined ? nothing : html`<p class="hint" id="${name}-hint">${hint}</p>`} ${problemNote(name, screen)}
    ${options.map((option, index) => optionLine(option, index, question, screen))}
  </fieldset>`;
}

function optionLine({ value, label, more }: Option, index: number, { name }: ChoiceQuestion, screen: Screen): TemplateResult {
  const { state, journey } = screen;
  const chosen = state.draft[name] === value;
  // The first answer stands for the question: a link to the question leads to it.
  const id = index === 0 ? name : `${name}-${value}`;
  return html`<div class="option">
      <input id=${id} type="radio" name=${name} value=${value} .checked=${live(chosen)} @change=${() => journey.answer(name, value)} />
      <label for=${id}>${label}</label>
    </div>
    ${more === undefined || !chosen ? nothing : html`<div class="option-more">${more}</div>`}`;
}

/** A question about a fact that somebody may not know. */
export function knownQuestion(name: 'firstArrear' | 'cameForward' | 'evidenced', screen: Screen): TemplateResult {
  const { w, m } = screen;
  const options = [
    { value: 'yes', label: m.form.yes },
    { value: 'no', label: m.form.no },
    { value: 'unknown', label: w.notSure },
  ];
  return choiceQuestion({ name, legend: w.labels[name], hint: w.hints[name], options }, screen);
}

import { html, type TemplateResult } from 'lit-html';
import { problemText } from '../i18n/index';
import { isStillNeeded, type LocatedProblem } from '../state';
import type { View } from '../view';
import { fieldLink } from './missing';

/** What is to be corrected or still to be filled in, in the same words as at the fields. */
export function problemList(problems: readonly LocatedProblem[], problemCount: number, view: View): TemplateResult {
  const { m } = view;
  const onlyNeeded = problems.every(isStillNeeded);
  const heading = onlyNeeded ? m.conclusions.stillNeeded : m.conclusions.fixFirst;
  return html`<div class="problems" id="problem-summary">
    <h3>${heading(String(problemCount))}</h3>
    <ul class="links">
      ${problems.map((problem) => html`<li>${problemLine(problem, view)}</li>`)}
    </ul>
    <p class="quiet">${onlyNeeded ? m.conclusions.empty : m.conclusions.fixFirstText}</p>
  </div>`;
}

function problemLine(problem: LocatedProblem, view: View): TemplateResult | string {
  const { m } = view;
  const words = problemText(m, problem.code);
  if (problem.field === null) return words;
  return fieldLink(problem.field, `${problem.field.label(m)}${m.separator}${words}`, view);
}

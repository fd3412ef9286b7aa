import { html, nothing, type TemplateResult } from 'lit-html';
import { problemText } from '../../i18n/index';
import { SUMMARY } from '../journey';
import type { Screen } from '../screen';
import type { JourneyProblem } from '../state';
import { problemOf } from '../state';

/** What is to be completed or corrected, each a link to its question, in the same words as there. */
export function problemSummary(screen: Screen): TemplateResult | typeof nothing {
  const { w, state, journey } = screen;
  if (state.problems.length === 0) return nothing;
  return html`<section class="summary" id=${SUMMARY} tabindex="-1" aria-labelledby="problem-heading">
    <h2 id="problem-heading">${w.problemHeading}</h2>
    <ul class="links">
      ${state.problems.map((problem) => html`<li>${problemLink(problem, screen, journey)}</li>`)}
    </ul>
  </section>`;
}

function problemLink(problem: JourneyProblem, screen: Screen, journey: Screen['journey']): TemplateResult {
  const follow = (event: Event): void => {
    event.preventDefault();
    journey.showProblem(problem.id);
  };
  return html`<a href="#${problem.id}" @click=${follow}>${labelOf(problem, screen)}${textOf(problem, screen)}</a>`;
}

function labelOf({ id, question }: JourneyProblem, { w, m }: Screen): string {
  const labels: Readonly<Record<string, string>> = w.labels;
  const label = question === null ? labels[id] : question.label(w);
  return label === undefined ? '' : `${label}${m.separator}`;
}

/** What is wrong, in words. */
function textOf({ code }: JourneyProblem, { w, m }: Screen): string {
  if (code === 'choose') return w.choose;
  return code === 'fill' || code === 'required' ? w.fill : problemText(m, code);
}

/** The note at a question that is to be completed or corrected. */
export function problemNote(id: string, screen: Screen): TemplateResult | typeof nothing {
  const problem = problemOf(screen.state, id);
  if (problem === null) return nothing;
  return html`<p class="note note-mistaken" id="${id}-problem">${textOf(problem, screen)}</p>`;
}

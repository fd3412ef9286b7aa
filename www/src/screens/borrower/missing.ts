import { html, type TemplateResult } from 'lit-html';
import type { Standing } from '../../journey/calls';
import { type Question, questionAt } from '../../journey/facts';
import { dueCard } from '../../journey/parts/due-card';
import { exitPage } from '../../journey/parts/exit';
import { nextStep } from '../../journey/route';
import type { Screen } from '../../journey/screen';

/** Nothing is guessed: which facts are missing, each a link to its question. */
export function missingExit(standing: Standing, screen: Screen): TemplateResult {
  const { w, f } = screen;
  const questions = missingQuestions(standing, screen);
  const words = w.exits.missing;
  return exitPage(
    {
      heading: words.heading(f.count(questions.length)),
      back: questions[0]?.step ?? 'owe',
      body: html`<p class="lead">${words.reason}</p>
        <p id="missing-now">${words.now}</p>
        <ul class="links" id="missing-facts" aria-labelledby="missing-now">
          ${questions.map((question) => html`<li>${questionLink(question, screen)}</li>`)}
        </ul>
        ${dueCard(standing.before, screen)}`,
      steps: words.steps,
      lines: questions.map((question) => question.label(w)),
    },
    screen,
  );
}

function missingQuestions(standing: Standing, { state }: Screen): Question[] {
  const { draft, hardship } = state;
  const own = nextStep(draft, standing) === 'missing';
  const pointers = own ? ownMissing(standing) : (hardship?.missing ?? []);
  const questions = pointers.flatMap((pointer) => questionAt(draft, pointer) ?? []);
  return questions.filter(({ id }, index) => questions.findIndex((each) => each.id === id) === index);
}

/** What is owed comes first: what its plans need besides is asked on its own screen. */
function ownMissing(standing: Standing): readonly string[] {
  const { due, installments } = standing.after;
  return due.total === null ? due.missing : [...installments.missing, ...leftMissing(standing)];
}

/** The calculator of what is left names its own fields. */
function leftMissing({ left }: Standing): string[] {
  return (left?.missing ?? []).map((pointer) => (pointer === '/income' ? '/borrower/monthlyIncome' : `/borrower${pointer}`));
}

function questionLink(question: Question, { w, journey }: Screen): TemplateResult {
  const follow = (event: Event): void => {
    event.preventDefault();
    journey.show(question);
  };
  return html`<a href="#${question.id}" @click=${follow}>${question.label(w)}</a>`;
}

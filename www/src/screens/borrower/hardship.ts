import { html, type TemplateResult } from 'lit-html';
import { choiceQuestion, knownQuestion } from '../../journey/parts/choice-question';
import { backLink, heading, questions } from '../../journey/parts/page';
import { problemSummary } from '../../journey/parts/problems';
import { figureQuestion } from '../../journey/parts/text-question';
import type { Screen } from '../../journey/screen';

/** Why it is hard to pay, out of the causes that the policy knows. */
export function hardshipScreen(screen: Screen): TemplateResult {
  const { w, locale, state } = screen;
  const options = (state.policyFacts?.causes ?? []).map(({ id, label }) => ({ value: id, label: label[locale] }));
  return html`${backLink('cannot-afford', screen)} ${problemSummary(screen)} ${heading(w.hardship.heading)}
    <p class="lead">${w.hardship.intro}</p>
    ${questions(html`${choiceQuestion({ name: 'cause', legend: w.hardship.cause, options }, screen)} ${evidence(screen)}`, screen)}`;
}

function evidence(screen: Screen): TemplateResult {
  const { w, m } = screen;
  const options = [
    { value: 'yes', label: m.form.yes },
    { value: 'no', label: m.form.no },
  ];
  return choiceQuestion({ name: 'evidenced', legend: w.hardship.evidenced, hint: w.hardship.evidencedHint, options }, screen);
}

/** What the review also looks at and nobody has asked yet. */
export function moreScreen(screen: Screen): TemplateResult {
  const { w, state } = screen;
  const lacking = new Set(state.hardship?.missing);
  const sums = (['monthlyIncome', 'livingCosts', 'otherDebtPayments'] as const).filter((name) => lacking.has(`/borrower/${name}`));
  return html`${backLink('hardship', screen)} ${problemSummary(screen)} ${heading(w.hardship.more)}
    <p class="lead">${w.hardship.moreIntro}</p>
    ${questions(
      html`${sums.map((name) => figureQuestion(name, screen))}
      ${lacking.has('/borrower/firstArrear') ? knownQuestion('firstArrear', screen) : ''}`,
      screen,
    )}`;
}

import { html, type TemplateResult } from 'lit-html';
import { choiceQuestion } from '../../journey/parts/choice-question';
import { backLink, heading, questions } from '../../journey/parts/page';
import { problemSummary } from '../../journey/parts/problems';
import { figureQuestion } from '../../journey/parts/text-question';
import type { Screen } from '../../journey/screen';

/** What can be paid a month: a sum that is known, or what income leaves. */
export function affordScreen(screen: Screen): TemplateResult {
  const { w } = screen;
  const options = [
    { value: 'amount', label: w.afford.options.amount, more: figureQuestion('amount', screen) },
    {
      value: 'spending',
      label: w.afford.options.spending,
      more: html`${figureQuestion('livingCosts', screen)} ${figureQuestion('otherDebtPayments', screen)}`,
    },
  ];
  return html`${backLink('pay', screen)} ${problemSummary(screen)} ${heading(w.afford.heading)}
    <p class="lead">${w.afford.intro}</p>
    ${questions(
      html`${figureQuestion('monthlyIncome', screen)} ${choiceQuestion({ name: 'means', legend: w.labels.means, options }, screen)}`,
      screen,
    )}`;
}

import { html, nothing, type TemplateResult } from 'lit-html';
import { choiceQuestion } from '../../journey/parts/choice-question';
import { dueCard } from '../../journey/parts/due-card';
import { backLink, heading, questions } from '../../journey/parts/page';
import { problemSummary } from '../../journey/parts/problems';
import { figureQuestion } from '../../journey/parts/text-question';
import type { Screen } from '../../journey/screen';

/** What is owed today, and whether it can be paid now, or a part of it first. */
export function payScreen(screen: Screen): TemplateResult {
  const { w, state, journey } = screen;
  const back = journey.asked.length > 0 ? 'about' : 'owe';
  const options = [
    { value: 'all', label: w.pay.options.all },
    { value: 'part', label: w.pay.options.part, more: figureQuestion('payment', screen) },
    { value: 'none', label: w.pay.options.none },
  ];
  return html`${backLink(back, screen)} ${problemSummary(screen)} ${heading(w.pay.heading)}
    ${state.standing === null ? nothing : dueCard(state.standing.before, screen)}
    ${questions(choiceQuestion({ name: 'payNow', legend: w.pay.question, options }, screen), screen)}`;
}

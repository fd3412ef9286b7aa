import { html, type TemplateResult } from 'lit-html';
import { knownQuestion } from '../../journey/parts/choice-question';
import { backLink, heading, questions } from '../../journey/parts/page';
import { problemSummary } from '../../journey/parts/problems';
import type { Screen } from '../../journey/screen';

/** What only the borrower knows of these arrears, and only where a decision hangs on it. */
export function aboutScreen(screen: Screen): TemplateResult {
  const { w, journey } = screen;
  return html`${backLink('owe', screen)} ${problemSummary(screen)} ${heading(w.about.heading)}
    <p class="lead">${w.about.intro}</p>
    ${questions(html`${journey.asked.map((name) => knownQuestion(name, screen))}`, screen)}`;
}

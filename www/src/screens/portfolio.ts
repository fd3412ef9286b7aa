import '../styles/desk.css';
import '../styles/charts.css';
import '../styles/portfolio.css';
import { html, nothing, type TemplateResult } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import { pageFooter } from '../components/page-frame';
import { headerEnd } from '../frame/header';
import { portfolioWords } from '../i18n/portfolio/index';
import { badRows } from '../portfolio/parts/bad-rows';
import { changeSection } from '../portfolio/parts/change';
import { charts } from '../portfolio/parts/charts';
import { columnsSection } from '../portfolio/parts/columns';
import { compareSection } from '../portfolio/parts/compare';
import { fileSection } from '../portfolio/parts/file';
import { indicators } from '../portfolio/parts/indicators';
import { outcomes } from '../portfolio/parts/outcomes';
import { results } from '../portfolio/parts/results';
import { runSection } from '../portfolio/parts/run';
import { settingsSection } from '../portfolio/parts/settings';
import { summarySection } from '../portfolio/parts/summary';
import type { Portfolio } from '../portfolio/portfolio';
import type { PortfolioView } from '../portfolio/view';
import type { View } from '../view';

/** Many loans at once: a file, what its columns are, and what the whole of it comes to. */
export function portfolioScreen(portfolio: Portfolio, page: View): TemplateResult {
  const { locale, changedPolicy } = page.state;
  const words = portfolioWords(locale);
  const view: PortfolioView = { ...page, words, portfolio, at: portfolio.state };
  const { file, settings, previousBad, run } = view.at;
  const skip = (event: Event): void => {
    event.preventDefault();
    portfolio.focus('portfolio-summary-heading');
  };
  return html`${run.kind === 'done' ? html`<div class="skips"><a href="#portfolio-summary-heading" @click=${skip}>${words.skip}</a></div>` : nothing}
    <header class="top">
      <div class="top-inner">
        <div>
          <h1 id="heading" tabindex="-1">${words.heading}</h1>
          <p class="tagline">${words.intro}</p>
        </div>
        ${headerEnd('portfolio', page)}
      </div>
    </header>
    <main class="portfolio">
      <aside class="estimate" aria-label=${page.m.estimate.word}>
        <b class="estimate-word">${page.m.estimate.word}</b>
        <p>${page.m.estimate.text} ${words.private}</p>
      </aside>
      ${guard([locale, file], () => fileSection(view))}
      ${file.kind === 'read' ? guard([locale, file, settings.mapping], () => columnsSection(view)) : nothing}
      ${file.kind === 'read' ? guard([locale, settings, previousBad, changedPolicy, run], () => settingsSection(view)) : nothing}
      ${file.kind === 'read' ? runSection(view) : nothing} ${run.kind === 'done' ? outcomeOf(view) : nothing}
    </main>
    ${pageFooter(page, null)}`;
}

/** Each part is drawn anew only when something that it shows has changed. */
function outcomeOf(view: PortfolioView): TemplateResult {
  const { run, bad, results: listed, list, comparing, otherPolicy } = view.at;
  const { locale, changedPolicy } = view.state;
  if (run.kind !== 'done') return html``;
  return html`${guard([locale, run], () => html`${summarySection(run, view)} ${changeSection(run, view)} ${indicators(run, view)} ${charts(run, view)} ${outcomes(run, view)}`)}
    ${guard([locale, run, bad], () => badRows(run, view))}
    ${guard([locale, run, comparing, otherPolicy, changedPolicy], () => compareSection(run, view))}
    ${guard([locale, run, listed, list, comparing], () => results(run, view))}`;
}

import { html, type TemplateResult } from 'lit-html';
import { pageFooter } from '../components/page-frame';
import { headerEnd } from '../frame/header';
import { portfolioLinkWords } from '../i18n/portfolio/link';
import type { View } from '../view';
import type { Portfolio, Surroundings } from './portfolio';

interface Loaded {
  readonly portfolio: Portfolio;
  readonly draw: (portfolio: Portfolio, view: View) => TemplateResult;
}

/**
 * The place of the portfolio on the page. Its screen and its engine are fetched when somebody comes here for the first
 * time: most never do, and no file is open before they are there.
 */
export class PortfolioSlot {
  readonly #outside: Surroundings;
  #arriving: Promise<void> | null = null;
  #loaded: Loaded | null = null;
  #failed = false;

  constructor(outside: Surroundings) {
    this.#outside = outside;
  }

  arrive(): void {
    this.#arriving ??= this.#load().catch(() => {
      this.#failed = true;
      this.#outside.redraw();
    });
  }

  async #load(): Promise<void> {
    const { Portfolio, portfolioScreen } = await import('./index');
    const portfolio = new Portfolio(this.#outside);
    await portfolio.client.ready;
    // The heading is drawn anew, and whoever has come to it stays there.
    if (document.activeElement?.id === 'heading') this.#outside.focus('heading');
    this.#loaded = { portfolio, draw: portfolioScreen };
    this.#outside.redraw();
  }

  draw(view: View): TemplateResult {
    if (this.#loaded !== null && !this.#failed) return this.#loaded.draw(this.#loaded.portfolio, view);
    const words = portfolioLinkWords(view.state.locale);
    return html`<header class="top">
        <div class="top-inner">
          <h1 id="heading" tabindex="-1">${words.link}</h1>
          ${headerEnd('portfolio', view)}
        </div>
      </header>
      <main class="journey-main"><p aria-busy=${this.#failed ? 'false' : 'true'}>${this.#failed ? words.notLoaded : words.loading}</p></main>
      ${pageFooter(view, null)}`;
  }
}

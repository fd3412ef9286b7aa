import { html, nothing, type TemplateResult } from 'lit-html';
import { PAGE_ROWS } from '../portfolio';
import type { PortfolioView } from '../view';

/** Which rows of a list are shown, and the ways to the others. The heading above the list is where a reader goes on. */
export function pager(
  all: number,
  page: number,
  heading: string,
  name: string,
  turn: (page: number) => Promise<void>,
  { words, f, portfolio }: PortfolioView,
): TemplateResult | typeof nothing {
  const said = words.results;
  const pages = Math.ceil(all / PAGE_ROWS);
  if (all === 0) return nothing;
  const from = page * PAGE_ROWS + 1;
  const shown = said.shown(f.count(from), f.count(Math.min(all, from + PAGE_ROWS - 1)), f.count(all));
  const go = async (to: number): Promise<void> => {
    await turn(to);
    portfolio.focus(heading);
  };
  if (pages === 1) return html`<p class="quiet">${shown}</p>`;
  return html`<nav class="portfolio-pager" aria-label=${name}>
    <button type="button" class="button button-quiet" ?disabled=${page === 0} @click=${() => void go(page - 1)}>${said.previous}</button>
    <span>${said.page(f.count(page + 1), f.count(pages))}</span>
    <button type="button" class="button button-quiet" ?disabled=${page + 1 >= pages} @click=${() => void go(page + 1)}>${said.next}</button>
    <span class="quiet">${shown}</span>
  </nav>`;
}

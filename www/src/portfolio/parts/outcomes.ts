import { html, type TemplateResult } from 'lit-html';
import { chip } from '../../components/chip';
import { deskTable } from '../../desk/table';
import { DECISIONS } from '../result-columns';
import type { Done } from '../state';
import type { PortfolioView } from '../view';

/** How many loans and how much money each decision comes to, by its outcome. */
export function outcomes({ summary }: Done, view: PortfolioView): TemplateResult {
  const { words, m, f } = view;
  const said = words.outcomes;
  const columns = [{ head: said.outcome }, { head: said.cases, figures: true }, { head: said.due, figures: true }];
  return html`<section class="card portfolio-part" aria-labelledby="portfolio-outcomes-heading">
    <h2 id="portfolio-outcomes-heading">${said.heading}</h2>
    ${summary.assessed === 0 ? html`<p>${said.none}</p>` : ''}
    <div class="portfolio-columns">
      ${DECISIONS.filter((name) => summary.decisions[name].length > 0).map((name) => {
        const rows = summary.decisions[name].map(({ outcome, count, due }) => ({
          cells: [chip(outcome, m.outcomes[outcome]), f.count(count), f.amount(due)],
        }));
        return html`<div>${deskTable(said.decisions[name], columns, rows)}</div>`;
      })}
    </div>
  </section>`;
}

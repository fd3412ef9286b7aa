import { html, nothing, type TemplateResult } from 'lit-html';
import { chip } from '../../components/chip';
import type { Column } from '../../components/data-table';
import { deskTable } from '../../desk/table';
import type { Done } from '../state';
import { className, type PortfolioView, rateText } from '../view';

/** What collection is measured by, against the targets of the policy. */
export function indicators({ summary }: Done, view: PortfolioView): TemplateResult {
  const { words, f } = view;
  const { indicators: said } = words;
  const { recovery, cost } = summary.indicators;
  const amount = (value: string | null): string => (value === null ? said.unknown : f.amount(value));
  const columns = (amount: string): Column[] => [
    { head: said.indicator },
    { head: said.rate, figures: true },
    { head: said.target, figures: true },
    { head: said.result },
    { head: said.collected, figures: true },
    { head: amount, figures: true },
  ];
  const rows = recovery.map((each) => ({
    cells: [
      said.recovery(className(each.class, view)),
      rateText(each.rate, view),
      each.target === null ? said.noTarget : said.above(f.percent(each.target)),
      each.target === null ? '' : met(each.met, view),
      amount(each.collected),
      amount(each.overdue),
    ],
  }));
  const last = [said.cost, rateText(cost.rate, view), said.below(f.percent(cost.target)), met(cost.met, view), amount(cost.collected), amount(cost.cost)];
  const isOpen = cost.rate === null || recovery.some(({ collected }) => collected === null);
  return html`<section class="card portfolio-part" aria-labelledby="portfolio-indicators-heading">
    <h2 id="portfolio-indicators-heading">${said.heading}</h2>
    <p class="quiet">${said.intro}</p>
    ${isOpen ? html`<p class="quiet">${said.missing}</p>` : nothing}
    ${deskTable(said.recoveryTable, columns(said.overdue), rows)} ${deskTable(said.costTable, columns(said.spent), [{ cells: last }])}
  </section>`;
}

function met(value: boolean | null, { words: { indicators: said } }: PortfolioView): TemplateResult {
  if (value === null) return chip('undetermined', said.unknown);
  return value ? chip('yes', said.met) : chip('no', said.notMet);
}

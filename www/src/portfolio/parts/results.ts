import { html, nothing, type TemplateResult } from 'lit-html';
import { chip } from '../../components/chip';
import { deskTable } from '../../desk/table';
import { options } from '../../desk/options';
import type { Outcome } from 'arrears';
import type { ResultRow } from '../protocol';
import { AT } from '../result-columns';
import type { Done } from '../state';
import { className, type PortfolioView } from '../view';
import { pager } from './pager';

/** Loan by loan, a hundred rows at a time. */
export function results({ rows, settings }: Done, view: PortfolioView): TemplateResult {
  const { words, at, portfolio } = view;
  const said = words.results;
  const { comparing, list } = at;
  const all = list === 'flipped' && comparing.kind === 'done' ? comparing.flips.rows : rows;
  const choice = options({
    name: 'portfolio-list',
    legend: said.show,
    words: { all: said.all, flipped: said.flipped },
    chosen: list,
    onChoose: (chosen) => void portfolio.turnTo(chosen, 0),
  });
  return html`<section class="card portfolio-part" aria-labelledby="portfolio-results-heading">
    <h2 id="portfolio-results-heading" tabindex="-1">${said.heading}</h2>
    <div class="desk-actions">
      <button type="button" class="button button-quiet" id="download-results" @click=${() => void portfolio.download('all', said.fileName(settings.asOf))}>${said.download}</button>
    </div>
    ${comparing.kind === 'done' && comparing.flips.rows > 0 ? choice : nothing}
    ${rows === 0 ? html`<p>${words.outcomes.none}</p>` : table(at.results.rows, view)}
    ${pager(all, at.results.page, 'portfolio-results-heading', said.pages, (page) => portfolio.turnTo(list, page), view)}
  </section>`;
}

function table(rows: readonly ResultRow[], view: PortfolioView): TemplateResult {
  const { words } = view;
  const said = words.results;
  const columns = [
    { head: said.id },
    { head: said.class },
    { head: said.days, figures: true },
    { head: said.due, figures: true },
    { head: words.outcomes.decisions.waiver },
    { head: words.outcomes.decisions.installments },
    { head: words.outcomes.decisions.litigation },
    { head: words.outcomes.decisions.agency },
  ];
  return deskTable(said.heading, columns, rows.map(({ cells }) => ({ cells: cellsOf(cells, view) })), { captionHidden: true });
}

function cellsOf(cells: readonly string[], view: PortfolioView): (TemplateResult | string)[] {
  const { words, f } = view;
  const said = words.results;
  const id = cells[AT.id] ?? '';
  if ((cells[AT.problem] ?? '') !== '') return [id, html`<span class="quiet">${said.badRow}</span>`, '', '', '', '', '', ''];
  const at = (index: number): string => cells[index] ?? '';
  return [
    id,
    className(at(AT.class) === '' ? null : at(AT.class), view),
    at(AT.daysPastDue) === '' ? said.notKnown : f.count(Number(at(AT.daysPastDue))),
    at(AT.due) === '' ? said.notKnown : f.amount(at(AT.due)),
    decision(at(AT.waiver), at(AT.waiverMax) === '' ? '' : said.most(f.money(at(AT.waiverMax))), view),
    decision(at(AT.installments), at(AT.shortest) === '' ? '' : said.periods(at(AT.shortest)), view),
    until(at(AT.litigation), at(AT.litigationOpensOn), view),
    until(at(AT.agency), at(AT.agencyOpensOn), view),
  ];
}

function decision(outcome: string, more: string, { m }: PortfolioView): TemplateResult {
  const tone = outcome as Outcome;
  return html`${chip(tone, m.outcomes[tone])}${more === '' ? nothing : html`<span class="portfolio-more">${more}</span>`}`;
}

function until(outcome: string, opensOn: string, { m, f }: PortfolioView): TemplateResult {
  const tone = outcome as Outcome;
  return chip(tone, opensOn === '' ? m.outcomes[tone] : m.outcomes.notYetUntil(f.shortDate(opensOn)));
}

import { html, type TemplateResult } from 'lit-html';
import { deskTable } from '../../desk/table';
import { AT } from '../result-columns';
import type { Done } from '../state';
import { type PortfolioView, problemWords } from '../view';
import { pager } from './pager';

/** Every row of which nothing can be said: where it stands, and what is wrong. */
export function badRows({ bad, settings }: Done, view: PortfolioView): TemplateResult {
  const { words, at, f, portfolio } = view;
  const said = words.bad;
  const header = at.file.kind === 'read' ? at.file.reading.header : [];
  const columns = [{ head: said.line, figures: true }, { head: said.column, figures: true }, { head: said.name }, { head: said.id }, { head: said.problem }];
  const rows = at.bad.rows.map(({ cells }) => {
    const column = cells[AT.column] ?? '';
    const name = column === '' ? said.wholeRow : (header[Number(column) - 1] ?? '');
    return { cells: [f.count(Number(cells[AT.line])), column, name, cells[AT.id] ?? '', problemWords(cells[AT.problem] ?? '', view)] };
  });
  return html`<section class="card portfolio-part" aria-labelledby="portfolio-bad-heading">
    <h2 id="portfolio-bad-heading" tabindex="-1">${said.heading}</h2>
    ${bad === 0
      ? html`<p>${said.none}</p>`
      : html`<p class="quiet">${said.intro(f.count(bad))}</p>
          <div class="desk-actions">
            <button type="button" class="button button-quiet" id="download-bad" @click=${() => void portfolio.downloadBad(said.fileName(settings.asOf))}>${said.download}</button>
          </div>
          ${deskTable(said.heading, columns, rows, { captionHidden: true })}
          ${pager(bad, at.bad.page, 'portfolio-bad-heading', said.heading, (page) => portfolio.turnTo('bad', page), view)}`}
  </section>`;
}

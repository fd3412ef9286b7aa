import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { deskTable } from '../../desk/table';
import { ARREAR_FACTS, arrearPath, FIELDS, itemsOffered } from '../fields';
import type { Reading } from '../protocol';
import { factName, type PortfolioView } from '../view';

/** Which column is which fact; what is not used is said. */
export function columnsSection(view: PortfolioView): TemplateResult {
  const { words, at } = view;
  if (at.file.kind !== 'read') return html``;
  const { reading } = at.file;
  return html`<section class="card portfolio-part" aria-labelledby="portfolio-columns-heading">
    <h2 id="portfolio-columns-heading" tabindex="-1">${words.columns.heading}</h2>
    ${reading.format === 'ndjson' ? html`<p>${words.file.objects}</p>` : mapping(reading, view)} ${preview(reading, view)}
  </section>`;
}

function mapping(reading: Reading, view: PortfolioView): TemplateResult {
  const { words, at, f } = view;
  const chosen = at.settings.mapping;
  const passed = reading.header.filter((_, index) => chosen[index] === '').map((name, index) => columnName(name, index, view));
  const columns = [{ head: words.columns.column }, { head: words.columns.sample }, { head: words.columns.fact }];
  const rows = reading.header.map((name, index) => ({
    cells: [columnName(name, index, view), reading.sample[0]?.[index] ?? '', factSelect(columnName(name, index, view), index, view)],
  }));
  return html`<p class="quiet">${words.columns.intro}</p>
    ${problems(view)} ${deskTable(words.columns.table, columns, rows, { captionHidden: true })}
    <p class="quiet">${passed.length === 0 ? words.columns.none : words.columns.passed(f.list(passed))}</p>`;
}

function columnName(name: string, index: number, { words, f }: PortfolioView): string {
  return name.trim() === '' ? words.columns.unnamed(f.count(index + 1)) : name;
}

/** What keeps the list from being worked out. */
function problems(view: PortfolioView): TemplateResult | typeof nothing {
  const { words, portfolio } = view;
  const { missing, doubled } = portfolio.unready;
  if (missing.length + doubled.length === 0) return nothing;
  return html`<div class="note note-mistaken" id="portfolio-columns-problem" tabindex="-1">
    ${missing.map((fact) => html`<p>${words.columns.required[fact]}</p>`)}
    ${doubled.map((path) => html`<p>${words.columns.doubled(factName(path, view))}</p>`)}
  </div>`;
}

function factSelect(name: string, index: number, view: PortfolioView): TemplateResult {
  const { words, at, portfolio, f } = view;
  const chosen = at.settings.mapping[index] ?? '';
  const option = (path: string): TemplateResult =>
    html`<option value=${path} .selected=${live(path === chosen)}>${factName(path, view)}</option>`;
  return html`<div class="field">
    <select
      id="column-${index}"
      aria-label=${words.columns.factOf(name)}
      @change=${(event: Event) => portfolio.map(index, (event.currentTarget as HTMLSelectElement).value)}
    >
      <option value="" .selected=${live(chosen === '')}>${words.columns.pass}</option>
      ${itemsOffered(at.settings.mapping).map(
        (item) => html`<optgroup label=${words.columns.item(f.count(item + 1))}>
          ${ARREAR_FACTS.map((fact) => option(arrearPath(item, fact)))}
        </optgroup>`,
      )}
      <optgroup label=${words.columns.general}>${FIELDS.map(option)}</optgroup>
    </select>
  </div>`;
}

/** The first rows as they stand in the file. */
function preview({ header, sample }: Reading, view: PortfolioView): TemplateResult {
  const { words } = view;
  const columns = header.map((name, index) => columnName(name, index, view));
  return html`<details class="fold">
    <summary>${words.columns.preview}</summary>
    <div class="portfolio-scroll" tabindex="0" role="region" aria-label=${words.columns.preview}>
      <table class="portfolio-preview">
        <caption class="visually-hidden">${words.columns.preview}</caption>
        ${columns.length === 0 ? nothing : html`<thead><tr>${columns.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>`}
        <tbody>
          ${sample.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}
        </tbody>
      </table>
    </div>
  </details>`;
}

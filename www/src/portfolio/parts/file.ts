import { html, nothing, type TemplateResult } from 'lit-html';
import type { PortfolioView } from '../view';

/** The file: dropped on the page or chosen. */
export function fileSection(view: PortfolioView): TemplateResult {
  const { words, at } = view;
  const { file } = at;
  const over = (event: DragEvent): void => {
    event.preventDefault();
    (event.currentTarget as HTMLElement).classList.add('drop-over');
  };
  const out = (event: DragEvent): void => (event.currentTarget as HTMLElement).classList.remove('drop-over');
  const drop = (event: DragEvent): void => {
    out(event);
    event.preventDefault();
    const [dropped] = event.dataTransfer?.files ?? [];
    if (dropped !== undefined) void view.portfolio.open(dropped);
  };
  return html`<section class="card portfolio-part" aria-labelledby="portfolio-file-heading">
    <h2 id="portfolio-file-heading">${words.file.heading}</h2>
    ${file.kind === 'unreadable'
      ? html`<p class="note note-mistaken" id="portfolio-file-problem" tabindex="-1">${words.file.name(file.name)}<br />${words.file.unreadable[file.reason]}</p>`
      : nothing}
    <div class="drop" @dragover=${over} @dragleave=${out} @drop=${drop}>
      <p>${file.kind === 'none' || file.kind === 'unreadable' ? words.file.drop : standing(view)}</p>
      ${chooser(view)}
      <p class="hint" id="portfolio-file-hint">${words.file.hint}</p>
    </div>
  </section>`;
}

function standing({ words, at: { file } }: PortfolioView): TemplateResult | string {
  if (file.kind === 'reading') return words.file.reading;
  if (file.kind !== 'read') return '';
  return html`<b>${words.file.name(file.name)}</b> <span class="tag">${words.file.encodings[file.reading.encoding]}</span>`;
}

function chooser({ words, at, portfolio }: PortfolioView): TemplateResult {
  const choose = (event: Event): void => {
    const input = event.currentTarget as HTMLInputElement;
    const [file] = input.files ?? [];
    // The same file may be chosen again after it was changed.
    input.value = '';
    if (file !== undefined) void portfolio.open(file);
  };
  return html`<label class="file-field">
    <span class="button ${at.file.kind === 'read' ? 'button-quiet' : ''}">${at.file.kind === 'read' ? words.file.other : words.file.choose}</span>
    <input type="file" id="portfolio-file" accept=".csv,.txt,.tsv,.ndjson,.jsonl,text/csv" aria-describedby="portfolio-file-hint" @change=${choose} />
  </label>`;
}

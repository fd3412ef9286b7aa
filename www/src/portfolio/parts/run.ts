import { html, nothing, type TemplateResult } from 'lit-html';
import { CHANGED, type Comparing, type Run } from '../state';
import { type PortfolioView, problemWords } from '../view';

/** The run: beginning it, how far it has come, ending it before its time, and what kept it from being done. */
export function runSection(view: PortfolioView): TemplateResult {
  const { words, at, portfolio } = view;
  const { run } = at;
  const isRunning = run.kind === 'running';
  return html`<div class="portfolio-run">
    ${isRunning
      ? progress(run.share, 'cancel-portfolio', view)
      : html`<button type="button" class="button portfolio-start" id="start-portfolio" @click=${() => void portfolio.start()}>
          ${run.kind === 'done' ? words.run.again : words.run.start}
        </button>`}
    ${notDone(run, 'portfolio-run-problem', view)}
    ${run.kind === 'done' && isStale(view) ? html`<p class="stale" id="portfolio-stale">${words.run.stale}</p>` : nothing}
  </div>`;
}

/** Whether something has changed since the run that stands on the screen. */
function isStale({ at: { run, settings }, state }: PortfolioView): boolean {
  if (run.kind !== 'done') return false;
  const { mapping, asOf, policy, previous } = run.settings;
  const moved = policy === CHANGED && state.changedPolicy !== run.changed;
  return moved || asOf !== settings.asOf || policy !== settings.policy || previous !== settings.previous || mapping !== settings.mapping;
}

export function progress(share: number, id: string, { words, f, portfolio }: PortfolioView): TemplateResult {
  const percent = f.percent(share.toFixed(2));
  return html`<div class="portfolio-progress">
    <progress max="1" value=${share} aria-label=${words.run.working}></progress>
    <span class="quiet">${words.run.percent(percent)}</span>
    <button type="button" class="button button-quiet" id=${id} @click=${() => portfolio.cancel()}>${words.run.cancel}</button>
  </div>`;
}

export function notDone(run: Run | Comparing, id: string, view: PortfolioView): TemplateResult | typeof nothing {
  const { words } = view;
  switch (run.kind) {
    case 'cancelled':
      return html`<p class="quiet" id="portfolio-cancelled">${words.run.cancelled}</p>`;
    case 'failed':
      return html`<p class="note note-mistaken" id=${id} tabindex="-1">${words.run.failed}</p>`;
    case 'problems':
      return html`<div class="note note-mistaken" id=${id} tabindex="-1">
        <p><b>${words.run.problems}</b></p>
        ${run.problems.map(({ code, path }) => html`<p>${path === '/asOf' ? `${words.settings.asOf}${view.m.separator}` : ''}${problemWords(code, view)}</p>`)}
      </div>`;
    default:
      return nothing;
  }
}

import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { tidyDate } from '../../tidy';
import { policyChoices, type PortfolioView, problemWords } from '../view';

/** The day, the policy, and the summary to compare with. */
export function settingsSection(view: PortfolioView): TemplateResult {
  const { words, at } = view;
  return html`<section class="card portfolio-part" aria-labelledby="portfolio-settings-heading">
    <h2 id="portfolio-settings-heading">${words.settings.heading}</h2>
    <div class="portfolio-fields">${asOfField(view)} ${policySelect('portfolio-policy', words.settings.policy, at.settings.policy, view, (key) => view.portfolio.choosePolicy(key))}</div>
    ${previous(view)}
  </section>`;
}

function asOfField(view: PortfolioView): TemplateResult {
  const { words, at, portfolio } = view;
  const { run } = at;
  const problem = run.kind === 'problems' ? run.problems.find(({ path }) => path === '/asOf') : undefined;
  const typed = (event: Event): string => (event.currentTarget as HTMLInputElement).value;
  return html`<div class="field ${problem === undefined ? '' : 'field-mistaken'}">
    <label for="portfolio-as-of">${words.settings.asOf}</label>
    <p class="hint" id="portfolio-as-of-hint">${words.settings.asOfHint}</p>
    ${problem === undefined ? nothing : html`<p class="note note-mistaken" id="portfolio-as-of-problem">${problemWords(problem.code, view)}</p>`}
    <div class="input-line">
      <input
        id="portfolio-as-of"
        type="text"
        inputmode="numeric"
        autocomplete="off"
        spellcheck="false"
        aria-invalid=${problem === undefined ? nothing : 'true'}
        aria-describedby=${problem === undefined ? 'portfolio-as-of-hint' : 'portfolio-as-of-hint portfolio-as-of-problem'}
        .value=${live(at.settings.asOf)}
        @input=${(event: Event) => portfolio.set({ asOf: typed(event) })}
        @change=${(event: Event) => portfolio.set({ asOf: tidyDate(typed(event)) })}
      />
    </div>
  </div>`;
}

export function policySelect(id: string, label: string, chosen: string, view: PortfolioView, choose: (key: string) => void, without?: string): TemplateResult {
  const choices = policyChoices(view).filter(({ key }) => key !== without);
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <select id=${id} @change=${(event: Event) => choose((event.currentTarget as HTMLSelectElement).value)}>
      ${choices.map(({ key, name }) => html`<option value=${key} .selected=${live(key === chosen)}>${name}</option>`)}
    </select>
  </div>`;
}

function previous(view: PortfolioView): TemplateResult {
  const { words, at, portfolio } = view;
  const { previous: chosen } = at.settings;
  const choose = (event: Event): void => {
    const input = event.currentTarget as HTMLInputElement;
    const [file] = input.files ?? [];
    input.value = '';
    if (file !== undefined) void portfolio.openPrevious(file);
  };
  return html`<div class="portfolio-previous">
    <p class="choice-legend">${words.settings.previous}</p>
    <p class="hint" id="portfolio-previous-hint">${words.settings.previousHint}</p>
    ${at.previousBad ? html`<p class="note note-mistaken" id="portfolio-previous-problem" tabindex="-1">${words.settings.previousBad}</p>` : nothing}
    <div class="desk-actions">
      ${chosen === null
        ? html`<label class="file-field">
            <span class="button button-quiet">${words.settings.previousOpen}</span>
            <input type="file" id="open-previous" accept="application/json,.json" aria-describedby="portfolio-previous-hint" @change=${choose} />
          </label>`
        : html`<span>${words.settings.previousIs(chosen.name)}</span>
            <button type="button" class="button button-quiet" id="drop-previous" @click=${() => portfolio.dropPrevious()}>${words.settings.previousDrop}</button>`}
    </div>
  </div>`;
}

import type { Answer } from 'arrears';
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Column, Row } from '../../components/data-table';
import { documentWords } from '../../i18n/desk/documents';
import type { PolicyId } from '../../i18n/messages';
import type { DeskView } from '../desk';
import type { DocumentKind } from '../desk-state';

/**
 * A paper: its running head is repeated on each page that it takes, because it is laid out as the head of a table
 * when it is printed. The day and the policy's version thereby stand on every page.
 */
export function sheet(kind: DocumentKind, answer: Answer, body: TemplateResult, view: DeskView): TemplateResult {
  const words = documentWords(view.state.locale);
  const { institution } = view.at.particulars;
  return html`<article class="sheet" lang=${view.state.locale} aria-labelledby="sheet-title">
    <div class="sheet-running">
      <p><span>${words.kinds[kind]}</span> <span>${runningHead(answer, view)}</span></p>
    </div>
    <div class="sheet-body">
      ${institution.trim() === '' ? nothing : html`<p class="sheet-institution">${institution}</p>`}
      <h4 class="sheet-title" id="sheet-title">${words.kinds[kind]}</h4>
      ${view.state.changedPolicy === null ? nothing : html`<p class="sheet-stamp">${words.changedPolicy}</p>`}
      ${body}
      <p class="sheet-fine">${words.estimate} ${words.fingerprint(answer.policy.fingerprint)}</p>
    </div>
  </article>`;
}

function runningHead({ asOf, policy }: Answer, { m, f, state }: DeskView): string {
  const name = Object.hasOwn(m.policies, policy.id) ? m.policies[policy.id as PolicyId] : policy.id;
  return documentWords(state.locale).running(f.date(asOf), name, policy.version);
}

/** A section of a paper, kept together with its heading. */
export function part(heading: string, body: TemplateResult | readonly TemplateResult[]): TemplateResult {
  return html`<section class="sheet-part">
    <h5>${heading}</h5>
    ${body}
  </section>`;
}

/** A table as it is printed: on a narrow screen it scrolls, on paper its head repeats. */
export function paperTable(caption: string, columns: readonly Column[], rows: readonly Row[]): TemplateResult {
  return html`<div class="paper-scroll" tabindex="0" role="group" aria-label=${caption}>
    <table class="paper-table">
      <caption class="visually-hidden">${caption}</caption>
      <thead>
        <tr>
          ${columns.map(({ head, figures }) => html`<th scope="col" class=${figures ? 'figures' : nothing}>${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ cells, tone }) => html`<tr class=${tone === undefined ? nothing : `row-${tone}`}>
            ${columns.map(({ figures }, index) => html`<td class=${figures ? 'figures' : nothing}>${cells[index] ?? ''}</td>`)}
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** What was typed, or a line to write on. */
export function filled(text: string): TemplateResult | string {
  return text.trim() === '' ? html`<span class="sheet-blank"></span>` : text;
}

/** A label with its value or a line to write on. */
export function line(label: string, value: TemplateResult | string): TemplateResult {
  return html`<div class="sheet-line">
    <dt>${label}</dt>
    <dd>${value}</dd>
  </div>`;
}

/** A box to tick by hand, or one that the case has ticked. */
export function tick(label: string, ticked = false): TemplateResult {
  return html`<li class="sheet-tick"><span aria-hidden="true">${ticked ? '☑' : '☐'}</span> ${label}</li>`;
}

import { html, nothing, type TemplateResult } from 'lit-html';
import { addressOfCase, copyText } from '../../share/copying';
import { carriedFragment } from '../carry';
import type { Screen } from '../screen';
import type { Copied } from '../state';

/** What the borrower takes along: on paper, as text, or as a link that brings the case back. */
export function keep(text: () => string, screen: Screen): TemplateResult {
  const { w, state } = screen;
  return html`<section class="keep" aria-labelledby="keep-heading">
    <h2 id="keep-heading">${w.keep.heading}</h2>
    <p class="actions">
      <button type="button" class="button button-large" id="print" @click=${() => window.print()}>${w.keep.print}</button>
      <button type="button" class="button button-quiet button-large" id="copy-text" @click=${() => void copy('text', text(), screen)}>
        ${w.keep.copy}
      </button>
      <button type="button" class="button button-quiet button-large" id="copy-link" @click=${() => void copyLink(screen)}>
        ${w.keep.link}
      </button>
    </p>
    <p class="hint">${w.keep.linkNote}</p>
    ${copiedNote(state.copied, screen)}
  </section>`;
}

function copiedNote(copied: Copied | null, { w }: Screen): TemplateResult | typeof nothing {
  if (copied === null) return nothing;
  if (typeof copied === 'string') return html`<p class="copied">${copied === 'text' ? w.keep.copied : w.keep.linkCopied}</p>`;
  return html`<p class="copied">${w.keep.failed}</p>
    <textarea class="by-hand" readonly rows="6" aria-label=${w.keep.byHand} .value=${copied.byHand}></textarea>`;
}

async function copyLink(screen: Screen): Promise<void> {
  await copy('link', addressOfCase(await carriedFragment(screen.state, screen.locale)), screen);
}

async function copy(what: 'text' | 'link', text: string, { w, journey }: Screen): Promise<void> {
  if (await copyText(text)) journey.noteCopied(what, what === 'text' ? w.keep.copied : w.keep.linkCopied);
  else journey.noteCopied({ byHand: text }, w.keep.failed);
}

import { html, nothing, type TemplateResult } from 'lit-html';
import { frameMessages } from '../i18n/frame/index';
import type { Locale } from '../locale';
import type { State } from '../state';
import type { View } from '../view';
import { originText } from './linked-note';
import { staleNotice } from './stale-notice';

/** What is to be known of the collector's case as a whole, and the link that passes it on. */
export function caseNotes({ state, act }: View): TemplateResult {
  const { locale, shown, origin, shared } = state;
  const { share } = frameMessages(locale);
  const answer = shown.kind === 'answer' ? shown.answer : null;
  const said = origin === null || answer === null ? null : originText(origin, answer.policy, locale);
  return html`<p class="case-link">
      <button type="button" class="button button-quiet" id="copy-link" title=${share.note} @click=${() => act.shareCase()}>${share.copy}</button>
    </p>
    ${shared === null ? nothing : sharedNote(shared, locale)}
    ${said === null ? nothing : html`<p class="linked">${said}</p>`}
    ${answer === null ? nothing : staleNotice(answer, locale)}`;
}

function sharedNote({ address, copied }: NonNullable<State['shared']>, locale: Locale): TemplateResult {
  const { share } = frameMessages(locale);
  if (copied) return html`<p class="linked"><b>${share.copied}</b> ${share.note}</p>`;
  return html`<p class="by-hand">
    <label for="link-by-hand">${share.failed}</label>
    <input id="link-by-hand" readonly .value=${address} />
  </p>`;
}

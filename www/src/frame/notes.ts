import { html, nothing, type TemplateResult } from 'lit-html';
import { frameMessages } from '../i18n/frame/index';
import type { View } from '../view';
import { linkedText } from './linked-note';
import { staleNotice } from './stale-notice';

/** What is to be known of the collector's case as a whole, and the link that passes it on. */
export function caseNotes({ state, act }: View): TemplateResult {
  const { locale, shown, linked, shared } = state;
  const { share } = frameMessages(locale);
  const answer = shown.kind === 'answer' ? shown.answer : null;
  return html`<p class="share">
      <button type="button" class="button button-quiet" id="copy-link" title=${share.note} @click=${() => act.shareCase()}>${share.copy}</button>
    </p>
    ${shared === null
      ? nothing
      : html`<p class="by-hand">
          <label for="link-by-hand">${share.failed}</label>
          <input id="link-by-hand" readonly .value=${shared} />
        </p>`}
    ${linked === null || answer === null ? nothing : html`<p class="linked">${linkedText(linked, answer.policy, locale)}</p>`}
    ${answer === null ? nothing : staleNotice(answer, locale)}`;
}

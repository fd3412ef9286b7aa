import { html, type TemplateResult } from 'lit-html';
import { frameMessages } from '../i18n/frame/index';
import type { Locale } from '../locale';

/** What the reader can do about a newer version. */
export interface UpdateChoice {
  accept(): void;
  putOff(): void;
}

/** A newer version is offered, and never taken in the middle of a case without being asked for. */
export function updateBar(choice: UpdateChoice, locale: Locale): TemplateResult {
  const { update } = frameMessages(locale);
  return html`<aside class="update-bar" aria-label=${update.ready}>
    <p><b>${update.ready}</b> ${update.kept}</p>
    <p class="update-actions">
      <button type="button" class="button" id="update-now" @click=${() => choice.accept()}>${update.reload}</button>
      <button type="button" class="button button-quiet" id="update-later" @click=${() => choice.putOff()}>${update.later}</button>
    </p>
  </aside>`;
}

import { html, type TemplateResult } from 'lit-html';
import { frameMessages } from '../i18n/frame/index';
import type { Locale } from '../locale';
import type { JourneyName } from './address';

/** Help stands at the end of every screen, so that it is found where it was the last time. */
export function helpSection(journey: JourneyName, locale: Locale): TemplateResult {
  const { help } = frameMessages(locale);
  return html`<section class="help" aria-labelledby="help-heading">
    <h2 id="help-heading">${help.heading}</h2>
    <ul class="help-points">
      ${help[journey].map((point) => html`<li>${point}</li>`)}
    </ul>
  </section>`;
}

import { html, nothing, type TemplateResult } from 'lit-html';
import { messagesFor } from '../i18n/index';
import { frameMessages } from '../i18n/frame/index';
import { portfolioLinkWords } from '../i18n/portfolio/link';
import { type Locale, LOCALES } from '../locale';
import type { View } from '../view';
import { borrower, COLLECTOR, fragmentOf, type JourneyName, PORTFOLIO } from './address';

/** The two journeys and the languages, in the same place on every screen; many loans at once are the lender's. */
export function headerEnd(current: JourneyName | 'portfolio' | null, view: View): TemplateResult {
  const { locale } = view.state;
  const words = frameMessages(locale);
  return html`<nav class="journeys" aria-label=${words.journeys}>
      ${journeyLink(fragmentOf({ locale, place: COLLECTOR }), words.collector, current === 'collector')}
      ${current === 'borrower' ? nothing : journeyLink(fragmentOf({ locale, place: PORTFOLIO }), portfolioLinkWords(locale).link, current === 'portfolio')}
      ${journeyLink(fragmentOf({ locale, place: borrower() }), words.borrower, current === 'borrower')}
    </nav>
    <div class="languages" role="group" aria-label=${view.m.languageLabel}>
      ${LOCALES.map((each) => languageButton(each, view))}
    </div>`;
}

function journeyLink(href: string, text: string, current: boolean): TemplateResult {
  return html`<a class="journey" href=${href} aria-current=${current ? 'page' : 'false'}>${text}</a>`;
}

function languageButton(locale: Locale, { state, act }: View): TemplateResult {
  return html`<button
    type="button"
    class="language"
    lang=${locale}
    aria-pressed=${state.locale === locale ? 'true' : 'false'}
    @click=${() => act.setLocale(locale)}
  >
    ${messagesFor(locale).languageName}
  </button>`;
}

import { html, type TemplateResult } from 'lit-html';
import { pageFooter } from '../components/page-frame';
import { borrower, COLLECTOR, fragmentOf } from '../frame/address';
import { headerEnd } from '../frame/header';
import { frameMessages } from '../i18n/frame/index';
import type { View } from '../view';

/** While a case that was passed on is read. */
export function openingScreen(view: View): TemplateResult {
  return framed(html`<h1 id="heading" tabindex="-1">${frameMessages(view.state.locale).opening}</h1>`, view);
}

/** A link that lost something on its way: nothing of it is guessed. */
export function damagedLinkScreen(view: View): TemplateResult {
  const { locale } = view.state;
  const { damaged } = frameMessages(locale);
  const body = html`<h1 id="heading" tabindex="-1">${damaged.heading}</h1>
    <p class="lead">${damaged.reason}</p>
    <h2>${damaged.what}</h2>
    <ul class="bullets">
      ${damaged.steps.map((step) => html`<li>${step}</li>`)}
    </ul>
    <ul class="ways">
      <li><a href=${fragmentOf({ locale, place: borrower() })}>${damaged.borrower}</a></li>
      <li><a href=${fragmentOf({ locale, place: COLLECTOR })}>${damaged.collector}</a></li>
    </ul>`;
  return framed(body, view);
}

function framed(body: TemplateResult, view: View): TemplateResult {
  return html`<header class="top">
      <div class="top-inner">
        <p class="site-name">${view.m.title}</p>
        ${headerEnd(null, view)}
      </div>
    </header>
    <main class="journey-main">${body}</main>
    ${pageFooter(view, null)}`;
}

import { html, nothing, type TemplateResult } from 'lit-html';
import type { Step } from '../../frame/address';
import { HEADING } from '../journey';
import { addressOf, type Screen } from '../screen';

/** The heading of a screen. The focus moves to it, so that it is the first thing heard. */
export function heading(text: string): TemplateResult {
  return html`<h1 id=${HEADING} tabindex="-1">${text}</h1>`;
}

export function backLink(step: Step, screen: Screen): TemplateResult {
  return html`<a class="back" href=${addressOf(step, screen)}>${screen.w.back}</a>`;
}

/** The questions of one screen, answered together on Continue. */
export function questions(body: TemplateResult, screen: Screen, button = screen.w.continue): TemplateResult {
  const { journey, step } = screen;
  const submit = (event: Event): void => {
    event.preventDefault();
    void journey.submit(step);
  };
  return html`<form class="questions" novalidate @submit=${submit}>
    ${body}
    <button type="submit" class="button button-large" id="continue">${button}</button>
  </form>`;
}

/** A link that looks like what it does: the next step of this page. */
export function stepLink(step: Step, text: string, screen: Screen): TemplateResult {
  return html`<a class="button button-large" id="next" href=${addressOf(step, screen)}>${text}</a>`;
}

export function steps(items: readonly (string | TemplateResult | typeof nothing)[]): TemplateResult {
  return html`<ul class="bullets">
    ${items.map((item) => (item === nothing ? nothing : html`<li>${item}</li>`))}
  </ul>`;
}

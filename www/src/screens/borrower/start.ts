import { html, nothing, type TemplateResult } from 'lit-html';
import { heading, stepLink, steps } from '../../journey/parts/page';
import { type Screen } from '../../journey/screen';

/** What this is, what it gives, and how it is private. */
export function startScreen(screen: Screen): TemplateResult {
  const { w, journey, state } = screen;
  return html`${heading(w.start.heading)}
    <p class="lead">${w.start.lead}</p>
    <h2>${w.start.shows}</h2>
    ${steps(w.start.shown)}
    <h2>${w.start.ready}</h2>
    ${steps(w.start.readyItems)}
    <section class="inset" aria-labelledby="private-heading">
      <h2 id="private-heading">${w.start.privateHeading}</h2>
      <p>${w.start.private}</p>
    </section>
    <section class="inset" aria-labelledby="estimate-heading">
      <h2 id="estimate-heading">${w.start.estimateHeading}</h2>
      <p>${w.start.estimate}</p>
    </section>
    <p class="actions">
      ${stepLink('owe', w.start.button, screen)}
      ${state.standing === null
        ? nothing
        : html`<button type="button" class="button button-quiet button-large" @click=${() => journey.restart()}>${w.start.again}</button>`}
    </p>`;
}

import { html, type TemplateResult } from 'lit-html';
import { heading, steps } from '../../journey/parts/page';
import type { Screen } from '../../journey/screen';

/** The engine is not there. What was entered is kept over the reload in the address, which is not sent anywhere. */
export function failedScreen(screen: Screen): TemplateResult {
  const { w } = screen;
  const words = w.exits.failed;
  return html`${heading(words.heading)}
    <p class="lead">${words.reason}</p>
    <section class="inset" aria-labelledby="now-heading">
      <h2 id="now-heading">${w.exits.what}</h2>
      ${steps(words.steps)}
    </section>
    <p class="actions">
      <button type="button" class="button button-large" id="reload" @click=${() => screen.journey.reload()}>${words.reload}</button>
    </p>`;
}

import { html, type nothing, type TemplateResult } from 'lit-html';
import type { Step } from '../frame/address';
import type { Linked } from '../share/case-link';
import type { View } from '../view';
import type { BorrowerDraft } from './draft';
import type { Journey, Surroundings } from './journey';

interface Loaded {
  readonly journey: Journey;
  readonly draw: (view: View, step: Step, journey: Journey) => TemplateResult;
}

/**
 * The place of the borrower's journey on the page. It comes in a file of its own, so that the first view does not
 * wait for it, but it is fetched at once: nothing is requested any more when somebody answers questions.
 */
export class JourneySlot {
  readonly loaded: Promise<void>;
  #loaded: Loaded | null = null;
  #failed = false;

  constructor(outside: Surroundings) {
    this.loaded = import('./index').then(
      ({ Journey, drawJourney }) => {
        this.#loaded = { journey: new Journey(outside), draw: drawJourney };
        outside.redraw();
      },
      () => {
        this.#failed = true;
        outside.redraw();
      },
    );
  }

  /** The journey itself, once it is there. */
  get journey(): Journey | null {
    return this.#loaded?.journey ?? null;
  }

  async open(linked: Linked<BorrowerDraft>): Promise<void> {
    await this.loaded;
    await this.#loaded?.journey.open(linked);
  }

  async resume(linked: Linked<BorrowerDraft>): Promise<void> {
    await this.loaded;
    this.#loaded?.journey.resume(linked);
  }

  draw(view: View, step: Step): TemplateResult | typeof nothing {
    if (this.#loaded === null) {
      return html`<main class="journey-main"><p>${this.#failed ? view.m.engine.failed : view.m.engine.starting}</p></main>`;
    }
    if (view.state.latest.kind === 'failed') this.#loaded.journey.engineFailed();
    return this.#loaded.draw(view, step, this.#loaded.journey);
  }
}

import { nothing, type TemplateResult } from 'lit-html';
import type { Result } from '../state';
import type { View } from '../view';

/** What the desk draws under the conclusions; its drawing changes only with its marks. */
export interface DeskPart {
  readonly marks: readonly unknown[];
  draw(view: View): TemplateResult;
  drawHistory(view: View): TemplateResult;
  reveal(id: string): void;
}

/**
 * The place of the desk on the page. The desk comes in a file of its own, so that the first view does not wait
 * for it, but it is fetched at once: nothing is requested any more when somebody works on a case.
 */
export class DeskSlot {
  readonly loaded: Promise<void>;
  #part: DeskPart | null = null;
  #rested: Result = { kind: 'waiting' };

  constructor(redraw: () => void) {
    this.loaded = import('./desk').then(
      ({ Desk }) => {
        this.#part = new Desk(redraw);
        redraw();
      },
      // The rest of the page works without it.
      () => undefined,
    );
  }

  get marks(): readonly unknown[] {
    return this.#part?.marks ?? [];
  }

  /** What the desk is about: between two keys it stays with the case before, so that it is not in the way. */
  atRest(shown: Result): Result {
    if (shown.kind !== 'answer' || !shown.detailsPending) this.#rested = shown;
    return this.#rested;
  }

  draw(view: View): TemplateResult | typeof nothing {
    return this.#part?.draw(view) ?? nothing;
  }

  /** Brings up the panel that a control is on, before the focus goes there. */
  reveal(id: string): void {
    this.#part?.reveal(id);
  }

  /** The rows of a history, which need more width than the form has. */
  drawHistory(view: View): TemplateResult | typeof nothing {
    return this.#part?.drawHistory(view) ?? nothing;
  }
}

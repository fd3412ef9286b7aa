import type { Actions } from '../actions';
import type { Outcome } from '../calling';
import type { CallName, Input, Output } from './calls';

/** As many questions as the panels of a case and of the one before it may have. */
const KEPT = 40;

/**
 * What the engine was asked and has answered. A panel asks while it is drawn; the answer draws it again. The same
 * question is asked once.
 */
export class Asking {
  readonly #redraw: () => void;
  readonly #known = new Map<string, Outcome<unknown> | null>();
  #act: Actions | null = null;
  #received = 0;

  constructor(redraw: () => void) {
    this.#redraw = redraw;
  }

  /** How many answers have come. */
  get received(): number {
    return this.#received;
  }

  of(act: Actions): this {
    this.#act = act;
    return this;
  }

  /** The answer, or `null` until it is there. */
  for<Name extends CallName>(name: Name, input: Input<Name>): Outcome<Output<Name>> | null {
    const key = JSON.stringify([name, input]);
    const known = this.#known.get(key);
    if (known === undefined) this.#ask(key, name, input);
    return (known ?? null) as Outcome<Output<Name>> | null;
  }

  /** The value alone, where nothing can be wrong with the input. */
  value<Name extends CallName>(name: Name, input: Input<Name>): Output<Name> | null {
    const outcome = this.for(name, input);
    return outcome?.kind === 'value' ? outcome.value : null;
  }

  #ask<Name extends CallName>(key: string, name: Name, input: Input<Name>): void {
    if (this.#act === null) return;
    this.#known.set(key, null);
    void this.#act.ask(name, input).then((outcome) => {
      this.#known.set(key, outcome);
      this.#received += 1;
      this.#forgetOldest();
      this.#redraw();
    });
  }

  #forgetOldest(): void {
    for (const [key, outcome] of this.#known) {
      if (this.#known.size <= KEPT) return;
      if (outcome !== null) this.#known.delete(key);
    }
  }
}

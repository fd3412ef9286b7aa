import type { Outcome } from '../calling';
import type { Call, CallMessage, CallName, Input, Output, ReplyMessage } from './calls';

/** The journey's own line to the engine's worker. Each call is answered on it, in order. */
export class Line {
  readonly #port: MessagePort;
  readonly #open = new Map<number, (outcome: Outcome<unknown>) => void>();
  #lastId = 0;
  #broken: string | null = null;

  /** The other end, which is the worker's. */
  readonly farEnd: MessagePort;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    this.farEnd = port2;
    this.#port.addEventListener('message', ({ data }: MessageEvent<ReplyMessage>) => {
      this.#open.get(data.id)?.(data.outcome);
      this.#open.delete(data.id);
    });
    this.#port.start();
  }

  ask<Name extends CallName>(name: Name, input: Input<Name>): Promise<Outcome<Output<Name>>> {
    if (this.#broken !== null) return Promise.resolve({ kind: 'failed', message: this.#broken });
    this.#lastId += 1;
    const id = this.#lastId;
    const message: CallMessage = { id, call: { name, input } as Call };
    this.#port.postMessage(message);
    // The worker answers a call with what its name promises.
    return new Promise((resolve) => this.#open.set(id, resolve as (outcome: Outcome<unknown>) => void));
  }

  /** The worker is gone: whoever waits for it, or asks from now on, is told. */
  breakOff(message: string): void {
    this.#broken = message;
    for (const resolve of this.#open.values()) resolve({ kind: 'failed', message });
    this.#open.clear();
  }
}

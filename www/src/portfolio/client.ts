import portfolioWorkerUrl from '../engine-worker-portfolio?worker&url';
import { trustedWorker } from '../trusted';
import type { Message, Reply, RequestInput, RequestName, RequestOutput } from './protocol';

interface Waiting {
  readonly resolve: (output: never) => void;
  readonly reject: (reason: Error) => void;
  readonly progress: ((bytes: number, total: number) => void) | undefined;
}

/** The page's end of the portfolio's worker. */
export class PortfolioClient {
  readonly ready: Promise<void>;
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;

  constructor() {
    this.#worker = new Worker(trustedWorker(portfolioWorkerUrl), { type: 'module', name: 'portfolio' });
    this.ready = new Promise((resolve, reject) => {
      this.#worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
        if (data.kind === 'ready') resolve();
        else if (data.kind === 'notReady') reject(new Error(data.message));
        else this.#receive(data);
      });
      this.#worker.addEventListener('error', (event) => {
        const error = new Error(event.message);
        reject(error);
        for (const { reject: fail } of this.#waiting.values()) fail(error);
        this.#waiting.clear();
      });
    });
  }

  /** Asks for something; `cancel` ends a run before its time. */
  ask<Name extends RequestName>(
    name: Name,
    input: RequestInput<Name>,
    progress?: (bytes: number, total: number) => void,
  ): { readonly output: Promise<RequestOutput<Name>>; cancel(): void } {
    this.#lastId += 1;
    const id = this.#lastId;
    const output = new Promise<RequestOutput<Name>>((resolve, reject) => {
      // The worker answers a request with what its name promises.
      this.#waiting.set(id, { resolve: resolve as (output: never) => void, reject, progress });
    });
    this.#send({ id, name, input } as Message);
    return { output, cancel: () => this.#send({ id, name: 'cancel' }) };
  }

  #send(message: Message): void {
    this.#worker.postMessage(message);
  }

  #receive(reply: Exclude<Reply, { kind: 'ready' } | { kind: 'notReady' }>): void {
    const waiting = this.#waiting.get(reply.id);
    if (reply.kind === 'progress') return waiting?.progress?.(reply.bytes, reply.total);
    this.#waiting.delete(reply.id);
    if (reply.kind === 'reply') waiting?.resolve(reply.output as never);
    else waiting?.reject(new Error(reply.message));
  }
}

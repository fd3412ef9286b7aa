import engineWorkerUrl from './engine-worker?worker&url';
import { CONNECT } from './journey/calls';
import type { Question, Reply, Request } from './protocol';
import { trustedWorker } from './trusted';

/**
 * The page's end of the engine's worker. One request is under way at a time; of those that arrive
 * meanwhile only the newest is kept, so that the screen never runs behind the typing.
 */
export class Engine {
  readonly #worker: Worker;
  readonly #onReply: (reply: Reply) => void;
  #lastId = 0;
  #busy = false;
  #waiting: Question | null = null;

  constructor(onReply: (reply: Reply) => void) {
    this.#onReply = onReply;
    this.#worker = new Worker(trustedWorker(engineWorkerUrl), { type: 'module', name: 'engine' });
    this.#worker.addEventListener('message', (event: MessageEvent<Reply>) => this.#receive(event.data));
    this.#worker.addEventListener('error', (event) => this.#fail(event.message));
    this.#worker.addEventListener('messageerror', () => this.#fail('unreadable message'));
  }

  assess(question: Question): void {
    if (this.#busy) {
      this.#waiting = question;
      return;
    }
    this.#send(question);
  }

  /** Lets another part of the page speak with the worker on a line of its own. */
  connect(port: MessagePort): void {
    this.#worker.postMessage(CONNECT, [port]);
  }

  #send(question: Question): void {
    this.#busy = true;
    this.#lastId += 1;
    const request: Request = { kind: 'assess', id: this.#lastId, ...question };
    this.#worker.postMessage(request);
  }

  #receive(reply: Reply): void {
    if (reply.kind === 'ready' || reply.id === null) {
      this.#onReply(reply);
      return;
    }
    this.#busy = false;
    const next = this.#waiting;
    this.#waiting = null;
    if (next === null) this.#onReply(reply);
    else this.#send(next);
  }

  #fail(message: string): void {
    this.#onReply({ kind: 'failed', id: null, message });
  }
}

import engineWorkerUrl from './engine-worker?worker&url';
import type { Outcome } from './calling';
import type { Call, CallName, Input, Output } from './desk/calls';
import { CONNECT } from './journey/calls';
import type { CallRequest, Question, Reply, Request } from './protocol';
import { trustedWorker } from './trusted';

/** What the page is told of; the reply to a call goes to the one who asked. */
export type PageReply = Exclude<Reply, { kind: 'called' }>;

/**
 * The page's end of the engine's worker. One request is under way at a time; of those that arrive
 * meanwhile only the newest is kept, so that the screen never runs behind the typing.
 */
export class Engine {
  readonly #worker: Worker;
  readonly #onReply: (reply: PageReply) => void;
  readonly #calls = new Map<number, (outcome: Outcome<unknown>) => void>();
  #lastId = 0;
  #busy = false;
  #waiting: Question | null = null;

  constructor(onReply: (reply: PageReply) => void) {
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

  /** Asks for something else than the answer of the page. Calls do not wait for each other. */
  ask<Name extends CallName>(name: Name, input: Input<Name>): Promise<Outcome<Output<Name>>> {
    this.#lastId += 1;
    const id = this.#lastId;
    const request: CallRequest = { kind: 'call', id, call: { name, input } as Call };
    this.#worker.postMessage(request);
    // The worker answers a call with what its name promises.
    return new Promise((resolve) => this.#calls.set(id, resolve as (outcome: Outcome<unknown>) => void));
  }

  #send(question: Question): void {
    this.#busy = true;
    this.#lastId += 1;
    const request: Request = { kind: 'assess', id: this.#lastId, ...question };
    this.#worker.postMessage(request);
  }

  #receive(reply: Reply): void {
    if (reply.kind === 'called') {
      this.#calls.get(reply.id)?.(reply.outcome);
      this.#calls.delete(reply.id);
      return;
    }
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
    for (const resolve of this.#calls.values()) resolve({ kind: 'failed', message });
    this.#calls.clear();
    this.#onReply({ kind: 'failed', id: null, message });
  }
}

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A host of the built page that can be taken away, or given another version: it passes on what the real server
 * sends, headers and all.
 */
export class Host {
  readonly #origin: string;
  #server: Server | null = null;
  #version = '';
  #port = 0;
  /** The paths that were asked for. */
  readonly asked: string[] = [];

  constructor(origin: string) {
    this.#origin = origin;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}/`;
  }

  async start(): Promise<void> {
    const server = createServer((request, response) => void this.#pass(request, response));
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  /** Nobody answers any more, not even on connections that are open. */
  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (server === null) return;
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  }

  /** From now on the service worker is that of another version with the same files. */
  publish(version: string): void {
    this.#version = version;
  }

  async #pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '/';
    this.asked.push(path);
    const answer = await fetch(new URL(path, this.#origin));
    const body = Buffer.from(await answer.arrayBuffer());
    const headers = Object.fromEntries([...answer.headers].filter(([name]) => !OF_THE_CONNECTION.has(name)));
    const changed = this.#version !== '' && path === '/service-worker.js';
    response.writeHead(answer.status, headers);
    response.end(changed ? body.toString().replace(/"version":"[^"]+"/, `"version":"${this.#version}"`) : body);
  }
}

const OF_THE_CONNECTION = new Set(['content-length', 'content-encoding', 'transfer-encoding', 'connection', 'keep-alive', 'date']);

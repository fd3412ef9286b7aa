import { trustedWorker } from '../trusted';

const SERVICE_WORKER = './service-worker.js';
/** How long a page may stay open before coming back to it looks for a newer version. */
const LOOK_AGAIN_MS = 3_600_000;

/** The files kept for use without a network, and the newer version that waits until the reader wants it. */
export class Updates {
  readonly #changed: (waiting: boolean) => void;
  #registration: ServiceWorkerRegistration | null = null;
  #waiting: ServiceWorker | null = null;
  #accepted = false;

  /** `changed` is told when a newer version has come, and when it has been put off. */
  constructor(changed: (waiting: boolean) => void) {
    this.#changed = changed;
  }

  /** Starts keeping files. Without a secure address, or with such workers turned off, the page works as before. */
  async start(reload: () => void): Promise<void> {
    if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
    const { serviceWorker } = navigator;
    serviceWorker.addEventListener('controllerchange', () => {
      // Another page may have taken the new version; this one goes on with what it has loaded.
      if (this.#accepted) reload();
    });
    try {
      this.#registration = await serviceWorker.register(trustedWorker(SERVICE_WORKER), { updateViaCache: 'none' });
    } catch {
      return;
    }
    this.#watch(this.#registration);
    this.#lookAgain();
  }

  /** The reader takes the newer version: it becomes the one in use, and then the page is loaded anew. */
  accept(): void {
    this.#accepted = true;
    this.#waiting?.postMessage('activate');
  }

  /** The newer version waits until the page is opened again. */
  putOff(): void {
    this.#waiting = null;
    this.#changed(false);
  }

  #watch(registration: ServiceWorkerRegistration): void {
    this.#offer(registration.waiting);
    registration.addEventListener('updatefound', () => {
      const { installing } = registration;
      installing?.addEventListener('statechange', () => {
        if (installing.state === 'installed') this.#offer(registration.waiting);
      });
    });
  }

  /** The first version of all has nothing to take the place of. */
  #offer(waiting: ServiceWorker | null): void {
    if (waiting === null || navigator.serviceWorker.controller === null) return;
    this.#waiting = waiting;
    this.#changed(true);
  }

  #lookAgain(): void {
    let looked = performance.now();
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState !== 'visible' || performance.now() - looked < LOOK_AGAIN_MS) return;
      looked = performance.now();
      // Without a network there is nothing newer to be had.
      this.#registration?.update().catch(() => undefined);
    });
  }
}

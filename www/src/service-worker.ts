// Keeps the built files of one version, so that the page works without a network after one visit. It keeps nothing
// else: what is typed never passes through here, since it never leaves the page.

// The library's own `self` is that of any worker.
const worker = self as unknown as ServiceWorkerGlobalScope;

/** The built files and a name for just this set of them; the build writes it in. */
declare const PRECACHE: { readonly version: string; readonly files: readonly string[] };

const PREFIX = 'arrears-';
const NAME = `${PREFIX}${PRECACHE.version}`;
const PAGE = './';

worker.addEventListener('install', (event) => event.waitUntil(keepFiles()));
worker.addEventListener('activate', (event) => event.waitUntil(dropOthers()));

worker.addEventListener('message', ({ data }) => {
  // Only the reader ends the version that is in use.
  if (data === 'activate') void worker.skipWaiting();
});

worker.addEventListener('fetch', (event) => {
  const file = keptFile(event.request);
  if (file !== null) event.respondWith(fromCache(file, event.request));
});

/** All files or none: a version is either whole or not there. Each is compared with what the host has now. */
async function keepFiles(): Promise<void> {
  const cache = await caches.open(NAME);
  await cache.addAll([PAGE, ...PRECACHE.files].map((file) => new Request(file, { cache: 'no-cache' })));
}

async function dropOthers(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== NAME).map((name) => caches.delete(name)));
}

/** The kept file that a request asks for, or `null` for what is the network's. */
function keptFile({ method, mode, url }: Request): string | null {
  const scope = new URL(worker.registration.scope);
  const { origin, pathname } = new URL(url);
  if (method !== 'GET' || origin !== scope.origin || !pathname.startsWith(scope.pathname)) return null;
  const file = pathname.slice(scope.pathname.length);
  if (mode === 'navigate' && (file === '' || file === 'index.html')) return PAGE;
  return PRECACHE.files.includes(file) ? file : null;
}

async function fromCache(file: string, request: Request): Promise<Response> {
  const cache = await caches.open(NAME);
  return (await cache.match(file, { ignoreVary: true })) ?? fetch(request);
}

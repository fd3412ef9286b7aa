import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

// The page's own policy, for hosts that send no headers of their own. A host that does send them may
// only be stricter. The worker is governed by its own response, which alone needs 'wasm-unsafe-eval'.
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html arrears-worker',
].join('; ');

const SERVICE_WORKER = 'service-worker';

export default defineConfig({
  base: './',
  plugins: [pagePolicy(), precache()],
  resolve: {
    alias: { arrears: fileURLToPath(new URL('../target/npm', import.meta.url)) },
  },
  build: {
    outDir: '../target/site',
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { index: 'index.html', [SERVICE_WORKER]: 'src/service-worker.ts' },
      // A service worker has power over its own folder and below, and is found again by its name.
      output: { entryFileNames: ({ name }) => (name === SERVICE_WORKER ? '[name].js' : 'assets/[name]-[hash].js') },
    },
  },
  worker: {
    format: 'es',
    // The server gives the workers' responses a policy of their own and knows them by how their names begin.
    rolldownOptions: { output: { entryFileNames: 'assets/[name]-[hash].js' } },
  },
});

/** Writes the policy into the built page only: the development server injects its styles inline. */
function pagePolicy(): Plugin {
  return {
    name: 'arrears-page-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: PAGE_POLICY },
        injectTo: 'head-prepend',
      },
    ],
  };
}

/** Writes into the service worker which files there are, and a name that changes with any of them. */
function precache(): Plugin {
  return {
    name: 'arrears-precache',
    apply: 'build',
    writeBundle({ dir }) {
      if (dir === undefined) throw new Error('the site is not written to a folder');
      const worker = `${SERVICE_WORKER}.js`;
      const paths = readdirSync(dir, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name !== worker)
        .map((entry) => join(entry.parentPath, entry.name).slice(dir.length + 1).replaceAll('\\', '/'))
        .sort();
      const hash = createHash('sha256');
      for (const path of paths) hash.update(path).update(readFileSync(join(dir, path)));
      const list = { version: hash.digest('hex').slice(0, 16), files: paths.filter((path) => path !== 'index.html') };
      const script = readFileSync(join(dir, worker), 'utf8');
      // The list is data of its own in front, so that the script reads the same whatever is in it.
      if (!/\bPRECACHE\b/.test(script)) throw new Error('the service worker does not read its list');
      writeFileSync(join(dir, worker), `const PRECACHE = ${JSON.stringify(list)};\n${script}`);
    },
  };
}

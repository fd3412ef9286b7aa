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

export default defineConfig({
  base: './',
  plugins: [pagePolicy()],
  resolve: {
    alias: { arrears: fileURLToPath(new URL('../target/npm', import.meta.url)) },
  },
  build: {
    outDir: '../target/site',
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  worker: {
    format: 'es',
    // The server gives the worker's response a policy of its own and knows it by this name.
    rolldownOptions: { output: { entryFileNames: 'assets/engine-worker-[hash].js' } },
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

import type { Page } from '@playwright/test';
import { engineReady, expect, test } from './watched';
import { Workspace } from './workspace';

test('only the worker may compile wasm, and the page trusts no string as code', async ({ page }) => {
  const policies = new Map<string, string>();
  page.on('response', (response) => {
    policies.set(new URL(response.url()).pathname, response.headers()['content-security-policy'] ?? '');
  });
  await page.goto('./');
  await engineReady(page);
  const workers = [...policies].filter(([path]) => /\/engine-worker[^/]*\.js$/.test(path));
  expect(workers).toHaveLength(1);
  for (const [, policy] of workers) expect(policy).toContain("'wasm-unsafe-eval'");
  const others = [...policies].filter(([path]) => !/\/engine-worker[^/]*\.js$/.test(path));
  expect(others.length).toBeGreaterThan(1);
  for (const [path, policy] of others) {
    expect(policy, path).not.toContain('wasm');
    expect(policy, path).not.toContain('unsafe');
    expect(policy, path).toContain("require-trusted-types-for 'script'");
  }
});

test('the page carries a policy of its own for hosts that send none', async ({ page }) => {
  const response = await page.goto('./');
  const html = (await response?.text()) ?? '';
  const written = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1] ?? '';
  expect(written).toContain('require-trusted-types-for');
  expect(written).not.toContain('unsafe');
  expect(html).not.toMatch(/<script(?![^>]*\bsrc=)/);
  expect(html).not.toMatch(/<style|\sstyle=/);
});

test('a string is refused where code is run', async ({ page }) => {
  await page.goto('./');
  const refused = await page.evaluate(() => {
    try {
      document.createElement('div').innerHTML = '<b>text</b>';
      return false;
    } catch (thrown) {
      return thrown instanceof TypeError;
    }
  });
  expect(refused).toBe(true);
});

test('all that is loaded comes from the page itself, and nothing of the case is kept', async ({ page }) => {
  const hosts = new Set<string>();
  page.on('request', (request) => hosts.add(new URL(request.url()).host));
  await page.goto('./');
  await engineReady(page);
  const work = new Workspace(page);
  await work.typeCaseA();
  await expect(work.total).toHaveText('¥62,407.28');
  expect([...hosts]).toEqual([new URL(page.url()).host]);
  const kept = await page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    cookies: document.cookie,
    databases: (await indexedDB.databases()).length,
    address: location.search + location.hash,
  }));
  expect(kept).toEqual({ local: 0, session: 0, cookies: '', databases: 0, address: '' });
  // What the service worker keeps are files of the page; offline.spec.ts holds it to just those.
  expect(await cachedText(page)).not.toMatch(/62,?407\.28/);
});

test('a page whose engine does not load says so', async ({ page }) => {
  await page.route(/engine-worker/, (route) => route.abort());
  await page.goto('./');
  const work = new Workspace(page);
  await expect(work.due).toContainText('计算程序没有启动');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(work.due).toContainText('The engine did not start');
});

/** Everything that is kept for use without a network, once it is there; the engine alone is left out for its size. */
function cachedText(page: Page): Promise<string> {
  return page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    const texts: string[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const body = request.url.includes('engine-worker') ? '' : await (await cache.match(request))?.text();
        texts.push(`${request.url} ${body ?? ''}`);
      }
    }
    if (texts.length === 0) throw new Error('nothing is kept');
    return texts.join('\n');
  });
}

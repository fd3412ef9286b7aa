import { test as base, type Page } from '@playwright/test';
import { Borrower } from './borrower';
import { Host } from './host';
import { engineReady, expect } from './watched';
import { Workspace } from './workspace';

// The page after one visit without a network, and a newer version that waits until it is wanted.

const test = base.extend<{ host: Host; visited: Page }>({
  host: async ({ baseURL }, use) => {
    const host = new Host(baseURL ?? '');
    await host.start();
    await use(host);
    await host.stop();
  },
  /** The page on its second visit, kept and in the hands of its service worker. */
  visited: async ({ page, host }, use) => {
    await page.goto(host.url);
    await engineReady(page);
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    await page.reload();
    await engineReady(page);
    await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
    await use(page);
  },
});

test('after one visit the page works without a network', async ({ page, host }) => {
  await page.goto(host.url);
  await engineReady(page);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await host.stop();
  await page.reload();
  await engineReady(page);
  const work = new Workspace(page);
  await work.typeCaseA();
  await expect(work.total).toHaveText('¥62,407.28');
});

test('the borrower’s journey works without a network, also opened anew in the middle', async ({ visited, host }) => {
  await host.stop();
  await visited.clock.setFixedTime(new Date('2025-11-22T04:00:00Z'));
  await visited.reload();
  const journey = new Borrower(visited);
  await visited.goto(`${host.url}#/borrower/owe`);
  await journey.choose('policy', 'cn-bank-loan');
  await journey.fill('annualRate', '6');
  await journey.row('dueOn').fill('2025-08-15');
  await journey.row('principal').fill('60000');
  await journey.row('interest').fill('900');
  await journey.continue();
  await expect(visited.locator('.figures-card .total')).toHaveText('¥62,407.28');
  await visited.reload();
  await expect(journey.heading).toHaveText('逾期贷款怎么还');
});

test('only the built files are kept, and each of them', async ({ visited, host }) => {
  const kept = await visited.evaluate(async () => {
    const names = await caches.keys();
    const requests = (await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))).flat();
    return { names, urls: requests.map(({ method, url }) => `${method} ${url}`) };
  });
  expect(kept.names).toHaveLength(1);
  expect(kept.names[0]).toMatch(/^arrears-[0-9a-f]{16}$/);
  const script = await (await fetch(new URL('service-worker.js', host.url))).text();
  const { files } = JSON.parse(/PRECACHE = (\{.*?\});/.exec(script)?.[1] ?? '') as { files: string[] };
  expect(files.some((file) => file.includes('engine-worker'))).toBe(true);
  expect(kept.urls.toSorted()).toEqual(['', ...files].map((file) => `GET ${host.url}${file}`).toSorted());
});

test('with the files kept, a visit asks the host only whether there is a newer version', async ({ visited, host }) => {
  host.asked.length = 0;
  await visited.reload();
  await engineReady(visited);
  const work = new Workspace(visited);
  await work.typeCaseA();
  await expect(work.total).toHaveText('¥62,407.28');
  expect(host.asked.filter((path) => path !== '/service-worker.js')).toEqual([]);
  await lookForUpdate(visited);
  expect(host.asked).toContain('/service-worker.js');
});

test('a newer version is offered, put off and taken, and the case is kept', async ({ visited, host }) => {
  const work = new Workspace(visited, 'en');
  await work.useLanguage();
  await work.typeCaseA();
  // What is announced of the case comes after the last key: what is announced next would be lost to it.
  await expect(work.announcement).toContainText('62,407.28');
  const before = await cacheNames(visited);
  host.publish('00000000000000aa');
  await lookForUpdate(visited);
  const bar = visited.locator('.update-bar');
  await expect(bar).toContainText('A new version is ready.');
  await expect(work.announcement).toContainText('A new version is ready.');
  // Nothing has happened to the case or to the version in use.
  await expect(work.total).toHaveText('¥62,407.28');
  await visited.locator('#update-later').click();
  await expect(bar).toHaveCount(0);
  host.publish('00000000000000bb');
  await lookForUpdate(visited);
  await visited.locator('#update-now').click();
  await expect.poll(() => cacheNames(visited)).toEqual(['arrears-00000000000000bb']);
  expect(before).not.toContain('arrears-00000000000000bb');
  await expect(work.total).toHaveText('¥62,407.28');
  await expect(work.field('Overdue principal')).toHaveValue('60,000.00');
  await expect(bar).toHaveCount(0);
  expect(new URL(visited.url()).hash).toBe('#/en');
});

test('a newer version in the middle of the questions keeps the answers, and the case of the other journey', async ({ visited, host }) => {
  const journey = new Borrower(visited);
  const work = new Workspace(visited);
  await work.typeCaseA();
  await visited.goto(`${host.url}#/borrower/owe`);
  await journey.choose('policy', 'cn-home-mortgage');
  await journey.row('principal').fill('4321');
  host.publish('00000000000000cc');
  await lookForUpdate(visited);
  await visited.locator('#update-now').click();
  await expect.poll(() => cacheNames(visited)).toEqual(['arrears-00000000000000cc']);
  await expect(visited).toHaveURL(/#\/borrower\/owe$/);
  await expect(journey.row('principal')).toHaveValue('4321');
  await expect(visited.locator('input[name=policy][value=cn-home-mortgage]')).toBeChecked();
  await expect(visited.locator('#problem-summary')).toHaveCount(0);
  await visited.getByRole('link', { name: '机构人员' }).click();
  await expect(work.total).toHaveText('¥62,407.28');
  // The case is the same person's, under the same policy: nothing is said of where it has come from.
  await expect(visited.locator('.linked')).toHaveCount(0);
  expect(await visited.evaluate(() => history.state as unknown)).toBeNull();
});

test('what is carried over in a shape that this page does not write is left alone', async ({ visited }) => {
  for (const state of [{ carried: 5 }, { carried: { collector: [9], borrower: { name: 'x' } } }, { carried: null }, 'carried']) {
    await visited.evaluate((data) => {
      history.replaceState(data, '');
    }, state);
    await visited.reload();
    await engineReady(visited);
    const work = new Workspace(visited);
    await work.fillExample();
    await expect(work.total).toHaveText('¥62,407.28');
  }
});

test('a newer version that another page has taken does not reload this one', async ({ visited, host, context }) => {
  const work = new Workspace(visited);
  await work.typeCaseA();
  const other = await context.newPage();
  await other.goto(host.url);
  await engineReady(other);
  host.publish('00000000000000dd');
  await lookForUpdate(other);
  await other.locator('#update-now').click();
  await expect.poll(() => cacheNames(visited)).toEqual(['arrears-00000000000000dd']);
  await expect(work.field(work.words.principal)).toHaveValue('60,000.00');
  await expect(work.total).toHaveText('¥62,407.28');
  // Both journeys are there already: nothing of the old version has to be fetched any more.
  await visited.getByRole('link', { name: '借款人' }).click();
  await expect(visited.getByRole('heading', { level: 1 })).toHaveText('逾期贷款怎么还');
});

test('a service worker that cannot be had leaves the page as it was', async ({ page, host }) => {
  await page.addInitScript(() => {
    Object.defineProperty(ServiceWorkerContainer.prototype, 'register', { value: () => Promise.reject(new Error('turned off')) });
  });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(host.url);
  const work = new Workspace(page);
  await work.typeCaseA();
  await expect(work.total).toHaveText('¥62,407.28');
  expect(errors).toEqual([]);
});

function cacheNames(page: Page): Promise<string[]> {
  // While the page is loaded anew there is nothing to ask.
  return page.evaluate(() => caches.keys()).catch(() => []);
}

async function lookForUpdate(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await (await navigator.serviceWorker.getRegistration())?.update();
  });
}

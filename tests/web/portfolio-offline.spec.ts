import { test } from '@playwright/test';
import { Host } from './host';
import { PortfolioDesk } from './portfolio-desk';
import { engineReady, expect } from './watched';

test('after one visit to the page a list is worked out without a network', async ({ page, baseURL }) => {
  const host = new Host(baseURL ?? '');
  await host.start();
  await page.goto(host.url);
  await engineReady(page);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await host.stop();
  await page.reload();
  await page.getByRole('link', { name: '批量测算' }).click();
  const desk = new PortfolioDesk(page);
  await desk.work('id,dueOn,principal,interest,annualRate\n1,2025-08-15,60000,900,6%\n');
  await expect(desk.part('summary')).toContainText('¥62,407.28');
  const kept = await page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    cookies: document.cookie,
    databases: (await indexedDB.databases()).length,
    address: location.hash,
  }));
  expect(kept).toEqual({ local: 0, session: 0, cookies: '', databases: 0, address: '#/portfolio' });
});

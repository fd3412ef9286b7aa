import { expect, test as base, type Page } from '@playwright/test';

/** What a page must not do while it is used. */
interface Misdeeds {
  readonly spoken: string[];
  readonly requested: string[];
}

/**
 * A test whose page is loaded, ready to compute, and watched: an error on the console, a breach of the
 * content policy or a request after loading fails the test, whatever else it looks at.
 */
export const test = base.extend<{ site: Page; today: string }>({
  /** The moment that the page takes for now; empty for the machine's own clock. */
  today: ['', { option: true }],
  site: async ({ page, today }, use) => {
    const misdeeds: Misdeeds = { spoken: [], requested: [] };
    listen(page, misdeeds);
    await page.addInitScript(recordBreaches);
    if (today !== '') await page.clock.setFixedTime(new Date(today));
    await page.goto('./');
    await engineReady(page);
    page.on('request', (request) => misdeeds.requested.push(request.url()));
    await use(page);
    expect(misdeeds.spoken, 'errors and warnings on the console').toEqual([]);
    expect(misdeeds.requested, 'requests after loading').toEqual([]);
    expect(await breaches(page), 'breaches of the content policy').toEqual([]);
  },
});

export { expect };

/** The version of the engine stands on the page once it is compiled. */
export async function engineReady(page: Page): Promise<void> {
  await expect(page.locator('footer')).toContainText(/\d+\.\d+\.\d+/);
}

function listen(page: Page, { spoken }: Misdeeds): void {
  page.on('pageerror', (error) => spoken.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') spoken.push(message.text());
  });
}

declare global {
  interface Window {
    breaches: string[];
  }
}

function recordBreaches(): void {
  window.breaches = [];
  document.addEventListener('securitypolicyviolation', (event) => {
    window.breaches.push(`${event.violatedDirective}: ${event.blockedURI}`);
  });
}

function breaches(page: Page): Promise<string[]> {
  return page.evaluate(() => window.breaches);
}

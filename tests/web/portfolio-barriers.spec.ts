import { expectNoBarriers } from './barriers';
import { expect, LIST, longList, type PortfolioDesk, test } from './portfolio-desk';
import { LANGUAGES } from './words';

// The portfolio for barriers in each of its states, by the keyboard alone, and reached by dropping a file.

const WIDTHS = [320, 1280] as const;

type Reach = (desk: PortfolioDesk) => Promise<void>;

const STATES: readonly (readonly [string, Reach])[] = [
  ['empty', () => Promise.resolve()],
  ['a file that cannot be read', async (desk) => {
    await desk.choose('');
    await expect(desk.page.locator('#portfolio-file-problem')).toBeVisible();
  }],
  ['columns that are missing', async (desk) => {
    await desk.choose('id,x\n1,2\n');
    await expect(desk.page.locator('#portfolio-columns-problem')).toBeVisible();
    await desk.page.locator('details summary').first().click();
  }],
  ['a day that is none', async (desk) => {
    await desk.choose(LIST);
    await desk.run('2025-02-30');
    await expect(desk.page.locator('#portfolio-run-problem')).toBeVisible();
  }],
  ['worked out and compared', async (desk) => {
    await desk.work(`${LIST}\n${longList(120).split('\n').slice(1).map((line) => (line === '' ? '' : `${line},0,0,x`)).join('\n')}`);
    await desk.page.locator('#compare-portfolio').click();
    await expect(desk.page.locator('#portfolio-compare-outcome')).toBeFocused();
    for (const fold of await desk.part('charts').locator('summary').all()) await fold.click();
  }],
];

for (const language of LANGUAGES) {
  for (const width of WIDTHS) {
    test.describe(`${language}, ${width} px`, () => {
      test.use({ language, viewport: { width, height: 900 } });
      test(`no barrier in any state of the portfolio: ${language}, ${width} px, light and dark`, async ({ desk }) => {
        test.setTimeout(180_000);
        for (const [name, reach] of STATES) {
          await reach(desk);
          await expectNoBarriers(desk.page, 'body', name);
        }
      });
    });
  }
}

test('the keyboard alone works out a list, and finds it from the collector’s screen', async ({ page }) => {
  const chosen = page.waitForEvent('filechooser');
  await page.goto('./');
  const link = page.getByRole('link', { name: '批量测算' });
  for (let presses = 0; presses < 10 && !(await link.evaluate((node) => node === document.activeElement)); presses += 1) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: '批量测算' })).toBeFocused();
  await expect(page).toHaveTitle(/批量测算/);
  const file = page.locator('#portfolio-file');
  await expect(file).toBeAttached();
  await expect(page.locator('#heading')).toBeFocused();
  for (let presses = 0; presses < 12 && !(await file.evaluate((node) => node === document.activeElement)); presses += 1) {
    await page.keyboard.press('Tab');
  }
  await expect(file).toBeFocused();
  await page.keyboard.press('Enter');
  const chooser = await chosen;
  await chooser.setFiles({ name: 'x.csv', mimeType: 'text/csv', buffer: Buffer.from('id,dueOn,principal\n1,2025-08-15,60000\n') });
  await expect(page.locator('#portfolio-columns-heading')).toBeFocused();
  // Three columns, the first rows, the day.
  for (let presses = 0; presses < 5; presses += 1) await page.keyboard.press('Tab');
  await expect(page.locator('#portfolio-as-of')).toBeFocused();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('2025-11-22');
  for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press('Tab');
  await expect(page.locator('#start-portfolio')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('#portfolio-summary-heading')).toBeFocused();
});

test('a file is dropped on the page', async ({ desk, page }) => {
  const transfer = await page.evaluateHandle((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], 'dropped.csv', { type: 'text/csv' }));
    return data;
  }, LIST);
  await page.locator('.drop').dispatchEvent('drop', { dataTransfer: transfer });
  await expect(desk.part('file')).toContainText('dropped.csv');
});

test('at 200 % of the letter size nothing reaches out of the page', async ({ desk, page }) => {
  await page.setViewportSize({ width: 640, height: 800 });
  await desk.work(LIST);
  await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
  expect(await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)).toBe(false);
});

test('an engine that does not load is told', async ({ page }) => {
  await page.route(/engine-worker-portfolio/, (route) => route.abort());
  await page.goto('./#/portfolio');
  await expect(page.locator('main')).toContainText('批量测算没有打开');
});

test('only its worker may compile wasm', async ({ page }) => {
  const policies = new Map<string, string>();
  page.on('response', (response) => policies.set(new URL(response.url()).pathname, response.headers()['content-security-policy'] ?? ''));
  await page.goto('./#/portfolio');
  await expect(page.locator('#portfolio-file')).toBeAttached();
  const compiling = [...policies].filter(([, policy]) => policy.includes('wasm')).map(([path]) => path.replace(/-[\w-]{8}\.js$/, ''));
  expect(compiling.sort()).toEqual(['/assets/engine-worker', '/assets/engine-worker-portfolio']);
});

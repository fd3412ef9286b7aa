import { test as base } from '@playwright/test';
import { linkOfBorrower } from '../../www/src/share/case-link';
import { Borrower, TODAY } from './borrower';
import { expect, test } from './watched';
import { LANGUAGES } from './words';
import { Workspace } from './workspace';

// States that a journey can be in besides its screens: no engine, a policy past its day, a copy that failed.

test.use({ today: TODAY });

const FAILED = { 'zh-Hans': '计算程序没有启动', 'zh-Hant': '計算程式沒有啟動', en: 'The engine did not start' };

base.describe('without an engine', () => {
  // With the files kept, a reload brings the engine back; here it is taken away for good.
  base.use({ serviceWorkers: 'block' });

  for (const language of LANGUAGES) {
    base(`without an engine the journey says so and keeps what was entered, in ${language}`, async ({ page }) => {
      await page.route(/engine-worker/, (route) => route.abort());
      await page.goto('./');
      const journey = new Borrower(page, language);
      await journey.open();
      await page.locator('#next').click();
      await expect(journey.heading).toHaveText(FAILED[language]);
      await expect(page.locator('main')).not.toContainText('undefined');
      await page.locator('#reload').click();
      await expect(journey.heading).toHaveText(FAILED[language]);
    });
  }

  base('an engine that stops in the middle is told of, and the answers come back with it', async ({ page }) => {
    await page.clock.setFixedTime(new Date(TODAY));
    await page.route(/engine-worker/, (route) => route.abort());
    const draft = { ...new Borrower(page).caseA(), payNow: 'none', means: 'amount', amount: '12000', monthlyIncome: '36000', plan: '6' } as const;
    const text = await linkOfBorrower({ draft, policy: null });
    await page.goto(`./#/borrower/case/${text}`);
    const journey = new Borrower(page);
    await expect(journey.heading).toHaveText(FAILED['zh-Hans']);
    await page.unroute(/engine-worker/);
    await page.locator('#reload').click();
    await expect(journey.row('principal')).toHaveValue('60000.00');
    await journey.continue();
    await journey.expectStep('check');
    await expect(page.locator('.answers').last()).toContainText('每月 ¥10,401.21，6 个月还清');
  });
});

test.describe('past the day by which the policy was to be reviewed', () => {
  test.use({ today: '2027-07-01T04:00:00Z' });

  test('both journeys say so', async ({ site }) => {
    const work = new Workspace(site);
    await work.fillExample();
    await expect(site.locator('.stale')).toContainText('应在 2027年6月30日 前复核');
    const journey = new Borrower(site);
    await journey.owe({ dueOn: '2027-06-01' });
    await journey.choose('firstArrear', 'no');
    await journey.choose('cameForward', 'no');
    await journey.continue();
    await journey.pay('all');
    await journey.expectStep('paid-now');
    await expect(site.locator('.stale')).toContainText('应在 2027年6月30日 前复核');
  });
});

test.describe('on that very day', () => {
  test.use({ today: '2027-06-30T04:00:00Z' });

  test('nothing is said yet', async ({ site }) => {
    const work = new Workspace(site);
    await work.fillExample();
    await expect(work.total).toHaveText('¥62,407.28');
    await expect(site.locator('.stale')).toHaveCount(0);
  });
});

test('a link that cannot be copied is shown to be copied by hand', async ({ site }) => {
  await site.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'));
  });
  const work = new Workspace(site);
  await work.fillExample();
  await expect(work.total).toHaveText('¥62,407.28');
  await site.locator('#copy-link').click();
  await expect(site.getByLabel('没能复制，请从这里复制：')).toHaveValue(/#\/case\/[\w-]+$/);
  // A link of an earlier case is not left standing.
  await work.field(work.words.principal).fill('50000');
  await expect(site.locator('#link-by-hand')).toHaveCount(0);
});

test('a case that is opened takes the place of one that can be brought back', async ({ site, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const work = new Workspace(site);
  await work.fillExample();
  await expect(work.total).toHaveText('¥62,407.28');
  await site.locator('#copy-link').click();
  await expect(site.locator('.linked')).toContainText('已复制本案链接');
  const link = await site.evaluate(() => navigator.clipboard.readText());
  await work.field(work.words.principal).fill('777');
  await site.evaluate((hash) => {
    location.hash = hash;
  }, new URL(link).hash);
  await expect(work.total).toHaveText('¥62,407.28');
  await site.locator('#undo-case').click();
  await expect(work.field(work.words.principal)).toHaveValue('777');
});

test('a case of an earlier day can be brought up to today', async ({ site }) => {
  const journey = new Borrower(site);
  const draft = { ...journey.caseA(), asOf: '2025-10-01', payNow: 'none', means: 'amount', amount: '12000', monthlyIncome: '36000', plan: '6' } as const;
  const text = await linkOfBorrower({ draft, policy: null });
  await site.evaluate((hash) => {
    location.hash = hash;
  }, `#/borrower/case/${text}`);
  await expect(journey.heading).toHaveText('您的还款估算');
  await journey.open('owe');
  await expect(site.locator('main')).toContainText('计算到 2025年10月1日');
  await site.getByRole('button', { name: '改为计算到今天（2025年11月22日）' }).click();
  await expect(site.locator('#to-today')).toHaveCount(0);
  await journey.continue();
  await journey.expectStep('check');
  await site.locator('#next').click();
  await expect(site.locator('.panel-main')).toHaveText('每月 ¥10,401.21，6 个月还清');
});

test('the result is copied as text, without anything that was not on the page', async ({ site, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const journey = new Borrower(site, 'en');
  await journey.reachEstimate();
  await site.locator('#copy-text').click();
  await expect(site.locator('.copied')).toHaveText('Text copied.');
  const lines = (await site.evaluate(() => navigator.clipboard.readText())).split('\n');
  expect(lines).toContain('¥10,401.21 a month for 6 months');
  expect(lines).toContain('6. 22 May 2026 ¥10,401.23');
  expect(lines.at(-1)).toBe('This is an estimate, not a decision. It counts once your lender has approved it.');
});

import type { Page } from '@playwright/test';
import { expectNoBarriers, expectNoSidewaysScroll, tooWide } from './barriers';
import { Borrower, TODAY } from './borrower';
import { expect, test } from './watched';
import { LANGUAGES } from './words';

// Every screen of the journey, and every page that it can end on, for barriers.

test.use({ today: TODAY });

const WIDTHS = [320, 1280] as const;
const BETWEEN = [375, 768] as const;

type Reach = (journey: Borrower, page: Page) => Promise<void>;

/** The screens, each reached from the one before it. */
const SCREENS: readonly (readonly [string, Reach])[] = [
  ['start', (journey) => journey.open()],
  ['owe', (journey) => journey.open('owe')],
  [
    'owe, mistaken, with two items',
    async (journey, page) => {
      await page.locator('#add-arrear').click();
      await journey.row('principal', 1).fill('x');
      await journey.continue();
      await expect(page.locator('#problem-summary')).toBeVisible();
    },
  ],
  [
    'missing',
    async (journey, page) => {
      await page.locator('.item .as-link').last().click();
      await journey.owe({ dueOn: '2025-10-30', interest: '' });
      await journey.expectStep('missing');
    },
  ],
  ['about', async (journey) => {
    await journey.owe({ dueOn: '2025-10-30' });
    await journey.expectStep('about');
  }],
  ['pay', async (journey, page) => {
    await journey.owe();
    await journey.expectStep('pay');
    await page.locator('.working-fold summary').click();
  }],
  ['paid now', async (journey) => {
    await journey.choose('payNow', 'all');
    await journey.continue();
    await journey.expectStep('paid-now');
  }],
  ['pay, a part, mistaken', async (journey, page) => {
    await journey.open('pay');
    await journey.pay('part', '-5');
    await expect(page.locator('#problem-summary')).toBeVisible();
  }],
  ['afford', async (journey, page) => {
    await journey.fill('payment', '2000');
    await journey.continue();
    await journey.expectStep('afford');
    await journey.choose('means', 'spending');
    await expect(page.locator('#livingCosts')).toBeVisible();
  }],
  ['not eligible', async (journey) => {
    await journey.fill('monthlyIncome', '30000');
    await journey.fill('livingCosts', '9000');
    await journey.fill('otherDebtPayments', '0');
    await journey.continue();
    await journey.expectStep('not-eligible');
  }],
  ['plan', async (journey) => {
    await journey.open('afford');
    await journey.affordSpending('60000', '9000', '0');
    await journey.expectStep('plan');
    await journey.choose('plan', 'other');
  }],
  ['cannot afford', async (journey) => {
    await journey.fill('otherAmount', '500');
    await journey.continue();
    await journey.expectStep('cannot-afford');
  }],
  ['hardship', async (journey, page) => {
    await page.locator('.ways button').last().click();
    await journey.expectStep('hardship');
  }],
  ['more', async (journey) => {
    await journey.choose('cause', 'illness');
    await journey.choose('evidenced', 'yes');
    await journey.continue();
    await journey.expectStep('more');
  }],
  ['needs a person', async (journey) => {
    await journey.choose('firstArrear', 'yes');
    await journey.continue();
    await journey.expectStep('needs-a-person');
  }],
  ['no hardship', async (journey) => {
    await journey.open('hardship');
    await journey.choose('evidenced', 'no');
    await journey.continue();
    await journey.expectStep('no-hardship');
  }],
  ['check', async (journey) => {
    await journey.open('plan');
    await journey.plan('6');
    await journey.expectStep('check');
  }],
  ['estimate, with what is copied by hand', async (journey, page) => {
    await page.locator('#next').click();
    await journey.expectStep('estimate');
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'));
    });
    await page.locator('#copy-text').click();
    await expect(page.locator('textarea.by-hand')).toHaveValue(/9,|10,/);
  }],
  ['not overdue', async (journey) => {
    await journey.owe({ dueOn: '2025-12-01' });
    await journey.expectStep('not-overdue');
  }],
  ['damaged link', async (journey, page) => {
    await page.evaluate(() => {
      location.hash = location.hash.replace(/borrower.*/, 'case/damaged');
    });
    await expect(journey.heading).toBeFocused();
  }],
];

for (const language of LANGUAGES) {
  for (const width of WIDTHS) {
    test(`no barrier on any screen of the journey: ${language}, ${width} px, light and dark`, async ({ site }) => {
      test.setTimeout(240_000);
      await site.setViewportSize({ width, height: 900 });
      const journey = new Borrower(site, language);
      for (const [name, reach] of SCREENS) {
        await reach(journey, site);
        await expect(site.locator('main[aria-busy=true]')).toHaveCount(0);
        await expectNoBarriers(site, 'html', name);
        await expectNoSidewaysScroll(site, [...BETWEEN, width], name);
      }
    });
  }
}

test('at 400 % of the letter size nothing is cut off or reaches out of the page', async ({ site }) => {
  // A window of 1280 px at 400 % is one of 320 px; letters alone at 200 % are the other demand.
  await site.setViewportSize({ width: 320, height: 256 });
  const journey = new Borrower(site);
  await journey.reachEstimate();
  expect(await site.evaluate(tooWide)).toBe(false);
  await site.setViewportSize({ width: 640, height: 800 });
  await site.evaluate(() => {
    document.documentElement.style.setProperty('font-size', '200%');
  });
  expect(await site.evaluate(tooWide)).toBe(false);
});

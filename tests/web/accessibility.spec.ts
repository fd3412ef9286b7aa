import type { Page } from '@playwright/test';
import { expectNoBarriers, expectNoSidewaysScroll } from './barriers';
import { expect, test } from './watched';
import { LANGUAGES } from './words';
import { Workspace } from './workspace';

const WIDTHS = [320, 1280] as const;
const BETWEEN = [375, 768, 1023] as const;

/** The states of the screen, each reached from the one before it. */
const STATES: readonly (readonly [string, (work: Workspace, page: Page) => Promise<void>])[] = [
  ['empty', async (_work, page) => expect(page.locator('#problem-summary')).toBeVisible()],
  [
    'answered',
    async (work, page) => {
      await work.fillExample();
      await expect(work.total).toHaveText('¥62,407.28');
      await page.evaluate(() => document.querySelectorAll('details').forEach((part) => (part.open = true)));
    },
  ],
  [
    'waiting for time and facts',
    async (work) => {
      await work.field(work.words.asOf).fill('2025-10-20');
      await work.field(work.words.monthlyIncome).clear();
      await work.field(work.words.monthlyIncome).blur();
      await expect(work.outcome(work.litigation)).toHaveText(work.words.notYet);
      await expect(work.outcome(work.installments)).toHaveText(work.words.undetermined);
    },
  ],
  [
    'mistaken, with rows and a log',
    async (work, page) => {
      await page.locator('#add-arrear').click();
      await page.locator('#contactsMode input[value=log]').check();
      await work.field(work.words.asOf).fill('2025-13-01');
      await work.field(work.words.asOf).blur();
      await expect(page.locator('[aria-invalid=true]')).toHaveCount(1);
    },
  ],
];

for (const language of LANGUAGES) {
  for (const width of WIDTHS) {
    test(`no barrier in any state: ${language}, ${width} px, light and dark`, async ({ site }) => {
      await site.setViewportSize({ width, height: 900 });
      const work = new Workspace(site, language);
      await work.useLanguage();
      for (const [name, reach] of STATES) {
        await reach(work, site);
        await expect(site.locator('[aria-busy=true]')).toHaveCount(0);
        await expectNoBarriers(site, 'html', name);
        await expectNoSidewaysScroll(site, [...BETWEEN, width], name);
      }
    });
  }
}

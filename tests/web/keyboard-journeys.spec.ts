import type { Locator, Page } from '@playwright/test';
import { Borrower, TODAY } from './borrower';
import { expect, test } from './watched';
import { type Language, LANGUAGES } from './words';
import { Workspace } from './workspace';

// Both journeys from the first key to the result, with nothing but the keyboard.

test.use({ today: TODAY });

/** More steps than any screen has controls: then the control cannot be reached. */
const STEPS_MAX = 60;

const HEADING: Record<Language, { name: string; estimate: string; headline: string }> = {
  'zh-Hans': { name: '借款人', estimate: '您的还款估算', headline: '每月 ¥10,401.21，6 个月还清' },
  'zh-Hant': { name: '借款人', estimate: '您的還款估算', headline: '每月 ¥10,401.21，6 個月還清' },
  en: { name: 'For borrowers', estimate: 'Your estimate', headline: '¥10,401.21 a month for 6 months' },
};

for (const language of LANGUAGES) {
  test(`a borrower reaches the estimate by the keyboard alone, in ${language}`, async ({ site }) => {
    const { keyboard } = site;
    const words = HEADING[language];
    await chooseLanguage(site, language);
    await tabTo(site, site.getByRole('link', { name: words.name, exact: true }), 'Shift+Tab');
    await keyboard.press('Enter');
    const journey = new Borrower(site, language);
    await tabTo(site, site.locator('#next'));
    await keyboard.press('Enter');
    await journey.expectStep('owe');
    await pick(site, 'policy', 'cn-bank-loan');
    await type(site, site.locator('#annualRate'), '6');
    await type(site, journey.row('dueOn'), '2025-08-15');
    await type(site, journey.row('principal'), '60000');
    await type(site, journey.row('interest'), '900');
    // Enter in a field goes on, as in any form.
    await keyboard.press('Enter');
    await journey.expectStep('pay');
    await pick(site, 'payNow', 'none');
    await keyboard.press('Enter');
    await journey.expectStep('afford');
    await type(site, site.locator('#monthlyIncome'), '36000');
    await pick(site, 'means', 'amount');
    await type(site, site.locator('#amount'), '12000');
    await tabTo(site, site.locator('#continue'));
    await keyboard.press('Space');
    await journey.expectStep('plan');
    await pick(site, 'plan', '6');
    await keyboard.press('Enter');
    await journey.expectStep('check');
    await tabTo(site, site.locator('#next'));
    await keyboard.press('Enter');
    await journey.expectStep('estimate');
    await expect(journey.heading).toHaveText(words.estimate);
    await expect(site.locator('.panel-main')).toHaveText(words.headline);
  });

  test(`a collector reaches the conclusions by the keyboard alone, in ${language}`, async ({ site }) => {
    await chooseLanguage(site, language);
    const work = new Workspace(site, language);
    const { words } = work;
    await type(site, work.field(words.asOf), '2025-11-22');
    await type(site, work.field(words.annualRate), '6');
    await type(site, work.field(words.dueOn), '2025-08-15');
    await type(site, work.field(words.principal), '60000.00');
    await type(site, work.field(words.interest), '900.00');
    await type(site, work.field(words.monthlyIncome), '36000');
    await type(site, work.field(words.failedAttempts), '3');
    await expect(work.total).toHaveText('¥62,407.28');
    await expect(work.outcome(work.litigation)).toHaveText(words.yes);
    await expect(work.outcome(work.waiver)).toHaveText(words.no);
  });
}

test('mistakes are found and corrected by the keyboard alone', async ({ site }) => {
  const journey = new Borrower(site);
  await journey.open('owe');
  await expect(journey.heading).toBeFocused();
  await tabTo(site, site.locator('#continue'));
  await site.keyboard.press('Enter');
  await expect(site.locator('#problem-summary')).toBeFocused();
  await tabTo(site, site.locator('#problem-summary a').nth(1));
  await site.keyboard.press('Enter');
  await expect(journey.row('dueOn')).toBeFocused();
});

test('what has the focus shows it on every screen of the journey', async ({ site }) => {
  const journey = new Borrower(site);
  await journey.reachEstimate();
  for (const step of ['owe', 'pay', 'afford', 'plan', 'check', 'estimate']) {
    await journey.open(step);
    await expect(site.locator('main[aria-busy=true]')).toHaveCount(0);
    const rings = await site.evaluate(focusRings);
    expect(rings.length, step).toBeGreaterThan(3);
    for (const ring of rings) expect(ring, step).toBeGreaterThanOrEqual(2);
  }
});

async function chooseLanguage(site: Page, language: Language): Promise<void> {
  await tabTo(site, site.locator(`.language[lang="${language}"]`));
  await site.keyboard.press('Enter');
  await expect(site.locator('html')).toHaveAttribute('lang', language);
}

/** Goes from control to control until one has the focus. */
async function tabTo(site: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(target).toBeVisible();
  for (let step = 0; step < STEPS_MAX; step += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await site.keyboard.press(key);
  }
  throw new Error(`the keyboard does not reach ${String(target)}`);
}

async function type(site: Page, field: Locator, text: string): Promise<void> {
  await tabTo(site, field);
  await site.keyboard.press('Control+A');
  await site.keyboard.type(text);
}

/** Into the group by Tab, and to the answer by the arrows. */
async function pick(site: Page, name: string, value: string): Promise<void> {
  await tabTo(site, site.locator(`input[name="${name}"]`).first());
  await site.keyboard.press('Space');
  const wanted = site.locator(`input[name="${name}"][value="${value}"]`);
  for (let step = 0; step < 10 && !(await wanted.isChecked()); step += 1) await site.keyboard.press('ArrowDown');
  await expect(wanted).toBeChecked();
  await expect(wanted).toBeFocused();
}

function focusRings(): number[] {
  const controls = [...document.querySelectorAll<HTMLElement>('main a, main button, main input')];
  return controls.map((control) => {
    control.focus();
    const shown = control.closest('.input-line') ?? control;
    return Number.parseFloat(getComputedStyle(shown).outlineWidth);
  });
}

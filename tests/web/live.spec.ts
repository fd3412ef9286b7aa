import type { Page } from '@playwright/test';
import { expect, test } from './watched';
import { LANGUAGES } from './words';
import { Workspace } from './workspace';

test('each key is answered without a button', async ({ site }) => {
  const work = new Workspace(site);
  await work.fillExample();
  await expect(work.outcome(work.installments)).toHaveText('可以');
  const income = work.field(work.words.monthlyIncome);
  await income.press('End');
  await income.press('Backspace');
  await expect(work.outcome(work.installments)).toHaveText('不可以');
  await expect(work.installments).toContainText('各档期数都不可行');
  await income.press('5');
  await expect(work.outcome(work.installments)).toHaveText('可以');
});

test('an earlier day opens legal action later, and says when', async ({ site }) => {
  const work = new Workspace(site);
  await work.fillExample();
  await work.field(work.words.asOf).fill('2025-10-20');
  await expect(work.outcome(work.litigation)).toHaveText(work.words.notYet);
  await expect(work.litigation).toContainText('2025年11月14日 逾期天数 91 天 → 可以');
});

test('typing in the middle of a figure leaves the caret where it is', async ({ site }) => {
  const work = new Workspace(site);
  await work.fillExample();
  await expect(work.total).toHaveText('¥62,407.28');
  const principal = work.field(work.words.principal);
  await principal.press('Home');
  await principal.press('ArrowRight');
  for (const [key, caret, value] of [
    ['1', 2, '610000.00'],
    ['2', 3, '6120000.00'],
    ['Backspace', 2, '610000.00'],
  ] as const) {
    await principal.press(key);
    await expect(work.total).not.toHaveText('¥62,407.28');
    await expect(principal).toHaveValue(value);
    expect(await caretOf(site)).toBe(caret);
  }
});

test('the caret stays as well once the pause after typing is over', async ({ site }) => {
  const work = new Workspace(site);
  await work.fillExample();
  const income = work.field(work.words.monthlyIncome);
  await income.press('Home');
  await income.press('1');
  await expect(work.announcement).toContainText('应还合计');
  expect(await caretOf(site)).toBe(1);
  await expect(income).toBeFocused();
});

for (const language of LANGUAGES) {
  test(`the conclusions are announced once typing has paused, in ${language}`, async ({ site }) => {
    const work = new Workspace(site, language);
    await work.useLanguage();
    await work.typeCaseA();
    await expect(work.announcement).toHaveText(work.words.announced.trim());
  });
}

test('nothing is announced between two keys', async ({ site }) => {
  const work = new Workspace(site);
  await work.fillExample();
  await expect(work.announcement).toContainText('已填入算例');
  const announced = await site.evaluateHandle(watchAnnouncements);
  const income = work.field(work.words.monthlyIncome);
  await income.press('End');
  for (const key of ['Backspace', 'Backspace', '5', '5']) await income.press(key, { delay: 20 });
  await expect(work.announcement).not.toContainText('已填入算例');
  const [first, ...more] = await announced.jsonValue();
  expect(more).toEqual([]);
  expect(first?.sinceLastKey).toBeGreaterThan(600);
  expect(first?.sinceLastKey).toBeLessThan(1600);
});

test('the page never has more than one live region', async ({ site }) => {
  await new Workspace(site).fillExample();
  await expect(site.locator('[aria-live], [role=status], [role=alert], [role=log]')).toHaveCount(1);
});

test('a date in another spelling is understood, and shown in the usual one on leaving', async ({ site }) => {
  const work = new Workspace(site);
  await work.fillExample();
  const asOf = work.field(work.words.asOf);
  await asOf.fill('2025年10月2日');
  await expect(work.due).toContainText('2025年10月2日');
  await asOf.blur();
  await expect(asOf).toHaveValue('2025-10-02');
});

test('full-width figures and thousands marks are understood', async ({ site }) => {
  const work = new Workspace(site);
  await work.fillExample();
  await work.field(work.words.principal).fill('￥６０，０００．００');
  await work.field(work.words.interest).fill('1,900');
  await expect(work.due.locator('dd').nth(0)).toHaveText('¥60,000.00');
  await expect(work.due.locator('dd').nth(1)).toHaveText('¥1,900.00');
});

test('a case that was replaced can be brought back', async ({ site }) => {
  const work = new Workspace(site);
  const principal = work.field(work.words.principal);
  await principal.fill('777');
  await work.fillExample();
  await expect(principal).toHaveValue('60000.00');
  await site.locator('#undo-case').click();
  await expect(principal).toHaveValue('777');
  await site.locator('#undo-case').click();
  await expect(work.total).toHaveText('¥62,407.28');
  await site.locator('#clear-case').click();
  await expect(principal).toHaveValue('');
});

function caretOf(page: Page): Promise<number | null> {
  return page.evaluate(() => (document.activeElement as HTMLInputElement).selectionStart);
}

/** Notes each announcement with the time since the last key before it. */
function watchAnnouncements(): { sinceLastKey: number }[] {
  const announced: { sinceLastKey: number }[] = [];
  let lastKey = 0;
  document.addEventListener('input', () => {
    lastKey = performance.now();
  });
  const region = document.querySelector('[role=status]');
  if (region === null) throw new Error('the page has no live region');
  new MutationObserver(() => announced.push({ sinceLastKey: performance.now() - lastKey })).observe(region, {
    childList: true,
    characterData: true,
    subtree: true,
  });
  return announced;
}

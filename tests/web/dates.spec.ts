import { readFile } from 'node:fs/promises';
import type { Locator } from '@playwright/test';
import { assess, type Facts, keyDates } from '../../target/npm/index.js';
import { expectNoBarriers } from './barriers';
import { expect, test } from './watched';
import { type Language, LANGUAGES } from './words';
import { Workspace } from './workspace';

// The timeline of the example, its calendar file, and what is owed over time.

const FACTS: Facts = {
  asOf: '2025-11-22',
  loan: { annualRate: '6%' },
  arrears: [{ dueOn: '2025-08-15', principal: '60000.00', interest: '900.00' }],
  borrower: { monthlyIncome: '36000' },
  contacts: { failedAttempts: 3 },
};

const SAID: Record<Language, { dates: string; owed: string; picture: string; second: readonly string[]; inShort: string; none: string }> = {
  'zh-Hans': {
    dates: '时间线',
    owed: '欠款走势',
    picture: '时间线：从 2025年8月15日 到 2028年8月15日，4 个关键日期',
    second: ['2', '2026/05/13', '风险分类变为可疑', '商业银行金融资产风险分类办法'],
    inShort: '分 6 期，到 2026年5月22日 还清；一直不还，到那天应还 ¥65,163.00。',
    none: '没有可以比较的分期方案',
  },
  'zh-Hant': {
    dates: '時間線',
    owed: '欠款走勢',
    picture: '時間線：從 2025年8月15日 到 2028年8月15日，4 個關鍵日期',
    second: ['2', '2026/05/13', '風險分類變為可疑', '商業銀行金融資產風險分類辦法'],
    inShort: '分 6 期，到 2026年5月22日 還清；一直不還，到那天應還 ¥65,163.00。',
    none: '沒有可以比較的分期方案',
  },
  en: {
    dates: 'Timeline',
    owed: 'Owed over time',
    picture: 'Timeline from 15 August 2025 to 15 August 2028 with 4 key dates',
    second: ['2', '13 May 2026', 'Risk tier becomes doubtful', 'Order [2023] 1'],
    inShort: 'With 6 payments it is paid off by 22 May 2026; with none, ¥65,163.00 is due on that day.',
    none: 'there is no installment plan to compare with',
  },
};

for (const language of LANGUAGES) {
  test(`the timeline shows each key date, and its table says the same, in ${language}`, async ({ site }) => {
    const work = new Workspace(site, language);
    const said = SAID[language];
    await work.useLanguage();
    await work.fillExample();
    await site.getByRole('tab', { name: said.dates }).click();
    await expect(site.getByRole('img', { name: said.picture })).toBeVisible();
    await expect(site.locator('#timeline-picture .chart-wide .chart-mark')).toHaveCount(4);
    const rows = site.locator('#desk-panel tbody tr');
    await expect(rows).toHaveCount(4);
    for (const words of said.second) await expect(rows.nth(1)).toContainText(words);
    expect(await inOrder(site.locator('#timeline-picture .chart-wide .chart-mark'))).toBe(true);
  });

  test(`the calendar file holds the key dates in ${language}`, async ({ site }) => {
    const work = new Workspace(site, language);
    await work.useLanguage();
    await work.fillExample();
    await site.getByRole('tab', { name: SAID[language].dates }).click();
    const download = site.waitForEvent('download');
    await site.locator('#save-calendar').click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/2025-11-22\.ics$/);
    expect(await readFile(await file.path(), 'utf8')).toBe(keyDates(FACTS, { format: 'ics', locale: language }).ics);
  });

  test(`what is owed with and without a plan is the engine's figure of each day, in ${language}`, async ({ site }) => {
    const work = new Workspace(site, language);
    const said = SAID[language];
    await work.useLanguage();
    await work.fillExample();
    await site.getByRole('tab', { name: said.owed }).click();
    await expect(site.locator('#desk-panel')).toContainText(said.inShort);
    const plan = assess(FACTS).installments.options[3]!;
    const rows = site.locator('#desk-panel tbody tr');
    await expect(rows).toHaveCount(7);
    for (const [index, { dueOn, balance, payment }] of plan.schedule.entries()) {
      const { total } = assess({ ...FACTS, asOf: dueOn }).due;
      const cells = rows.nth(index + 1).locator('.cell');
      await expect(cells.nth(1)).toHaveText(grouped(total));
      await expect(cells.nth(2)).toHaveText(grouped(payment));
      await expect(cells.nth(3)).toHaveText(grouped(balance));
    }
    await work.plan(0).click();
    await expect(rows).toHaveCount(4);
  });

  for (const width of [320, 1280]) {
    test(`no barrier in the pictures: ${language}, ${width} px`, async ({ site }) => {
      await site.setViewportSize({ width, height: 900 });
      const work = new Workspace(site, language);
      await work.useLanguage();
      await expectNoBarriers(site, '#desk', 'nothing to show');
      await work.fillExample();
      await expect(site.locator('#timeline-picture')).toBeVisible();
      await expectNoBarriers(site, '#desk', 'timeline');
      await site.getByRole('tab', { name: SAID[language].owed }).click();
      await expect(site.locator('#owed-picture')).toBeVisible();
      await expectNoBarriers(site, '#desk', 'owed');
      // One drawing at a time: the one that fits.
      await expect(site.locator('#owed-picture svg:visible')).toHaveCount(1);
    });
  }
}

test('the marks stand where the figures put them', async ({ site }) => {
  const work = new Workspace(site);
  await work.fillExample();
  await site.getByRole('tab', { name: '欠款走势' }).click();
  const heights = await site
    .locator('#owed-picture .chart-wide .chart-dot-with')
    .evaluateAll((dots) => dots.map((dot) => Number(dot.getAttribute('cy'))).slice(0, 7));
  // The balance falls, so each mark is lower on the screen than the one before; the last one lies on the axis.
  expect(heights.every((height, index) => index === 0 || height > heights[index - 1]!)).toBe(true);
  const axis = await site.locator('#owed-picture .chart-wide .chart-axis').first().getAttribute('y1');
  expect(heights.at(-1)).toBe(Number(axis));
});

test('without a total there is nothing to draw, and that is said', async ({ site }) => {
  const work = new Workspace(site);
  await work.fillExample();
  await site.getByRole('tab', { name: '欠款走势' }).click();
  await work.field(work.words.annualRate).clear();
  await expect(site.locator('#desk-panel')).toContainText(SAID['zh-Hans'].none);
  await expect(site.locator('#owed-picture')).toHaveCount(0);
});

test('the arrows move among the tabs, and one press of the tab key leaves them', async ({ site }) => {
  await new Workspace(site).fillExample();
  await site.getByRole('tab', { name: '时间线' }).focus();
  await site.keyboard.press('ArrowRight');
  await expect(site.getByRole('tab', { name: '欠款走势' })).toBeFocused();
  await expect(site.getByRole('tab', { name: '欠款走势' })).toHaveAttribute('aria-selected', 'true');
  await expect(site.locator('#owed-picture')).toBeVisible();
  await site.keyboard.press('End');
  await expect(site.getByRole('tab').last()).toBeFocused();
  await site.keyboard.press('ArrowRight');
  await expect(site.getByRole('tab').first()).toBeFocused();
  await site.keyboard.press('ArrowLeft');
  await expect(site.getByRole('tab').last()).toBeFocused();
  await site.keyboard.press('Home');
  await site.keyboard.press('Tab');
  await expect(site.locator('#save-calendar')).toBeFocused();
});

async function inOrder(marks: Locator): Promise<boolean> {
  const places = await marks.evaluateAll((circles) => circles.map((circle) => Number(circle.getAttribute('cx'))));
  return places.length > 1 && places.every((x, index) => index === 0 || x >= places[index - 1]!);
}

function grouped(amount: string | null): string {
  return new Intl.NumberFormat('en', { minimumFractionDigits: 2 }).format((amount ?? 'NaN') as Intl.StringNumericLiteral);
}

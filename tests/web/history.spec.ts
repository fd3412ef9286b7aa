import type { Page } from '@playwright/test';
import { assess, type Facts } from '../../target/npm/index.js';
import { readPaste } from '../../www/src/desk/history/paste';
import { expectNoBarriers } from './barriers';
import { expect, test } from './watched';
import { type Language, LANGUAGES } from './words';
import { Workspace } from './workspace';

const SAID: Record<Language, { history: string; bad: readonly string[]; total: string; changed: string }> = {
  'zh-Hans': {
    history: '全部还款记录',
    bad: ['利息：缺少这一列', '第 2 行 A 列（到期日） “2025/13/1”：不是日历上的一天', '第 3 行 B 列（本金） “1,2345”：不是金额'],
    total: '第 4 行是合计，没有读入',
    changed: '第 2 行 B 列（本金（元））：10,000.00 → 10000.00',
  },
  'zh-Hant': {
    history: '全部還款記錄',
    bad: ['利息：缺少這一欄', '第 2 行 A 欄（到期日） 「2025/13/1」：不是日曆上的一天', '第 3 行 B 欄（本金） 「1,2345」：不是金額'],
    total: '第 4 行是合計，沒有讀入',
    changed: '第 2 行 B 欄（本金（元））：10,000.00 → 10000.00',
  },
  en: {
    history: 'Full history',
    bad: ['Interest: this column is missing', 'Row 2, column A (到期日) "2025/13/1": not a day', 'Row 3, column B (本金) "1,2345": not an amount'],
    total: 'Row 4 is a total and was left out',
    changed: 'Row 2, column B (本金（元）): 10,000.00 → 10000.00',
  },
};

const SCHEDULE = '到期日\t本金（元）\t利息\n2025/8/15\t10,000.00\t500.00\n2025年9月15日\t10000\t450\n合计\t20000\t950';
const EVENTS = 'Date,Kind,Amount,Rate\n2025/8/20,Payment,"3,000.00",\n2025-09-01,Rate,,6.5%\n2025-10-08,收款,1200,';

/** What those rows mean. */
const FACTS: Facts = {
  asOf: '2025-11-22',
  loan: { annualRate: '6%' },
  history: {
    drawdown: { on: '2025-01-15', amount: '120000' },
    schedule: [
      { dueOn: '2025-08-15', principal: '10000', interest: '500' },
      { dueOn: '2025-09-15', principal: '10000', interest: '450' },
    ],
    events: [
      { on: '2025-08-20', kind: 'payment', amount: '3000' },
      { on: '2025-09-01', kind: 'rate', annualRate: '6.5%' },
      { on: '2025-10-08', kind: 'payment', amount: '1200' },
    ],
  },
};

for (const language of LANGUAGES) {
  test(`a history pasted from a spreadsheet comes out as the engine has it, in ${language}`, async ({ site }) => {
    const work = new Workspace(site, language);
    await work.useLanguage();
    await beginHistory(site, work, language);
    await paste(site, SCHEDULE);
    await expect(site.locator('#paste-outcome')).toContainText(SAID[language].total);
    await site.locator('#paste-changes summary').click();
    await expect(site.locator('#paste-changes')).toContainText(SAID[language].changed);
    await site.locator('#paste-replace').click();
    await paste(site, EVENTS);
    await site.locator('#paste-replace').click();
    const { due } = assess(FACTS);
    await expect(work.total).toHaveText(money(due.total));
    await expect(work.due.locator('dd').first()).toHaveText(money(due.principal));
    await expect(site.locator('.grid-schedule .grid-row')).toHaveCount(2);
    await expect(site.locator('.grid-events .grid-row')).toHaveCount(3);
  });

  test(`cells that cannot be read are told by row and column, and nothing is taken over, in ${language}`, async ({ site }) => {
    const work = new Workspace(site, language);
    await work.useLanguage();
    await beginHistory(site, work, language);
    await paste(site, '到期日\t本金\n2025/13/1\t100\n2025-08-15\t1,2345');
    for (const words of SAID[language].bad) await expect(site.locator('#paste-outcome')).toContainText(words);
    await expect(site.locator('#paste-outcome')).toBeFocused();
    await expect(site.locator('#paste-replace')).toHaveCount(0);
    await expect(site.locator('.grid-schedule .grid-row')).toHaveCount(1);
  });

  for (const width of [320, 1280]) {
    test(`no barrier in a history: ${language}, ${width} px`, async ({ site }) => {
      await site.setViewportSize({ width, height: 900 });
      const work = new Workspace(site, language);
      await work.useLanguage();
      await beginHistory(site, work, language);
      await expectNoBarriers(site, '.workspace', 'empty');
      await paste(site, SCHEDULE);
      await expectNoBarriers(site, '#history', 'read');
      await site.locator('#paste-replace').click();
      for (const kind of ['payment', 'reversal', 'rate', 'waiver', 'fee', 'acceleration', 'pause']) {
        await site.locator('#add-event').click();
        await site.locator('[id$=-kind]').last().selectOption(kind);
      }
      await paste(site, 'x\ty');
      await site.locator('[id$=-principal]').first().fill('1.234');
      await site.locator('[id$=-principal]').first().blur();
      await expect(site.locator('#history [aria-invalid=true]')).toHaveCount(1);
      await expectNoBarriers(site, '#history', 'mistaken');
    });
  }
}

test('every kind of event typed by hand is what the engine is asked', async ({ site }) => {
  const work = new Workspace(site);
  await beginHistory(site, work, 'zh-Hans');
  await paste(site, SCHEDULE);
  await site.locator('#paste-replace').click();
  const add = async (kind: string, on: string, more: Record<string, string>): Promise<void> => {
    await site.locator('#add-event').click();
    const row = site.locator('.grid-events .grid-row').last();
    await row.locator('[id$=-on]').fill(on);
    await row.locator('[id$=-kind]').selectOption(kind);
    for (const [name, text] of Object.entries(more)) {
      const control = row.locator(`[id$=-${name}]`);
      if ((await control.evaluate((element) => element.tagName)) === 'SELECT') await control.selectOption(text);
      else await control.fill(text);
    }
  };
  await add('payment', '2025-08-20', { amount: '3000' });
  await add('payment', '2025-08-25', { amount: '700' });
  const reversed = await site.locator('.grid-events .grid-row').last().locator('[id$=-on]').getAttribute('id');
  await add('reversal', '2025-08-28', { of: (reversed ?? '').replace('-on', '') });
  await add('rate', '2025-09-01', { rate: '6.5' });
  await add('fee', '2025-09-20', { amount: '80', label: '律师函' });
  await add('waiver', '2025-10-01', { component: 'penalty', amount: '5' });
  await add('pause', '2025-10-05', { what: 'interest', until: '2025-10-15' });
  await add('acceleration', '2025-11-01', {});
  const { due } = assess({
    ...FACTS,
    history: {
      ...FACTS.history!,
      events: [
        { on: '2025-08-20', kind: 'payment', amount: '3000' },
        { on: '2025-08-25', kind: 'payment', amount: '700' },
        { on: '2025-08-28', kind: 'reversal', of: 1 },
        { on: '2025-09-01', kind: 'rate', annualRate: '6.5%' },
        { on: '2025-09-20', kind: 'fee', amount: '80', label: '律师函' },
        { on: '2025-10-01', kind: 'waiver', component: 'penalty', amount: '5' },
        { on: '2025-10-05', kind: 'pause', what: 'interest', until: '2025-10-15' },
        { on: '2025-11-01', kind: 'acceleration' },
      ],
    },
  });
  await expect(work.total).toHaveText(money(due.total));
});

test('what is wrong in a row leads to its cell, and only one way of saying what is owed is sent', async ({ site }) => {
  const work = new Workspace(site);
  await work.fillExample();
  await site.locator('#debt input[value=history]').check();
  // The list that was there before is kept aside: with both, the engine would refuse.
  await expect(site.locator('#problem-summary')).toBeVisible();
  await expect(site.locator('#problem-summary')).not.toContainText('只能');
  await site.locator('#drawdownOn').fill('2025-01-15');
  await site.locator('#drawdownAmount').fill('120000');
  await paste(site, SCHEDULE);
  await site.locator('#paste-replace').click();
  await expect(work.total).not.toHaveText('¥62,407.28');
  await site.locator('[id$=-dueOn]').nth(1).fill('2025-02-30');
  await site.locator('[id$=-dueOn]').nth(1).blur();
  await site.locator('#problem-summary').getByRole('link', { name: '第 2 期：到期日' }).click();
  await expect(site.locator('[id$=-dueOn]').nth(1)).toBeFocused();
  await site.locator('#debt input[value=arrears]').check();
  await expect(work.total).toHaveText('¥62,407.28');
});

test('the keyboard alone adds, fills and removes a row', async ({ site }) => {
  const work = new Workspace(site);
  await beginHistory(site, work, 'zh-Hans');
  await site.getByRole('link', { name: /填写还款计划/ }).focus();
  await site.keyboard.press('Enter');
  await expect(site.locator('#history')).toBeFocused();
  await site.locator('#add-installment').focus();
  await site.keyboard.press('Enter');
  await expect(site.locator('[id$=-dueOn]').last()).toBeFocused();
  for (const text of ['2025-08-15', '10000', '500']) {
    await site.keyboard.type(text);
    await site.keyboard.press('Tab');
  }
  await site.keyboard.press('Tab');
  await expect(site.getByRole('button', { name: '删除第 2 期' })).toBeFocused();
  await site.keyboard.press('Enter');
  await expect(site.locator('.grid-schedule .grid-row')).toHaveCount(1);
  await expect(site.locator('#add-installment')).toBeFocused();
});

test.describe('reading rows', () => {
  const placesOf = (text: string): string[] => readPaste(text).bad.map(({ row, column, problem }) => `${row}${column} ${problem}`);

  test('without heads the columns are those of the table, and full-width digits are digits', () => {
    const { what, rows, bad } = readPaste('２０２５－０８－１５\t１０，０００．００\t500\t');
    expect(bad).toEqual([]);
    expect(what).toBe('schedule');
    expect(rows[0]).toMatchObject({ dueOn: '2025-08-15', principal: '10000.00', interest: '500', fees: '' });
  });

  test('a byte order mark, quotes and blank lines are no cells', () => {
    const { rows, bad } = readPaste('﻿Due date,Principal,Interest\r\n\r\n2025-08-15,"1,000.50",0\r\n');
    expect(bad).toEqual([]);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ principal: '1000.50', interest: '0' });
  });

  test('each cell that cannot be read is named', () => {
    expect(placesOf('日期\t类型\t金额\t利率\n45884\t收款\t-5\t\n2025-08-15\t利率变动\t\t0.06\n2025-08-15\t赠送\t1\t\n2025-08-15\t减免\t1\t\n\t收款\t\t')).toEqual([
      '2A notADate',
      '2C notAnAmount',
      '3D notARate',
      '4B notAKind',
      '5B byHand',
      '6A empty',
      '6C empty',
    ]);
    expect(placesOf('')).toEqual(['1A notAPaste']);
  });
});

async function beginHistory(site: Page, work: Workspace, language: Language): Promise<void> {
  await work.field(work.words.asOf).fill('2025-11-22');
  await work.field(work.words.annualRate).fill('6');
  await site.getByRole('radio', { name: SAID[language].history }).check();
  await site.locator('#drawdownOn').fill('2025-01-15');
  await site.locator('#drawdownAmount').fill('120,000');
}

async function paste(site: Page, text: string): Promise<void> {
  const field = site.locator('#paste-text');
  if (!(await field.isVisible())) await site.locator('#paste-summary').click();
  await field.fill(text);
  await site.locator('#read-paste').click();
}

function money(amount: string | null): string {
  return new Intl.NumberFormat('zh-Hans-CN', { style: 'currency', currency: 'CNY', currencyDisplay: 'narrowSymbol' }).format(
    (amount ?? 'NaN') as Intl.StringNumericLiteral,
  );
}

import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expectNoBarriers } from './barriers';
import { expect, test } from './watched';
import { type Language, LANGUAGES } from './words';
import { Workspace } from './workspace';

const SAID: Record<Language, { tab: string; same: string; different: string; engine: string; notJson: string; left: string }> = {
  'zh-Hans': {
    tab: '存档',
    same: '重新计算的结果与存档完全一致',
    different: '重新计算的结果与存档有 2 处不同',
    engine: '存档时的计算程序是 0.0.9',
    notJson: '内容不是 JSON',
    left: '/loan/product',
  },
  'zh-Hant': {
    tab: '存檔',
    same: '重新計算的結果與存檔完全一致',
    different: '重新計算的結果與存檔有 2 處不同',
    engine: '存檔時的計算程式是 0.0.9',
    notJson: '內容不是 JSON',
    left: '/loan/product',
  },
  en: {
    tab: 'Record',
    same: 'the answer is the same as the record',
    different: 'the answer differs in 2 places',
    engine: 'The record was made by engine 0.0.9',
    notJson: 'it is not JSON',
    left: '/loan/product',
  },
};

interface Saved {
  engine: string;
  facts: { loan: Record<string, unknown> };
  answer: { due: { total: string }; waiver: { outcome: string } };
}

for (const language of LANGUAGES) {
  test(`a record that was saved is opened again and comes out the same in ${language}`, async ({ site }) => {
    const work = new Workspace(site, language);
    await work.useLanguage();
    await work.fillExample();
    const saved = await saveRecord(site, language);
    expect(saved.answer.due.total).toBe('62407.28');
    await site.locator('#clear-case').click();
    await openRecord(site, JSON.stringify(saved));
    await expect(site.locator('#record-outcome')).toBeFocused();
    await expect(site.locator('.record-verdict')).toContainText(SAID[language].same);
    await expect(site.locator('#record-outcome')).toContainText('¥62,407.28');
  });

  test(`what differs from a record is said place by place in ${language}`, async ({ site }) => {
    const work = new Workspace(site, language);
    await work.useLanguage();
    await work.fillExample();
    const saved = await saveRecord(site, language);
    saved.engine = '0.0.9';
    saved.answer.due.total = '62407.27';
    saved.answer.waiver.outcome = 'yes';
    await openRecord(site, JSON.stringify(saved));
    await expect(site.locator('.record-verdict')).toContainText(SAID[language].different);
    await expect(site.locator('#record-outcome')).toContainText(SAID[language].engine);
    const rows = site.locator('#record-outcome tbody tr');
    await expect(rows).toHaveCount(2);
    await expect(rows.nth(0)).toContainText('/due/total');
    await expect(rows.nth(0)).toContainText('"62407.27"');
    await expect(rows.nth(0)).toContainText('"62407.28"');
    await expect(rows.nth(1)).toContainText('/waiver/outcome');
  });

  for (const width of [320, 1280]) {
    test(`no barrier in a record: ${language}, ${width} px`, async ({ site }) => {
      await site.setViewportSize({ width, height: 900 });
      const work = new Workspace(site, language);
      await work.useLanguage();
      await work.fillExample();
      const saved = await saveRecord(site, language);
      await openRecord(site, JSON.stringify(saved));
      await expect(site.locator('.record-verdict')).toBeVisible();
      await expectNoBarriers(site, '#desk', 'the same');
      await openRecord(site, JSON.stringify({ ...saved, engine: '0.0.9', answer: { schema: 'answer.v1' } }));
      await expect(site.locator('#record-outcome tbody tr').first()).toBeVisible();
      await expectNoBarriers(site, '#desk', 'different');
      await openRecord(site, 'no record');
      await expect(site.locator('#record-outcome')).toContainText(SAID[language].notJson);
      await expectNoBarriers(site, '#desk', 'unreadable');
    });
  }
}

test('the case is filled in from a record, and what has no place on the form is named', async ({ site }) => {
  const work = new Workspace(site);
  await work.fillExample();
  const saved = await saveRecord(site, 'zh-Hans');
  saved.facts.loan = { annualRate: '0.0725', product: '个人消费贷款' };
  await work.field(work.words.monthlyIncome).fill('1');
  await openRecord(site, JSON.stringify(saved));
  await site.locator('#fill-from-record').click();
  await expect(work.field(work.words.annualRate)).toHaveValue('7.25');
  await expect(work.field(work.words.monthlyIncome)).toHaveValue('36000');
  await expect(work.field(work.words.failedAttempts)).toHaveValue('3');
  await expect(site.locator('#record-left-out')).toContainText('/loan/product');
  await expect(site.locator('#record-left-out')).not.toContainText('annualRate');
  await site.locator('#undo-case').click();
  await expect(work.field(work.words.monthlyIncome)).toHaveValue('1');
});

test('facts of a record that cannot be computed are said at their places', async ({ site }) => {
  await new Workspace(site).fillExample();
  const saved = await saveRecord(site, 'zh-Hans');
  await openRecord(site, JSON.stringify({ ...saved, facts: { asOf: '2025-13-01', arrears: [] } }));
  await expect(site.locator('#record-outcome')).toContainText('现在算不出结果');
  await expect(site.locator('#record-outcome')).toContainText('/asOf');
  await expect(site.locator('#record-outcome')).toContainText('日历上没有');
  await openRecord(site, JSON.stringify({ schema: 'answer.v1' }));
  await expect(site.locator('#record-outcome')).toContainText('不是本页保存的存档');
});

test('a record is saved of the case on the form only, once it is computed', async ({ site }) => {
  const work = new Workspace(site);
  await site.getByRole('tab', { name: '存档' }).click();
  await expect(site.locator('#save-record')).toBeDisabled();
  await work.fillExample();
  await expect(site.locator('#save-record')).toBeEnabled();
  await work.field(work.words.asOf).fill('2025-1');
  await expect(site.locator('#save-record')).toBeDisabled();
});

test('the keyboard alone opens a record and closes it', async ({ site }) => {
  await new Workspace(site).fillExample();
  const saved = await saveRecord(site, 'zh-Hans');
  // Asked for before the focus moves: a browser that learns of it together with the key may open its own dialogue.
  const chooser = site.waitForEvent('filechooser');
  await site.locator('#save-record').focus();
  await site.keyboard.press('Tab');
  await expect(site.locator('#open-record')).toBeFocused();
  await site.keyboard.press('Enter');
  await (await chooser).setFiles({ name: 'r.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(saved)) });
  await expect(site.locator('#record-outcome')).toBeFocused();
  await site.keyboard.press('Tab');
  await site.keyboard.press('Tab');
  await expect(site.locator('#close-record')).toBeFocused();
  await site.keyboard.press('Enter');
  await expect(site.locator('#record-outcome')).toHaveCount(0);
  await expect(site.locator('#open-record')).toBeFocused();
});

async function saveRecord(site: Page, language: Language): Promise<Saved> {
  await site.getByRole('tab', { name: SAID[language].tab, exact: true }).click();
  await expect(site.locator('#save-record')).toBeEnabled();
  const download = site.waitForEvent('download');
  await site.locator('#save-record').click();
  const file = await download;
  expect(file.suggestedFilename()).toContain('2025-11-22.json');
  return JSON.parse(await readFile(await file.path(), 'utf8')) as Saved;
}

async function openRecord(site: Page, text: string): Promise<void> {
  await site.locator('#open-record').setInputFiles({ name: 'record.json', mimeType: 'application/json', buffer: Buffer.from(text) });
}

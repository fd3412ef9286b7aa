import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { assess, Policy, viewPolicy, type Facts } from '../../target/npm/index.js';
import { en } from '../../www/src/i18n/en';
import { POLICY_PLACES } from '../../www/src/i18n/desk/policy-places';
import { POLICY_READINGS } from '../../www/src/i18n/desk/policy-readings';
import { zhHans } from '../../www/src/i18n/zh-hans';
import { zhHant } from '../../www/src/i18n/zh-hant';
import { expectNoBarriers } from './barriers';
import { expect, test } from './watched';
import { type Language, LANGUAGES } from './words';
import { Workspace } from './workspace';

const BUILTIN = join(import.meta.dirname, '../../src/policy/builtin');

const FACTS: Facts = {
  asOf: '2025-11-22',
  loan: { annualRate: '6%' },
  arrears: [{ dueOn: '2025-08-15', principal: '60000.00', interest: '900.00' }],
  borrower: { monthlyIncome: '36000' },
  contacts: { failedAttempts: 3 },
};

interface Said {
  readonly tab: string;
  readonly waiver: readonly string[];
  readonly mark: string;
  readonly moved: string;
  readonly changed: readonly string[];
}

const SAID: Record<Language, Said> = {
  'zh-Hans': {
    tab: '政策',
    waiver: ['减免上限比例', '20%', '银行贷款逾期催收方案', '2004年1月1日 起施行'],
    mark: '按您改动的政策测算',
    moved: '应还合计相差 ¥401.94',
    changed: ['罚息加收比例', '/penalty/markup/value', '0.5', '0.9'],
  },
  'zh-Hant': {
    tab: '政策',
    waiver: ['減免上限比例', '20%', '銀行貸款逾期催收方案', '2004年1月1日 起施行'],
    mark: '按您改動的政策測算',
    moved: '應還合計相差 ¥401.94',
    changed: ['罰息加收比例', '/penalty/markup/value', '0.5', '0.9'],
  },
  en: {
    tab: 'Policy',
    waiver: ['share', '20%', 'Collection plan for overdue bank loans', 'in force from 1 January 2004'],
    mark: 'Computed under your changed policy',
    moved: 'The total due moves by ¥401.94',
    changed: ['Markup on the contract rate', '/penalty/markup/value', '0.5', '0.9'],
  },
};

for (const language of LANGUAGES) {
  test(`the policy is read clause by clause with source and date in ${language}`, async ({ site }) => {
    const work = new Workspace(site, language);
    await work.useLanguage();
    await openPolicy(site, language);
    const { sections } = viewPolicy({ policy: 'cn-bank-loan' });
    await expect(site.locator('.policy-section')).toHaveCount(sections.length);
    for (const { id, entries } of sections) {
      await expect(site.locator(`#policy-section-${id} tbody tr`)).toHaveCount(entries.length);
    }
    const section = site.locator('#policy-section-waiver');
    await section.locator('summary').click();
    for (const words of SAID[language].waiver) await expect(section.locator('tbody tr').nth(3)).toContainText(words);
  });

  test(`a changed policy computes the case, is marked on every figure, and is compared, in ${language}`, async ({ site }) => {
    const work = new Workspace(site, language);
    const said = SAID[language];
    await work.useLanguage();
    await work.fillExample();
    await openPolicy(site, language);
    await changeMarkup(site, '0.9');
    // Changing alone changes no figure.
    await expect(work.total).toHaveText('¥62,407.28');
    await expect(site.getByText(said.mark)).toHaveCount(0);
    await site.locator('#use-policy').click();
    const { total } = assess(FACTS, { policy: Policy.compile(withMarkup('0.9')) }).due;
    expect(total).toBe('62809.22');
    await expect(work.total).toHaveText('¥62,809.22');
    for (const part of ['#conclusion-due', '#conclusion-waiver', '#conclusion-installments', '#conclusion-legal', '#working', '#plans', '#evidence', '#key-dates', '#next-actions', '#desk', 'footer']) {
      await expect(site.locator(part), part).toContainText(said.mark);
    }
    const compared = site.locator('#policy-comparison');
    for (const words of said.changed) await expect(compared.locator('tbody').first()).toContainText(words);
    await expect(compared).toContainText('¥62,407.28');
    await expect(compared).toContainText('¥62,809.22');
    await expect(compared).toContainText(said.moved);
    await expect(work.announcement).toContainText(said.mark);

    await site.locator('#leave-policy').click();
    await expect(work.total).toHaveText('¥62,407.28');
    await expect(site.getByText(said.mark)).toHaveCount(0);
  });

  for (const width of [320, 1280]) {
    test(`no barrier in reading the policy: ${language}, ${width} px`, async ({ site }) => {
      await site.setViewportSize({ width, height: 900 });
      const work = new Workspace(site, language);
      await work.useLanguage();
      await openPolicy(site, language);
      await site.locator('#policy-section-waiver summary').click();
      await expectNoBarriers(site, '#desk', 'read');
    });

    test(`no barrier in changing the policy: ${language}, ${width} px`, async ({ site }) => {
      await site.setViewportSize({ width, height: 900 });
      const work = new Workspace(site, language);
      await work.useLanguage();
      await work.fillExample();
      await openPolicy(site, language);
      await changeMarkup(site, '0.9');
      await expect(site.locator('#use-policy')).toBeEnabled();
      await site.locator('#use-policy').click();
      await expect(work.total).toHaveText('¥62,809.22');
      await expect(site.locator('#policy-comparison tbody').nth(1)).toBeVisible();
      await expectNoBarriers(site, '#conclusions', 'marked');
      await expectNoBarriers(site, '#policy-comparison', 'compared');
      await site.locator('#policy-field-penalty-markup-value').fill('x');
      await site.locator('#policy-whole summary').click();
      await expect(site.locator('#use-policy')).toBeDisabled();
      await expectNoBarriers(site, '#policy-editor', 'mistaken');
    });
  }
}

test('what is wrong leads to its field, and to its line in the text', async ({ site }) => {
  await new Workspace(site).fillExample();
  await openPolicy(site, 'zh-Hans');
  await changeMarkup(site, '1.5x');
  const findings = site.locator('#policy-findings');
  await expect(findings.locator('li')).toHaveCount(1);
  await expect(findings).toContainText('/penalty/markup');
  await expect(site.locator('#use-policy')).toBeDisabled();
  await findings.getByRole('link').click();
  await expect(site.locator('#policy-field-penalty-markup-value')).toBeFocused();
  await site.locator('#policy-field-penalty-markup-value').fill('0.5');
  await expect(site.locator('#use-policy')).toBeEnabled();

  await site.locator('#policy-whole summary').click();
  const text = site.locator('#policy-text');
  // Takes one letter out of a name, as somebody would who slips.
  await text.evaluate((area: HTMLTextAreaElement) => {
    const place = area.value.indexOf('"installment": {') + '"inst'.length + 1;
    area.focus();
    area.setSelectionRange(place, place + 1);
  });
  await site.keyboard.press('Delete');
  await findings.getByRole('link').filter({ hasText: 'instalment' }).click();
  await expect(text).toBeFocused();
  const line = await text.evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart).split('\n')[0]);
  expect(line).toContain('"instalment"');
  await text.evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(area.value.length - 2, area.value.length));
  await site.keyboard.press('Delete');
  await expect(findings.locator('.note-mistaken')).toBeVisible();
  await expect(site.locator('#policy-editor')).toContainText('不是完整的 JSON');
});

test('a markup outside the law can be tried, and is pointed out', async ({ site }) => {
  await new Workspace(site).fillExample();
  await openPolicy(site, 'zh-Hans');
  await changeMarkup(site, '0.9');
  await expect(site.locator('#policy-findings')).toContainText('/penalty/markup/value');
  await expect(site.locator('#policy-findings')).toContainText('请留意');
  await expect(site.locator('#use-policy')).toBeEnabled();
});

test('typing in a field of the policy leaves the caret where it is', async ({ site }) => {
  await new Workspace(site).fillExample();
  await openPolicy(site, 'zh-Hans');
  await changeMarkup(site, '0.55');
  const field = site.locator('#policy-field-penalty-markup-value');
  await field.evaluate((input: HTMLInputElement) => input.setSelectionRange(2, 2));
  await site.keyboard.type('4');
  await expect(field).toHaveValue('0.455');
  await expect(site.locator('#use-policy')).toBeEnabled();
  expect(await field.evaluate((input: HTMLInputElement) => input.selectionStart)).toBe(3);
});

for (const id of ['cn-bank-loan', 'cn-home-mortgage']) {
  test(`a change begins with the text that the engine decides by: ${id}`, () => {
    const text = readFileSync(join(BUILTIN, `${id}.json`), 'utf8');
    const { fingerprint } = viewPolicy({ policy: Policy.compile(text) });
    expect(fingerprint).toBe(viewPolicy({ policy: id }).fingerprint);
  });
}

test('a changed policy is saved, opened again, and goes on record with the case', async ({ site }) => {
  const work = new Workspace(site);
  await work.fillExample();
  await openPolicy(site, 'zh-Hans');
  await changeMarkup(site, '0.9');
  const download = site.waitForEvent('download');
  await site.locator('#save-policy').click();
  const saved = await readFile(await (await download).path(), 'utf8');
  expect(JSON.parse(saved)).toEqual(JSON.parse(withMarkup('0.9')));
  await site.locator('#stop-policy').click();
  await site.locator('#change-policy').click();
  await site.locator('#open-policy').setInputFiles({ name: 'p.json', mimeType: 'application/json', buffer: Buffer.from(saved) });
  await expect(site.locator('#policy-field-penalty-markup-value')).toHaveValue('0.9');
  await site.locator('#use-policy').click();
  await expect(work.total).toHaveText('¥62,809.22');

  await site.getByRole('tab', { name: '存档' }).click();
  await expect(site.locator('#save-record')).toBeEnabled();
  const record = site.waitForEvent('download');
  await site.locator('#save-record').click();
  const path = await (await record).path();
  await site.getByRole('tab', { name: '政策' }).click();
  await site.locator('#leave-policy').click();
  await expect(work.total).toHaveText('¥62,407.28');
  await site.getByRole('tab', { name: '存档' }).click();
  await site.locator('#open-record').setInputFiles(path);
  await expect(site.locator('.record-verdict')).toContainText('完全一致');
  await expect(site.locator('#record-outcome')).toContainText('改动过的政策');
  await site.locator('#fill-from-record').click();
  await expect(work.total).toHaveText('¥62,809.22');
  await site.locator('#undo-case').click();
  await expect(work.total).toHaveText('¥62,407.28');
  await site.locator('#undo-case').click();
  await expect(work.total).toHaveText('¥62,809.22');
});

test('a change belongs to its policy: with another one chosen it rests', async ({ site }) => {
  const work = new Workspace(site);
  await work.fillExample();
  await openPolicy(site, 'zh-Hans');
  await changeMarkup(site, '0.9');
  await site.locator('#use-policy').click();
  await expect(work.total).toHaveText('¥62,809.22');
  await site.getByRole('radio', { name: '住房按揭' }).check();
  await expect(site.getByText('按您改动的政策测算')).toHaveCount(0);
  await expect(site.locator('#policy-editor')).toHaveCount(0);
  await site.getByRole('radio', { name: '银行贷款' }).check();
  await expect(site.locator('#policy-field-penalty-markup-value')).toHaveValue('0.9');
  await expect(work.total).toHaveText('¥62,407.28');
});

test('papers of a changed policy say that they are none', async ({ site }) => {
  await new Workspace(site).fillExample();
  await openPolicy(site, 'zh-Hans');
  await changeMarkup(site, '0.9');
  await site.locator('#use-policy').click();
  await site.getByRole('tab', { name: '文书' }).click();
  await expect(site.locator('.sheet-stamp')).toContainText('不能作为正式文书');
});

async function openPolicy(site: Page, language: Language): Promise<void> {
  await site.getByRole('tab', { name: SAID[language].tab, exact: true }).click();
  await expect(site.locator('.policy-section').first()).toBeVisible();
}

async function changeMarkup(site: Page, markup: string): Promise<void> {
  await site.locator('#change-policy').click();
  await expect(site.locator('#policy-editor')).toBeFocused();
  await site.locator('.policy-fields summary').nth(2).click();
  await site.locator('#policy-field-penalty-markup-value').fill(markup);
}

function withMarkup(markup: string): string {
  const document = JSON.parse(readFileSync(join(BUILTIN, 'cn-bank-loan.json'), 'utf8')) as { penalty: { markup: { value: string } } };
  document.penalty.markup.value = markup;
  return JSON.stringify(document);
}

for (const [place, language] of LANGUAGES.entries()) {
  test(`every source of the policies has words in ${language}`, () => {
    const known = { 'zh-Hans': zhHans, 'zh-Hant': zhHant, en }[language].sources;
    const sources = ['cn-bank-loan', 'cn-home-mortgage'].flatMap((policy) =>
      viewPolicy({ policy }).sections.flatMap(({ entries }) => entries.map(({ source }) => source)),
    );
    expect(sources.length).toBeGreaterThan(200);
    const wordless = sources.flatMap(({ clause, reading }) => [
      ...(Object.hasOwn(known.places, clause) || POLICY_PLACES[clause]?.[place] ? [] : [clause]),
      ...(reading === undefined || Object.hasOwn(known.readings, reading) || POLICY_READINGS[reading]?.[place] ? [] : [reading]),
    ]);
    expect([...new Set(wordless)]).toEqual([]);
  });
}

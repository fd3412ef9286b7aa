import type { Locator, Page } from '@playwright/test';
import { expect, test } from './watched';
import { type Language, LANGUAGES } from './words';
import { Workspace } from './workspace';

// The key dates and the next actions of the example, and what would change its conclusions.

interface Said {
  readonly doubtful: readonly string[];
  readonly limitation: readonly string[];
  readonly litigation: readonly string[];
  readonly grown: string;
  readonly deposit: readonly string[];
  readonly income: string;
  readonly longer: readonly string[];
}

const SAID: Record<Language, Said> = {
  'zh-Hans': {
    doubtful: ['2026/05/13', '风险分类变为可疑', '逾期 271 天', '商业银行金融资产风险分类办法', '第十二条'],
    limitation: ['2028/08/15', '诉讼时效的最后一天', '未计节假日', '从 2025/08/15 到期的款项算起', '民法典，第一百八十八条'],
    litigation: ['2025/11/22 起', '提起诉讼', '主管可办', '由主管批准', '催收阶段：90 天以上', '权限依据：诉讼由主管决定'],
    grown: '一直不还：2026年4月29日 逾期金额 ¥64,812.83 → 不可以（最后一天：2026年4月28日）',
    deposit: ['最晚 2025年11月22日还 ¥1,207.28，余款分 6 期 → 可以', '¥1,207.28 至 ¥1,207.31', '¥1,207.33 至'],
    income: '月收入达到 ¥34,670.77，可分 6 期 → 可以',
    longer: ['机构', '超出政策', '分 7 期（政策最多 6 期） → 可以'],
  },
  'zh-Hant': {
    doubtful: ['2026/05/13', '風險分類變為可疑', '逾期 271 天', '商業銀行金融資產風險分類辦法', '第十二條'],
    limitation: ['2028/08/15', '訴訟時效的最後一天', '未計節假日', '從 2025/08/15 到期的款項算起', '民法典，第一百八十八條'],
    litigation: ['2025/11/22 起', '提起訴訟', '主管可辦', '由主管批准', '催收階段：90 天以上', '權限依據：訴訟由主管決定'],
    grown: '一直不還：2026年4月29日 逾期金額 ¥64,812.83 → 不可以（最後一天：2026年4月28日）',
    deposit: ['最晚 2025年11月22日還 ¥1,207.28，餘款分 6 期 → 可以', '¥1,207.28 至 ¥1,207.31', '¥1,207.33 至'],
    income: '月收入達到 ¥34,670.77，可分 6 期 → 可以',
    longer: ['機構', '超出政策', '分 7 期（政策最多 6 期） → 可以'],
  },
  en: {
    doubtful: ['13 May 2026', 'Risk tier becomes doubtful', '271 days past due', 'Order [2023] 1', 'article 12'],
    limitation: ['15 Aug 2028', 'Last day of the limitation period', 'holidays not considered', 'Counted from the item due 15 Aug 2025', 'article 188'],
    litigation: ['From 22 Nov 2025', 'Go to court', 'Done by a supervisor', 'Approved by a supervisor', 'stages: above 90 days', 'Authority: a supervisor decides on litigation'],
    grown: 'If nothing is paid: 29 April 2026 Overdue amount ¥64,812.83 → No (last day: 28 April 2026)',
    deposit: ['¥1,207.28 paid by 22 November 2025, the rest over 6 payments → Yes', '¥1,207.28 to ¥1,207.31', '¥1,207.33 to'],
    income: 'Monthly income of ¥34,670.77 or more, over 6 payments → Yes',
    longer: ['lender', 'beyond the policy', '7 payments (the policy allows 6) → Yes'],
  },
};

for (const language of LANGUAGES) {
  test(`key dates and next actions of the example read right in ${language}`, async ({ site }) => {
    const work = new Workspace(site, language);
    await work.useLanguage();
    await work.fillExample();
    const said = SAID[language];
    await expect(site.locator('#key-dates li.entry')).toHaveCount(4);
    await expect(site.locator('#next-actions li.entry')).toHaveCount(4);
    await everyWord(site.locator('#key-dates li.entry').nth(1), said.doubtful);
    await everyWord(site.locator('#key-dates li.entry').nth(3), said.limitation);
    await everyWord(site.locator('#next-actions li.entry').nth(3), said.litigation);
    await expect(work.installments).toContainText(said.grown);
  });

  test(`what would make a plan feasible reads right in ${language}`, async ({ site }) => {
    const work = new Workspace(site, language);
    await work.useLanguage();
    await work.fillExample();
    await work.field(work.words.monthlyIncome).fill('34000');
    const said = SAID[language];
    const changes = work.installments.locator('.changes li');
    await expect(changes).toHaveCount(3);
    await everyWord(changes.nth(0), said.deposit);
    await expect(changes.nth(1)).toContainText(said.income);
    await everyWord(changes.nth(2), said.longer);
  });
}

test('on a phone key dates and next actions are folded under the conclusions', async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 800 });
  await page.goto('./');
  await new Workspace(page).fillExample();
  const actions = page.locator('#next-actions');
  await expect(actions.locator('summary').first()).toContainText('4 项');
  await expect(actions.locator('li.entry').first()).toBeHidden();
  await expect(page.locator('#key-dates li.entry').first()).toBeHidden();
  await actions.locator('summary').first().click();
  await expect(actions.locator('li.entry').first()).toBeVisible();
});

test('details of an earlier case look it until the keys rest', async ({ site }) => {
  const work = new Workspace(site);
  await work.fillExample();
  await expect(site.locator('#next-actions li.entry')).toHaveCount(4);
  const seen = await site.evaluate(typeAndWatch);
  // Each conclusion came with details that said that they were not of this case, until the last one did.
  expect(seen).toEqual([true, false]);
  await expect(work.total).not.toHaveText('¥62,407.28');
});

test('details of a case that could not be computed are not shown with the next one', async ({ site }) => {
  const work = new Workspace(site);
  await work.fillExample();
  await expect(site.locator('#key-dates')).toBeVisible();
  const asOf = work.field(work.words.asOf);
  await asOf.fill('2025-13-01');
  await asOf.blur();
  await expect(site.locator('#key-dates')).toHaveCount(0);
  await asOf.fill('2025-10-20');
  await expect(site.locator('#key-dates li.entry').first()).toContainText('2025/11/14');
});

test('an action that waits for a fact leads to its question', async ({ site }) => {
  await new Workspace(site).fillExample();
  await choosePolicy(site, '住房按揭');
  const visit = site.locator('#next-actions li.entry').filter({ hasText: '上门' }).first();
  await expect(visit).toContainText('资料不全');
  await visit.getByRole('link', { name: '联系登记' }).click();
  await expect(site.locator('#contactsMode input:checked')).toBeFocused();
});

async function choosePolicy(site: Page, name: string): Promise<void> {
  await site.getByRole('radiogroup', { name: '适用政策' }).getByRole('radio', { name }).check();
}

async function everyWord(place: Locator, words: readonly string[]): Promise<void> {
  for (const word of words) await expect(place).toContainText(word);
}

/** Types one figure and notes each turn of the key dates between an earlier case's and this one's. */
function typeAndWatch(): Promise<boolean[]> {
  const input = document.querySelector<HTMLInputElement>('[id$="-principal"]');
  const body = document.querySelector('#key-dates .fold-body');
  if (input === null || body === null) throw new Error('the example is not on the page');
  const seen: boolean[] = [];
  return new Promise((resolve) => {
    new MutationObserver(() => {
      const busy = body.getAttribute('aria-busy') === 'true';
      if (seen.at(-1) !== busy) seen.push(busy);
      if (!busy) resolve(seen);
    }).observe(body, { attributes: true, attributeFilter: ['aria-busy'] });
    input.value = '61000';
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  });
}

import type { Page } from '@playwright/test';
import { assess, type Facts } from '../../target/npm/index.js';
import { expectNoBarriers } from './barriers';
import { expect, test } from './watched';
import { type Language, LANGUAGES } from './words';
import { Workspace } from './workspace';

const FACTS = {
  asOf: '2026-02-28',
  loan: { annualRate: '6%', outstandingPrincipal: '120000', maturesOn: '2027-08-15', originalTermMonths: 36 },
  arrears: [{ dueOn: '2025-08-15', principal: '60000.00', interest: '900.00' }],
  borrower: { monthlyIncome: '36000', livingCosts: '12000', otherDebtPayments: '3000' },
  contacts: { failedAttempts: 3 },
} satisfies Facts;

interface Said {
  readonly tab: string;
  readonly stands: string;
  readonly failed: string;
  readonly short: readonly string[];
  readonly follows: string;
  readonly limit: string;
  readonly cause: string;
  readonly missing: readonly string[];
}

const SAID: Record<Language, Said> = {
  'zh-Hans': {
    tab: '还款计划',
    stands: '计划正常履行',
    failed: '自 2026年2月22日 起，计划已终止',
    short: ['2026/01/22', '10,401.21', '5,000.00', '逾期，还了一部分', '迟 37 天'],
    follows: '报送征信',
    limit: '每期上限 ¥21,000.00',
    cause: '重大疾病',
    missing: ['贷款到期日', '原期限（月）'],
  },
  'zh-Hant': {
    tab: '還款計劃',
    stands: '計劃正常履行',
    failed: '自 2026年2月22日 起，計劃已終止',
    short: ['2026/01/22', '10,401.21', '5,000.00', '逾期，還了一部分', '遲 37 天'],
    follows: '報送徵信',
    limit: '每期上限 ¥21,000.00',
    cause: '重大疾病',
    missing: ['貸款到期日', '原期限（月）'],
  },
  en: {
    tab: 'Plans',
    stands: 'The plan is being kept',
    failed: 'The plan has not been kept since 22 February 2026',
    short: ['22 Jan 2026', '10,401.21', '5,000.00', 'past due, paid in part', '37 days late'],
    follows: 'report to the credit bureau',
    limit: 'At most ¥21,000.00 a payment',
    cause: 'serious illness',
    missing: ['Loan matures on', 'Original term in months'],
  },
};

for (const language of LANGUAGES) {
  test(`an agreed plan is followed, installment by installment, in ${language}`, async ({ site }) => {
    const work = new Workspace(site, language);
    const said = SAID[language];
    await work.useLanguage();
    await work.fillExample();
    await takePlan(site, said.tab);
    await expect(site.locator('#plan-tracking')).toContainText(said.stands);
    await expect(site.locator('#plan-tracking tbody tr')).toHaveCount(6);
    await pay(site, '2025-12-20', '10,401.21');
    await pay(site, '2026/1/25', '5000');
    await work.field(work.words.asOf).fill('2026-02-28');
    const tracking = site.locator('#plan-tracking');
    await expect(tracking).toContainText(said.failed);
    for (const words of said.short) await expect(tracking.locator('tbody tr').nth(1)).toContainText(words);
    await expect(tracking).toContainText(said.follows);
    await expect(tracking).toContainText('¥15,401.21');
  });

  test(`a restructuring shows its terms and schedules as the engine has them, in ${language}`, async ({ site }) => {
    const work = new Workspace(site, language);
    const said = SAID[language];
    await work.useLanguage();
    await work.fillExample();
    await work.field(work.words.asOf).fill('2026-02-28');
    await site.getByRole('tab', { name: said.tab, exact: true }).click();
    await fillField(site, 'outstandingPrincipal', '120,000');
    const restructure = site.locator('#plan-restructure');
    for (const words of said.missing) await expect(restructure.locator('.missing')).toContainText(words);
    await fillField(site, 'maturesOn', '2027-08-15');
    await fillField(site, 'originalTermMonths', '36');
    await fillField(site, 'livingCosts', '12000');
    await fillField(site, 'otherDebtPayments', '3000');
    await expect(restructure).toContainText(said.limit);
    const { methods } = assess(FACTS).restructure!;
    for (const [index, { options, shortest }] of methods.entries()) {
      const rows = restructure.locator('.method').nth(index).locator('table').first().locator('tbody tr');
      await expect(rows).toHaveCount(options.length);
      for (const [place, option] of options.entries()) {
        await expect(rows.nth(place).locator('.cell').nth(1)).toHaveText(grouped(option.payment));
        await expect(rows.nth(place).locator('.cell').nth(3)).toHaveText(grouped(option.totalInterest));
      }
      const schedule = options.find(({ months }) => months === shortest)?.schedule ?? [];
      const shown = restructure.locator('.method').nth(index).locator('details').first();
      await shown.locator('summary').click();
      await expect(shown.locator('tbody tr')).toHaveCount(schedule.length);
      await expect(shown.locator('tbody tr').last().locator('.cell').nth(4)).toHaveText(grouped(schedule.at(-1)!.payment));
    }
    await site.locator('#plan-cause').selectOption({ label: said.cause });
    await expect(site.locator('#plan-evidenced')).toBeVisible();
  });

  for (const width of [320, 1280]) {
    test(`no barrier in the plans: ${language}, ${width} px`, async ({ site }) => {
      await site.setViewportSize({ width, height: 900 });
      const work = new Workspace(site, language);
      await work.useLanguage();
      await work.fillExample();
      await takePlan(site, SAID[language].tab);
      await pay(site, '2025-12-20', '10401.21');
      for (const [name, text] of [['outstandingPrincipal', '120000'], ['maturesOn', '2027-08-15'], ['originalTermMonths', '36'], ['livingCosts', '12000'], ['otherDebtPayments', '3000']] as const) {
        await fillField(site, name, text);
      }
      await site.locator('#plan-cause').selectOption('illness');
      await expect(site.locator('#plan-restructure .method')).toHaveCount(2);
      await expect(site.locator('[aria-busy=true]')).toHaveCount(0);
      await expectNoBarriers(site, '#desk', 'followed');
      await fillField(site, 'maturesOn', '2027-13-01');
      await site.locator('#plan-maturesOn').blur();
      await expect(site.locator('#plan-maturesOn')).toHaveAttribute('aria-invalid', 'true');
      await expectNoBarriers(site, '#desk', 'mistaken');
    });
  }
}

test('a problem of the plan leads to its field, wherever one is', async ({ site }) => {
  const work = new Workspace(site);
  await work.fillExample();
  await takePlan(site, '还款计划');
  await site.locator('[id^=plan-row][id$=-amount]').nth(1).fill('1.234');
  await site.locator('[id^=plan-row][id$=-amount]').nth(1).blur();
  await site.getByRole('tab', { name: '文书' }).click();
  await site.locator('#problem-summary').getByRole('link', { name: '约定第 2 期：金额' }).click();
  await expect(site.locator('[id^=plan-row][id$=-amount]').nth(1)).toBeFocused();
  await expect(site.getByRole('tab', { name: '还款计划' })).toHaveAttribute('aria-selected', 'true');
});

test('the keyboard alone takes over a plan and enters a payment', async ({ site }) => {
  await new Workspace(site).fillExample();
  await site.getByRole('tab', { name: '时间线' }).focus();
  await site.keyboard.press('ArrowRight');
  await site.keyboard.press('ArrowRight');
  await site.keyboard.press('Tab');
  await expect(site.locator('#take-plan')).toBeFocused();
  await site.keyboard.press('Enter');
  await expect(site.locator('#plan-agreedOn')).toBeFocused();
  await expect(site.locator('#plan-agreedOn')).toHaveValue('2025-11-22');
  await site.locator('#plan-add-payments').focus();
  await site.keyboard.press('Enter');
  await site.keyboard.type('2025-11-22');
  await site.keyboard.press('Tab');
  await site.keyboard.type('10401.21');
  await expect(site.locator('#plan-tracking')).toContainText('¥10,401.21');
  await site.keyboard.press('Tab');
  await site.keyboard.press('Enter');
  await expect(site.locator('#plan-add-payments')).toBeFocused();
});

async function takePlan(site: Page, tab: string): Promise<void> {
  await site.getByRole('tab', { name: tab, exact: true }).click();
  await site.locator('#take-plan').click();
  await expect(site.locator('#plan-tracking')).toBeVisible();
}

async function pay(site: Page, on: string, amount: string): Promise<void> {
  await site.locator('#plan-add-payments').click();
  const row = site.locator('.sums').nth(1).locator('.grid-row').last();
  await row.locator('[id$=-on]').fill(on);
  await row.locator('[id$=-amount]').fill(amount);
}

async function fillField(site: Page, name: string, text: string): Promise<void> {
  await site.locator(`#plan-${name}`).fill(text);
}

function grouped(amount: string): string {
  return new Intl.NumberFormat('en', { minimumFractionDigits: 2 }).format(amount as Intl.StringNumericLiteral);
}

import type { Page } from '@playwright/test';
import { expectNoBarriers } from './barriers';
import { printed, withoutSpaces } from './paper';
import { expect, test } from './watched';
import { type Language, LANGUAGES } from './words';
import { Workspace } from './workspace';

type Kind = 'statement' | 'notice' | 'agreement' | 'application';
const KINDS: readonly Kind[] = ['statement', 'notice', 'agreement', 'application'];

/** What each paper of the example says, in the words of its reader. */
const SAID: Record<Language, Record<Kind, readonly string[]> & { running: string; tab: string }> = {
  'zh-Hans': {
    tab: '文书',
    running: '计算到 2025年11月22日 · 银行贷款 · 政策版本 1.0.0',
    statement: ['对账单', '逾期本金 60,000.00', '罚息 1,485.00', '60000.00 × 0.09 × 99 ÷ 360', '应还合计 62,407.28', '次日再增加 ¥15.22'],
    notice: ['逾期通知书', '已逾期 99 天', '一、欠款明细', '900.00 × 0.09 × 99 ÷ 360', '请在 2025年12月5日 前还款。如在这一天还清，应还 ¥62,605.20', '联系人与电话：王工 010-0000'],
    agreement: ['分期还款协议书', '应还合计 ¥62,407.28', '6 2026年5月22日 10,401.23 0.00 10,401.23 0.00', '不再计息', '有两期到期未还清', '主管批准'],
    application: ['协商还款申请书', '重大疾病', '月收入 36,000.00 元', '变更还款方式', '困难的真实性', '可申请复核'],
  },
  'zh-Hant': {
    tab: '文書',
    running: '計算到 2025年11月22日 · 銀行貸款 · 政策版本 1.0.0',
    statement: ['對賬單', '逾期本金 60,000.00', '罰息 1,485.00', '60000.00 × 0.09 × 99 ÷ 360', '應還合計 62,407.28', '次日再增加 ¥15.22'],
    notice: ['逾期通知書', '已逾期 99 天', '一、欠款明細', '900.00 × 0.09 × 99 ÷ 360', '請在 2025年12月5日 前還款。如在這一天還清，應還 ¥62,605.20', '聯絡人與電話：王工 010-0000'],
    agreement: ['分期還款協議書', '應還合計 ¥62,407.28', '6 2026年5月22日 10,401.23 0.00 10,401.23 0.00', '不再計息', '主管批准'],
    application: ['協商還款申請書', '重大疾病', '月收入 36,000.00 元', '變更還款方式', '困難的真實性'],
  },
  en: {
    tab: 'Documents',
    running: 'As of 22 November 2025 · Bank loan · policy version 1.0.0',
    statement: ['Statement', 'Overdue principal 60,000.00', 'Penalty interest 1,485.00', '60000.00 × 0.09 × 99 ÷ 360', 'Total due 62,407.28', 'the next day adds ¥15.22'],
    notice: ['Overdue notice', 'it is 99 days past due', '1. What is overdue', '900.00 × 0.09 × 99 ÷ 360', 'Please pay by 5 December 2025. Paid in full on that day, the amount is ¥62,605.20', 'Contact and phone: 王工 010-0000'],
    agreement: ['Installment agreement', 'owes ¥62,407.28 in total', '6 22 May 2026 10,401.23 0.00 10,401.23 0.00', 'No further interest runs', 'two installments past due', 'supervisor of the lender'],
    application: ['Application for negotiated repayment', 'serious illness', 'Monthly income 36,000.00', 'the term', 'genuine'],
  },
};

for (const language of LANGUAGES) {
  test(`each paper of the example is printed with what it has to say in ${language}`, async ({ site }) => {
    const work = new Workspace(site, language);
    const said = SAID[language];
    await work.useLanguage();
    await work.fillExample();
    await expect(work.total).toHaveText('¥62,407.28');
    for (const kind of KINDS) {
      await choose(site, kind, said.tab);
      await fillParticulars(site, kind);
      await expect(site.locator('.sheet')).toContainText(kind === 'notice' ? '62,605.20' : '2025');
      const pages = await printed(site);
      for (const words of said[kind]) expect(pages.join(''), kind).toContain(withoutSpaces(words));
      for (const page of pages) expect(page, kind).toContain(withoutSpaces(said.running));
      // The conclusions and the form stay on the screen.
      expect(pages.join('')).not.toContain(withoutSpaces(work.words.title));
    }
  });

  for (const width of [320, 1280]) {
    test(`no barrier in any paper: ${language}, ${width} px`, async ({ site }) => {
      await site.setViewportSize({ width, height: 900 });
      const work = new Workspace(site, language);
      await work.useLanguage();
      await site.getByRole('tab', { name: SAID[language].tab }).click();
      await expectNoBarriers(site, '#desk', 'nothing to print');
      await work.fillExample();
      for (const kind of KINDS) {
        await choose(site, kind, SAID[language].tab);
        await expect(site.locator('.sheet')).toBeVisible();
        await expectNoBarriers(site, '#desk', kind);
      }
    });
  }
}

test('a long paper says on each page what it is and repeats the heads of its tables', async ({ site }) => {
  const work = new Workspace(site);
  await work.fillExample();
  for (let month = 1; month <= 9; month += 1) {
    await site.locator('#add-arrear').click();
    const row = site.locator('fieldset.row').last();
    await row.getByLabel('到期日').fill(`2025-0${month}-05`);
    await row.getByLabel('逾期本金').fill('1000');
    await row.getByLabel('逾期利息').fill('10');
  }
  await choose(site, 'statement', '文书');
  await expect(site.locator('.sheet')).toContainText('2025/09/05');
  const pages = await printed(site);
  expect(pages.length).toBeGreaterThan(1);
  for (const [index, page] of pages.entries()) {
    expect(page).toContain(withoutSpaces(SAID['zh-Hans'].running));
    expect(page).toContain(`${index + 1}/${pages.length}`);
  }
  // The working is cut by the end of a page; its head stands on both sides of the cut.
  expect(pages.filter((page) => page.includes('项目起止天数算式')).length).toBeGreaterThan(1);
});

test('a paper is black on white from the dark scheme too', async ({ site }) => {
  await new Workspace(site).fillExample();
  await choose(site, 'notice', '文书');
  await site.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const colours = await site.locator('.sheet').evaluate((sheet) => {
    const of = (element: Element): string[] => [getComputedStyle(element).color, getComputedStyle(element).backgroundColor];
    return [...of(sheet), getComputedStyle(document.documentElement).backgroundColor];
  });
  expect(colours).toEqual(['rgb(17, 17, 17)', 'rgb(255, 255, 255)', 'rgb(255, 255, 255)']);
  await expect(site.locator('#conclusions')).toBeHidden();
  await expect(site.locator('#print-document')).toBeHidden();
});

test('a paper that the case does not allow says why instead', async ({ site }) => {
  const work = new Workspace(site);
  await work.fillExample();
  await choose(site, 'agreement', '文书');
  await work.field(work.words.monthlyIncome).fill('1000');
  await expect(site.locator('#document-obstacle')).toContainText('没有可行的分期方案');
  await expect(site.locator('.sheet')).toHaveCount(0);
  await choose(site, 'notice', '文书');
  await expect(site.locator('.sheet')).toBeVisible();
  await work.field(work.words.asOf).fill('2025-08-15');
  await expect(site.locator('#document-obstacle')).toContainText('没有逾期');
  await work.field(work.words.asOf).fill('2025-11-22');
  await work.field(work.words.annualRate).clear();
  await expect(site.locator('#document-obstacle')).toContainText('资料还不全');
});

test('a day to pay by that is past or no day is said at once and not printed', async ({ site }) => {
  await new Workspace(site).fillExample();
  await choose(site, 'notice', '文书');
  const payBy = site.getByLabel('还款期限');
  for (const mistaken of ['2025-11-21', '2025-02-30']) {
    await payBy.fill(mistaken);
    await expect(site.locator('#desk')).toContainText('不早于计算到的日期');
    await expect(site.locator('.sheet')).not.toContainText('如在这一天还清');
  }
  await payBy.fill('2025/12/5');
  await payBy.blur();
  await expect(payBy).toHaveValue('2025-12-05');
  await expect(site.locator('.sheet')).toContainText('应还 ¥62,605.20');
});

test('the keyboard alone chooses a paper and prints it', async ({ site }) => {
  await new Workspace(site).fillExample();
  await site.evaluate(() => {
    window.print = () => document.body.setAttribute('data-printed', 'yes');
  });
  await site.getByRole('tab', { name: '文书' }).click();
  const first = site.locator('input[name=document][value=statement]');
  await first.focus();
  await site.keyboard.press('ArrowRight');
  await expect(site.locator('#sheet-title')).toHaveText('逾期通知书');
  await site.locator('#document-payBy').focus();
  await site.keyboard.press('Tab');
  await expect(site.locator('#print-document')).toBeFocused();
  await site.keyboard.press('Enter');
  await expect(site.locator('body')).toHaveAttribute('data-printed', 'yes');
});

async function choose(site: Page, kind: Kind, tab: string): Promise<void> {
  await site.getByRole('tab', { name: tab }).click();
  await site.locator(`input[name=document][value=${kind}]`).check();
}

async function fillParticulars(site: Page, kind: Kind): Promise<void> {
  if (kind !== 'notice') return;
  await site.locator('#document-payBy').fill('2025-12-05');
  await site.locator('#document-contact').fill('王工 010-0000');
}

import type { Page } from '@playwright/test';
import { Borrower, TODAY } from './borrower';
import { expect, test } from './watched';

// The borrower's way through the questions: what is asked, what is not, and every page that it can end on.

test.use({ today: TODAY });

test('from the first question to an estimate that the engine says', async ({ site }) => {
  const journey = new Borrower(site);
  await site.getByRole('link', { name: '借款人' }).click();
  await expect(journey.heading).toHaveText('逾期贷款怎么还');
  await site.getByRole('link', { name: '开始' }).click();
  await journey.expectStep('owe');
  await journey.owe();
  await journey.expectStep('pay');
  await expect(site.locator('.figures-card .total')).toHaveText('¥62,407.28');
  await expect(site.locator('.figures-card dd')).toHaveText(['¥60,000.00', '¥900.00', '¥1,485.00', '¥22.28']);
  await expect(site.locator('.figures-card')).toContainText('逾期 99 天');
  await site.getByText('罚息和复利怎样算出来').click();
  await expect(site.locator('.working-fold li')).toHaveText([
    '罚息（2025/08/15 到期）：60000.00 × 0.09 × 99 ÷ 360 = ¥1,485.00',
    '复利（2025/08/15 到期）：900.00 × 0.09 × 99 ÷ 360 = ¥22.28',
  ]);
  await journey.choose('payNow', 'none');
  await journey.continue();
  await journey.affordAmount('12000', '36000');
  await journey.expectStep('plan');
  // Of three to six payments only six stay within 30 % of the income; none is chosen for the reader.
  await expect(site.locator('input[name=plan]')).toHaveCount(3);
  await expect(site.locator('input[name=plan]:checked')).toHaveCount(0);
  await expect(site.locator('.option').first()).toContainText('每月 ¥10,401.21，6 个月还清');
  await expect(site.locator('.option').first()).toContainText('最后一次：2026年5月22日，¥10,401.23');
  await expect(site.locator('.option').first()).toContainText('一共还 ¥62,407.28，其中罚息 ¥1,485.00和复利 ¥22.28');
  await journey.plan('6');
  await journey.expectStep('check');
  await site.locator('#next').click();
  await journey.expectStep('estimate');
  await expect(site.locator('.panel-main')).toHaveText('每月 ¥10,401.21，6 个月还清');
  await expect(site.locator('.table-payments tbody tr')).toHaveCount(6);
  await expect(site.locator('.table-payments tbody tr').last().locator('.cell')).toHaveText(['6', '2026/05/22', '10,401.23', '0.00']);
  await expect(site.locator('main')).toContainText('这是估算，不是决定');
  await expect(site.locator('main')).toContainText('分期由主管批准');
  await expect(site.locator('main')).toContainText('逾期天数：99 天，条件：不超过 30 天');
  await expect(site).toHaveTitle('您的还款估算 - 逾期贷款测算');
});

test('a question that nothing hangs on is not asked, and one that a waiver hangs on is', async ({ site }) => {
  const journey = new Borrower(site);
  await journey.owe({ dueOn: '2025-10-30' });
  await journey.expectStep('about');
  await expect(site.locator('fieldset.choices')).toHaveCount(2);
  await journey.choose('firstArrear', 'yes');
  await journey.choose('cameForward', 'yes');
  await journey.continue();
  await journey.pay('none');
  await journey.affordAmount('20000', '60000');
  await journey.plan('6');
  await site.locator('#next').click();
  // 23 days at 9 %: 345.00 on the principal and 5.18 on the interest; a fifth of 350.18, rounded down.
  await expect(site.locator('main')).toContainText('最多减免 ¥70.03，由主管批准');
});

test('a mortgage: what the policy leaves to a person is said to be', async ({ site }) => {
  const journey = new Borrower(site);
  await journey.owe({ policy: 'cn-home-mortgage', dueOn: '2025-10-01', principal: '6000', interest: '90' });
  // The waiver hangs on the class alone here, so nothing is asked about the arrears.
  await journey.pay('none');
  await journey.affordAmount('20000', '60000');
  await journey.plan('6');
  await site.locator('#next').click();
  await expect(site.locator('main')).toContainText('需要人工审核，由主管决定');
});

test('an answer is changed from the list of answers, and nothing is asked twice', async ({ site }) => {
  const journey = new Borrower(site);
  await journey.reachEstimate();
  await site.getByRole('link', { name: '返回' }).click();
  await journey.expectStep('check');
  await site.getByRole('link', { name: /^修改\s*：每月收入$/ }).click();
  await journey.expectStep('afford');
  await expect(site.locator('#amount')).toHaveValue('12000');
  await journey.fill('monthlyIncome', '60000');
  await journey.continue();
  await journey.expectStep('check');
  await site.getByRole('link', { name: /^修改\s*：逾期本金$/ }).click();
  await journey.row('principal').fill('50000');
  await journey.continue();
  await journey.expectStep('check');
  // 50,000.00, 900.00, 1,237.50 of penalty and 22.28 of compound interest, over six.
  await expect(site.locator('.answers').last()).toContainText('每月 ¥8,693.30，6 个月还清');
});

test('something paid first settles what the policy settles first, and plans spread the rest', async ({ site }) => {
  const journey = new Borrower(site);
  await journey.owe();
  await journey.pay('part', '12,407.28');
  await journey.affordSpending('60000', '30000', '5000.50');
  await journey.expectStep('plan');
  await expect(site.locator('main .lead')).toContainText('今天先还 ¥12,407.28，还剩 ¥50,000.00。');
  await expect(site.locator('main .lead')).toContainText('每月还剩 ¥24,999.50');
  await expect(site.locator('main .lead')).toContainText('每期最多 ¥18,000.00');
  // 16,666.67 over three months, 12,500.00 over four, 10,000.00 over five, 8,333.33 over six: three of them are offered.
  await expect(site.locator('input[name=plan]')).toHaveCount(5);
  await expect(site.locator('.option b')).toHaveText([
    '每月 ¥16,666.67，3 个月还清',
    '每月 ¥12,500.00，4 个月还清',
    '每月 ¥8,333.33，6 个月还清',
  ]);
  await journey.plan('3');
  await site.locator('#next').click();
  await expect(site.locator('.panel-first')).toHaveText('今天先还 ¥12,407.28');
  // Interest, compound and penalty interest are settled first: only principal is left.
  await expect(site.locator('.panel')).not.toContainText('罚息 ¥');
});

test('plans that income does not leave enough for are not offered', async ({ site }) => {
  const journey = new Borrower(site);
  await journey.owe();
  await journey.pay('none');
  await journey.affordSpending('90000', '70000', '4000');
  await journey.expectStep('plan');
  await expect(site.locator('.option b')).toHaveText(['每月 ¥15,601.82，4 个月还清', '每月 ¥12,481.46，5 个月还清', '每月 ¥10,401.21，6 个月还清']);
});

test('another amount leads to the shortest plan that it covers', async ({ site }) => {
  const journey = new Borrower(site);
  await journey.owe();
  await journey.pay('none');
  await journey.affordAmount('30000', '90000');
  await journey.plan('other', '12481.45');
  await journey.expectStep('check');
  // A fen less than five payments need.
  await expect(site.locator('.answers').last()).toContainText('每月 ¥10,401.21，6 个月还清');
  await site.getByRole('link', { name: /^修改\s*：每月想还的金额$/ }).click();
  await journey.fill('otherAmount', '12481.46');
  await journey.continue();
  await expect(site.locator('.answers').last()).toContainText('每月 ¥12,481.46，5 个月还清');
  await site.locator('#next').click();
  await expect(site.locator('.panel')).toContainText('您想每月还 ¥12,481.46；最接近的方案是每月 ¥12,481.46。');
});

test('a sum that no plan fits ends on a page that says so, with ways on', async ({ site }) => {
  const journey = new Borrower(site);
  await journey.owe();
  await journey.pay('none');
  await journey.affordAmount('12000', '36000');
  await journey.plan('other', '500');
  await journey.expectStep('cannot-afford');
  await expect(site.locator('main')).toContainText('您想每月还 ¥500.00');
  await expect(site.locator('main')).toContainText('最低的方案是 6 个月，每月 ¥10,401.21');
  await site.getByRole('button', { name: '改为先还一部分' }).click();
  await journey.expectStep('pay');
  await expect(site.locator('input[name=payNow][value=part]')).toBeChecked();
  await journey.pay('part', '60000');
  await journey.expectStep('plan');
  await expect(site.locator('.option b').first()).toHaveText('每月 ¥802.43，3 个月还清');
});

test('none of the plans: hardship is passed on to a person, or not, with the reason', async ({ site }) => {
  const journey = new Borrower(site);
  await journey.owe();
  await journey.pay('none');
  await journey.affordAmount('12000', '36000');
  await journey.plan('none');
  await journey.expectStep('cannot-afford');
  await site.getByRole('button', { name: '遇到困难？' }).click();
  await journey.expectStep('hardship');
  // What only a lender can judge is no answer of a borrower's.
  await expect(site.locator('input[name=cause]')).toHaveCount(8);
  await expect(site.locator('main')).not.toContainText('恶意');
  await journey.choose('cause', 'illness');
  await journey.choose('evidenced', 'yes');
  await journey.continue();
  // The review looks at what nobody has asked yet, and only at that.
  await journey.expectStep('more');
  await expect(site.locator('.question')).toHaveCount(3);
  await journey.fill('livingCosts', '9000');
  await journey.fill('otherDebtPayments', '0');
  await journey.choose('firstArrear', 'yes');
  await journey.continue();
  await journey.expectStep('needs-a-person');
  await expect(site.locator('main')).toContainText('由贷款机构的主管决定');
  await expect(site.locator('main')).toContainText('重大疾病');
  await expect(site.locator('main')).toContainText('延长还款期限');
  await site.getByRole('link', { name: '返回' }).click();
  await journey.choose('evidenced', 'no');
  await journey.continue();
  await journey.expectStep('no-hardship');
  await expect(site.locator('.limits')).toContainText('有没有能证明困难的材料');
  await expect(site.locator('.limits')).toContainText('协商还款方案，申请：附困难证明');
  await site.getByRole('button', { name: 'English' }).click();
  await expect(site.locator('.limits')).toContainText('Plan for negotiated repayment, application: proof attached');
});

test('no plan is allowed: the reason, the limit and what would help', async ({ site }) => {
  const journey = new Borrower(site);
  await journey.owe();
  await journey.pay('none');
  await journey.affordAmount('9000', '34000');
  await journey.expectStep('not-eligible');
  await expect(site.locator('.limits')).toContainText('每期占月收入');
  await expect(site.locator('.limits b')).toHaveText('30.6%');
  await expect(site.locator('.limits')).toContainText('不超过 30%');
  await expect(site.locator('main')).toContainText('最低的方案是 6 个月，每月 ¥10,401.21');
  await expect(site.locator('main')).toContainText('政策允许每期最多 ¥10,200.00');
  await expect(site.locator('main')).toContainText('如果今天先还 ¥1,207.28，余下的可以分 6 个月还');
  await expect(site.locator('.note-mistaken')).toHaveCount(0);
  await site.getByRole('button', { name: '改为先还一部分' }).click();
  await journey.pay('part', '1207.28');
  // The sum a month that was given does not cover the plan that is possible now.
  await journey.expectStep('cannot-afford');
});

test('everything paid today ends on what to pay', async ({ site }) => {
  const journey = new Borrower(site);
  await journey.owe();
  await journey.pay('all');
  await journey.expectStep('paid-now');
  await expect(journey.heading).toHaveText('今天还 ¥62,407.28，逾期就结清了');
  await expect(site.locator('main')).toContainText('要多还约 ¥15.22');
  await site.getByRole('link', { name: '返回' }).click();
  await journey.pay('part', '62407.28');
  await journey.expectStep('paid-now');
  await expect(site.locator('main')).toContainText('只需要还 ¥62,407.28');
  await site.getByRole('link', { name: '返回' }).click();
  await journey.pay('part', '60000');
  await journey.expectStep('afford');
});

test('nothing is overdue before the due date, nor on it', async ({ site }) => {
  const journey = new Borrower(site);
  for (const dueOn of ['2025-12-01', '2025-11-22']) {
    await journey.owe({ dueOn });
    await journey.expectStep('not-overdue');
    await expect(site.locator('main')).toContainText('计算到 2025年11月22日');
  }
  await journey.owe({ dueOn: '2025-11-21' });
  await journey.expectStep('about');
});

test('missing facts are counted and each leads to its question', async ({ site }) => {
  const journey = new Borrower(site);
  await journey.owe({ rate: '', interest: '' });
  await journey.expectStep('missing');
  await expect(journey.heading).toHaveText('还不能判断：缺 2 项资料');
  await site.locator('#missing-facts').getByRole('link', { name: '合同年利率' }).click();
  await expect(site.locator('#annualRate')).toBeFocused();
  await journey.fill('annualRate', '6');
  await journey.continue();
  await expect(journey.heading).toHaveText('还不能判断：缺 1 项资料');
  await site.locator('#missing-facts').getByRole('link', { name: '逾期利息' }).click();
  await expect(journey.row('interest')).toBeFocused();
  await journey.row('interest').fill('900');
  await journey.continue();
  await journey.pay('none');
  await journey.affordAmount('12000', '');
  await expect(journey.heading).toHaveText('还不能判断：缺 1 项资料');
  await site.locator('#missing-facts').getByRole('link', { name: '每月收入' }).click();
  await expect(site.locator('#monthlyIncome')).toBeFocused();
});

test('mistakes are summed up at the top, in the same words as at the question', async ({ site }) => {
  const journey = new Borrower(site);
  await journey.open('owe');
  await journey.continue();
  const summary = site.locator('#problem-summary');
  await expect(summary).toBeFocused();
  await expect(site).toHaveTitle('有内容需要更正：您欠了多少 - 逾期贷款测算');
  await expect(summary.getByRole('link')).toHaveText(['贷款种类：请选择一项', '到期日：请填写这一项', '逾期本金：请填写这一项']);
  await summary.getByRole('link').nth(1).click();
  await expect(journey.row('dueOn')).toBeFocused();
  await expect(journey.row('dueOn')).toHaveAccessibleDescription(/请填写这一项/);
  await journey.choose('policy', 'cn-home-mortgage');
  await journey.row('dueOn').fill('2025-13-01');
  await journey.row('principal').fill('六万');
  await journey.fill('annualRate', '600');
  await journey.continue();
  await expect(summary.getByRole('link')).toHaveText([
    '合同年利率：年利率高于 100%，请核对',
    '到期日：日历上没有这一天，请写成 2025-08-15 这样',
    '逾期本金：请只填数字和一个小数点',
  ]);
  await expect(site).toHaveURL(/borrower\/owe$/);
});

test('several items are added, removed and told apart', async ({ site }) => {
  const journey = new Borrower(site);
  await journey.open('owe');
  await journey.choose('policy', 'cn-bank-loan');
  await journey.fill('annualRate', '6');
  await site.locator('#add-arrear').click();
  await expect(journey.row('dueOn', 1)).toBeFocused();
  await journey.row('dueOn', 0).fill('2025年8月15日');
  await journey.row('principal', 0).fill('60000');
  await journey.row('interest', 0).fill('900');
  await journey.row('dueOn', 1).fill('2025-09-15');
  await journey.row('principal', 1).fill('x');
  await journey.row('interest', 1).fill('90');
  await journey.continue();
  await expect(site.locator('#problem-summary').getByRole('link')).toHaveText(['第 2 笔 逾期本金：请只填数字和一个小数点']);
  await journey.row('principal', 1).fill('100');
  await journey.continue();
  await expect(site.locator('.figures-card .total')).toHaveText('¥62,600.51');
  await site.getByRole('link', { name: '返回' }).click();
  await site.getByRole('button', { name: '删除第 2 笔' }).click();
  await expect(site.locator('#add-arrear')).toBeFocused();
  await journey.continue();
  await expect(site.locator('.figures-card .total')).toHaveText('¥62,407.28');
});

test('the browser’s own way back leads through the questions with their answers', async ({ site }) => {
  const journey = new Borrower(site);
  await journey.reachEstimate();
  for (const step of ['check', 'plan', 'afford', 'pay', 'owe']) {
    await site.goBack();
    await journey.expectStep(step);
  }
  await expect(journey.row('principal')).toHaveValue('60000');
  for (const step of ['pay', 'afford', 'plan', 'check', 'estimate']) {
    await site.goForward();
    await journey.expectStep(step);
  }
});

test('an address into the middle without a case leads to the start', async ({ site }) => {
  const journey = new Borrower(site);
  for (const step of ['plan', 'estimate', 'missing', 'needs-a-person']) {
    await journey.open(step);
    await expect(journey.heading).toHaveText('逾期贷款怎么还');
    await expect(site).toHaveURL(/#\/borrower$/);
  }
});

test('the language is kept from one journey to the other, and in the address', async ({ site }) => {
  const journey = new Borrower(site, 'en');
  await site.getByRole('button', { name: 'English' }).click();
  await site.getByRole('link', { name: 'For borrowers' }).click();
  await expect(journey.heading).toHaveText('How to pay an overdue loan');
  await expect(site).toHaveURL(/#\/en\/borrower$/);
  await site.getByRole('button', { name: '繁體中文' }).click();
  await expect(journey.heading).toHaveText('逾期貸款怎麼還');
  await site.getByRole('link', { name: '機構人員' }).click();
  await expect(site.getByRole('heading', { level: 1 })).toHaveText('逾期貸款測算');
  await expect(site).toHaveURL(/#\/zh-Hant$/);
  await expect(site.locator('html')).toHaveAttribute('lang', 'zh-Hant');
});

test('help stands at the same place at the end of every screen', async ({ site }) => {
  const journey = new Borrower(site);
  await expect(helpLast(site)).resolves.toBe(true);
  await journey.open();
  await expect(helpLast(site)).resolves.toBe(true);
  await journey.owe();
  await journey.expectStep('pay');
  await expect(helpLast(site)).resolves.toBe(true);
});

/** Whether help is the first thing of the page's end. */
function helpLast(site: Page): Promise<boolean> {
  return site.evaluate(() => document.querySelector('footer > :first-child')?.matches('.help') ?? false);
}

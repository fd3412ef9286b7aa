import { expect, test } from './watched';
import { LANGUAGES } from './words';
import { Workspace } from './workspace';

for (const language of LANGUAGES) {
  test(`a missing income leaves the plan open and links to the field, in ${language}`, async ({ site }) => {
    const work = new Workspace(site, language);
    await work.useLanguage();
    await work.typeCaseA();
    const income = work.field(work.words.monthlyIncome);
    await income.clear();
    await work.field(work.words.asOf).focus();
    await expect(work.outcome(work.installments)).toHaveText(work.words.undetermined);
    await expect(work.outcome(work.litigation)).toHaveText(work.words.yes);
    await work.installments.getByRole('link', { name: work.words.monthlyIncome }).click();
    await expect(income).toBeFocused();
    await income.pressSequentially('36000');
    await expect(work.outcome(work.installments)).toHaveText(work.words.yes);
  });
}

test('without a rate the sum is open, and what is known of it stands', async ({ site }) => {
  const work = new Workspace(site);
  await work.fillExample();
  const rate = work.field(work.words.annualRate);
  await rate.clear();
  await expect(work.total).toHaveText('资料不全');
  await expect(work.due.locator('dd')).toHaveText(['¥60,000.00', '¥900.00', '不详', '不详']);
  await expect(work.outcome(work.litigation)).toHaveText('可以');
  await expect(work.litigation).toContainText('至少 ¥60,900.00');
  await expect(site.locator('#working')).toContainText('资料不全');
  await work.due.getByRole('link', { name: '合同年利率' }).click();
  await expect(rate).toBeFocused();
});

test('facts that only a person can tell are asked for by name', async ({ site }) => {
  const work = new Workspace(site);
  await work.fillExample();
  await work.field(work.words.asOf).fill('2025-09-01');
  await expect(work.outcome(work.waiver)).toHaveText('资料不全');
  await work.waiver.getByRole('link', { name: '是否首次逾期' }).click();
  const first = site.getByRole('radiogroup', { name: '是否首次逾期' });
  await expect(first.getByRole('radio', { name: '不清楚' })).toBeFocused();
  await first.getByRole('radio', { name: '是', exact: true }).check();
  await site.getByRole('radiogroup', { name: '是否主动前来协商' }).getByRole('radio', { name: '是', exact: true }).check();
  await expect(work.outcome(work.waiver)).toHaveText('可以');
  // 17 days at 9 %: 255.00 on the principal and 3.83 on the interest; a fifth of 258.83, rounded down.
  await expect(work.waiver).toContainText('最多可减免罚息与复利 ¥51.76');
  await first.getByRole('radio', { name: '否', exact: true }).check();
  await expect(work.outcome(work.waiver)).toHaveText('不可以');
});

test('an empty case names what is needed, without calling it wrong', async ({ site }) => {
  const work = new Workspace(site);
  await site.locator('#clear-case').click();
  for (const conclusion of [work.due, work.waiver, work.installments]) {
    await expect(work.outcome(conclusion)).toHaveText('资料不全');
  }
  await expect(site.locator('[aria-invalid=true]')).toHaveCount(0);
  await work.due.getByRole('link', { name: '逾期款项' }).click();
  await expect(work.field(work.words.dueOn)).toBeFocused();
});

test('an amount that is known only from below is told as the least that it comes to', async ({ site }) => {
  const work = new Workspace(site);
  await work.fillExample();
  await work.field(work.words.principal).fill('40000');
  await work.field(work.words.interest).clear();
  // 40,000 at 9 % bear 10.00 a day: 900 days on, penalty interest alone carries it past 50,000.
  await expect(work.outcome(work.litigation)).toHaveText('资料不全');
  await expect(work.litigation).toContainText('2028年5月12日');
  await expect(work.litigation).toContainText('至少 ¥50,010.00');
});

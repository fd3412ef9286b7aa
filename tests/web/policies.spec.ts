import { expect, test } from './watched';
import { Workspace } from './workspace';

test('the same case is answered by the policy that is chosen', async ({ site }) => {
  const work = new Workspace(site);
  await work.fillExample();
  await expect(site.locator('footer')).toContainText('cn-bank-loan');
  await work.field(work.words.asOf).fill('2025-10-01');
  await work.field(work.words.principal).fill('10000');
  await expect(work.outcome(work.waiver)).toHaveText('不可以');

  const policy = site.getByRole('radiogroup', { name: '适用政策' });
  await policy.getByRole('radio', { name: '住房按揭' }).check();
  await expect(work.outcome(work.waiver)).toHaveText('需要人工审核');
  await expect(work.waiver).toContainText('由主管决定');
  await expect(work.waiver).toContainText('逾期等级 中度');
  await expect(site.locator('footer')).toContainText('住房按揭 (cn-home-mortgage)');

  await policy.getByRole('radio', { name: '银行贷款' }).check();
  await expect(work.outcome(work.waiver)).toHaveText('不可以');
});

import type { Locator, Page } from '@playwright/test';
import { expect, test } from './watched';
import { Workspace } from './workspace';

test('overdue items are added and taken away', async ({ site }) => {
  const work = new Workspace(site);
  await work.fillExample();
  await site.getByRole('button', { name: '增加一笔' }).click();
  const second = site.getByRole('group', { name: '第 2 笔' });
  await expect(second.getByLabel('到期日')).toBeFocused();
  await expect(work.total).toHaveText('¥62,407.28');
  await second.getByLabel('到期日').fill('2025-09-15');
  await second.getByLabel('逾期本金').fill('10000');
  await second.getByLabel('逾期利息').fill('0');
  // 68 days on 10,000 at 9 %: 170.00 of penalty interest.
  await expect(work.total).toHaveText('¥72,577.28');
  await expect(site.locator('#working tbody tr')).toHaveCount(3);

  await site.getByRole('button', { name: '删除第 1 笔' }).click();
  await expect(site.getByRole('button', { name: '增加一笔' })).toBeFocused();
  await expect(work.total).toHaveText('¥10,170.00');
  await expect(work.due).toContainText('中度，逾期 68 天');
});

test('a problem of the second item is told at the second item, with a blank one before it', async ({ site }) => {
  const work = new Workspace(site);
  await work.fillExample();
  await site.getByRole('button', { name: '增加一笔' }).click();
  await site.getByRole('button', { name: '增加一笔' }).click();
  const third = site.getByRole('group', { name: '第 3 笔' });
  await third.getByLabel('到期日').fill('2025-09-15');
  await third.getByLabel('逾期本金').fill('x');
  await third.getByLabel('逾期本金').blur();
  await expect(site.locator('#problem-summary')).toContainText('第 3 笔：逾期本金：请只填数字和一个小数点');
  await expect(third.getByLabel('逾期本金')).toHaveAttribute('aria-invalid', 'true');
  await expect(site.locator('[aria-invalid=true]')).toHaveCount(1);
  await expect(work.total).toHaveCount(0);
});

test('a log of contacts counts as its attempts do', async ({ site }) => {
  const work = new Workspace(site);
  await work.fillExample();
  await choose(site, '怎样填写', '逐次登记');
  await expect(work.outcome(work.litigation)).toHaveText('资料不全');
  await enterContact(site, 1, '2025-11-10', '联系上');
  await expect(work.outcome(work.litigation)).toHaveText('资料不全');
  await choose(site, '是否明确拒绝还款', '否');
  await expect(work.outcome(work.litigation)).toHaveText('不可以');
  for (const [number, day] of [[2, '2025-11-11'], [3, '2025-11-12'], [4, '2025-11-13']] as const) {
    await site.getByRole('button', { name: '登记一次联系' }).click();
    await enterContact(site, number, day, '无人接听');
  }
  await expect(work.outcome(work.litigation)).toHaveText('可以');
  await expect(work.litigation).toContainText('联系未果次数 3 次');
  await site.getByRole('button', { name: '删除第 4 次联系' }).click();
  await expect(work.outcome(work.litigation)).toHaveText('不可以');
});

test('a contact without its result asks for it', async ({ site }) => {
  await new Workspace(site).fillExample();
  await choose(site, '怎样填写', '逐次登记');
  const entry = site.getByRole('group', { name: '第 1 次' });
  await entry.getByLabel('日期').fill('2025-11-10');
  await entry.getByLabel('日期').blur();
  await site.locator('#problem-summary').getByRole('link', { name: '第 1 次联系：结果' }).click();
  await expect(entry.getByLabel('结果')).toBeFocused();
});

test('a contact says its time and with whom it was', async ({ site }) => {
  const work = new Workspace(site);
  await work.fillExample();
  await choose(site, '怎样填写', '逐次登记');
  await enterContact(site, 1, '2025-11-10', '无人接听');
  const entry = site.getByRole('group', { name: '第 1 次' });
  const time = entry.getByLabel('时间');
  await time.fill('25:10');
  await time.blur();
  await expect(site.locator('#problem-summary')).toContainText('第 1 次联系：时间：时间请写成 09:30 这样');
  await expect(time).toHaveAttribute('aria-invalid', 'true');
  await expect(site.locator('[aria-invalid=true]')).toHaveCount(1);
  await time.fill('９：３０');
  await time.blur();
  await expect(time).toHaveValue('09:30');
  await expect(work.litigation).toContainText('失联天数 99 天');
  await expect(site.locator('#problem-summary')).toHaveCount(0);
});

test('reaching somebody else is not reaching the borrower', async ({ site }) => {
  const work = new Workspace(site);
  await work.fillExample();
  await choose(site, '怎样填写', '逐次登记');
  await enterContact(site, 1, '2025-11-10', '联系上');
  await expect(work.outcome(work.litigation)).toHaveText('资料不全');
  await site.getByRole('group', { name: '第 1 次' }).getByLabel('联系对象').selectOption({ label: '其他人' });
  await expect(work.outcome(work.litigation)).toHaveText('可以');
  await expect(work.litigation).toContainText('失联天数 99 天');
});

async function enterContact(site: Page, number: number, day: string, result: string): Promise<void> {
  const entry: Locator = site.getByRole('group', { name: `第 ${number} 次` });
  await entry.getByLabel('日期').fill(day);
  await entry.getByLabel('结果').selectOption({ label: result });
}

async function choose(site: Page, question: string, answer: string): Promise<void> {
  await site.getByRole('radiogroup', { name: question }).getByRole('radio', { name: answer, exact: true }).check();
}

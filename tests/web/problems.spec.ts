import { expect, test } from './watched';
import { LANGUAGES } from './words';
import { Workspace } from './workspace';

for (const language of LANGUAGES) {
  test(`what cannot be read is told at the field and in the summary, in ${language}`, async ({ site }) => {
    const work = new Workspace(site, language);
    const { words } = work;
    await work.useLanguage();
    await work.fillExample();
    const principal = work.field(words.principal);
    const asOf = work.field(words.asOf);
    await principal.fill('6o000');
    await asOf.fill('2025-13-01');
    await asOf.blur();

    const summary = site.locator('#problem-summary');
    await expect(summary).toContainText(words.toCorrect);
    for (const [field, label, text] of [
      [asOf, words.asOf, words.notADate],
      [principal, words.principal, words.notADecimal],
    ] as const) {
      await expect(field).toHaveAttribute('aria-invalid', 'true');
      await expect(field).toHaveAccessibleDescription(new RegExp(text));
      await summary.getByRole('link', { name: label }).filter({ hasText: text }).click();
      await expect(field).toBeFocused();
    }

    await asOf.fill('2025-11-22');
    await principal.fill('60000');
    await expect(work.total).toHaveText('¥62,407.28');
    await expect(site.locator('[aria-invalid=true]')).toHaveCount(0);
    await expect(summary).toHaveCount(0);
  });
}

test('a slip in mid-typing keeps the last conclusions until the pause', async ({ site }) => {
  const work = new Workspace(site);
  await work.fillExample();
  await expect(work.total).toHaveText('¥62,407.28');
  const asOf = work.field(work.words.asOf);
  await asOf.fill('2025-11-');
  await expect(site.getByText('输入未完成，以下是上一次的结果')).toBeVisible();
  await expect(work.total).toHaveText('¥62,407.28');
  await expect(site.locator('#problem-summary')).toContainText('日历上没有这一天');
  await expect(work.total).toHaveCount(0);
  await expect(asOf).toBeFocused();
});

for (const [typed, said] of [
  ['-5', '不能小于零'],
  ['1.001', '小数位太多'],
  ['9999999999999', '金额太大'],
  ['1e5', '请只填数字和一个小数点'],
] as const) {
  test(`an income of ${typed} is refused with a reason`, async ({ site }) => {
    const work = new Workspace(site);
    await work.fillExample();
    const income = work.field(work.words.monthlyIncome);
    await income.fill(typed);
    await income.blur();
    await expect(income).toHaveAccessibleDescription(new RegExp(said));
  });
}

test('a rate above 100 % and a waiver above the debt are questioned', async ({ site }) => {
  const work = new Workspace(site);
  await work.fillExample();
  const rate = work.field(work.words.annualRate);
  await rate.fill('600');
  await rate.blur();
  await expect(rate).toHaveAccessibleDescription(/年利率高于 100%/);
  await rate.fill('6');
  const waived = site.locator('#waived');
  await waived.fill('70000');
  await waived.blur();
  await expect(waived).toHaveAccessibleDescription(/减免超过了全部欠款/);
  await waived.fill('407.28');
  await expect(work.total).toHaveText('¥62,000.00');
  await expect(work.due.locator('dd').last()).toHaveText('−¥407.28');
});

test('a day before any policy was in force is told at its field', async ({ site }) => {
  const work = new Workspace(site);
  await work.fillExample();
  const asOf = work.field(work.words.asOf);
  await asOf.fill('2003-12-31');
  await asOf.blur();
  await expect(asOf).toHaveAccessibleDescription(/这一天没有生效的政策/);
});

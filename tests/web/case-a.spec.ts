import { expect, test } from './watched';
import { LANGUAGES } from './words';
import { Workspace } from './workspace';

for (const language of LANGUAGES) {
  test(`case A typed by hand reads right in ${language}`, async ({ site }) => {
    const work = new Workspace(site, language);
    const { words } = work;
    await work.useLanguage();
    await work.typeCaseA();

    await expect(work.total).toHaveText('¥62,407.28');
    await expect(work.due).toContainText(words.standing);
    await expect(work.due).toContainText(words.growth);
    await expect(work.due.locator('dd')).toHaveText(['¥60,000.00', '¥900.00', '¥1,485.00', '¥22.28']);

    await expect(work.outcome(work.waiver)).toHaveText(words.no);
    for (const said of [words.notMet, ...words.waiverClause]) await expect(work.waiver).toContainText(said);

    await expect(work.outcome(work.installments)).toHaveText(words.yes);
    await expect(work.installments).toContainText(words.shortestPlan);
    await expect(work.installments).toContainText(words.lastPayment);

    await expect(work.outcome(work.litigation)).toHaveText(words.yes);
    await expect(work.outcome(work.agency)).toHaveText(words.yes);
    await expect(work.litigation).toContainText('¥62,407.28');
    await expect(work.litigation).toContainText(words.approved);
    // The clauses of an agency do not look at the sum; what would change it may.
    await expect(work.agency.locator('.deciding')).not.toContainText('¥62,407.28');
  });

  test(`the working and the plans of case A read right in ${language}`, async ({ site }) => {
    const work = new Workspace(site, language);
    const { words } = work;
    await work.useLanguage();
    await work.typeCaseA();

    const { from, to } = words;
    await expect(work.cells('working', 0)).toContainText([
      from, from, to, '99', '60,000.00', '9%', '60000.00 × 0.09 × 99 ÷ 360', '1,485.00',
    ]);
    await expect(work.cells('working', 1)).toContainText([
      from, from, to, '99', '900.00', '9%', '900.00 × 0.09 × 99 ÷ 360', '22.28',
    ]);

    await expect(site.locator('#plans')).toContainText(words.limit);
    await expect(site.locator('.plan')).toHaveCount(4);
    for (const text of ['¥12,481.46', '¥12,481.44', '34.68%', words.notFeasible]) {
      await expect(work.plan(2)).toContainText(text);
    }
    for (const text of ['¥10,401.21', '¥10,401.23', '28.9%', words.feasible]) {
      await expect(work.plan(3)).toContainText(text);
    }
    await expect(work.plan(3).getByRole('radio')).toBeChecked();
    await expect(work.cells('plans', 0)).toHaveText([
      '1', words.firstPayment, '10,401.21', '0.00', '10,401.21', '52,006.07',
    ]);
    await expect(work.cells('plans', 5)).toContainText(['6', '2026', '10,401.23', '0.00', '10,401.23', '0.00']);

    await work.plan(2).click();
    await expect(site.locator('#plans tbody tr')).toHaveCount(5);
  });

  test(`the page says in ${language} that it estimates, and who decides`, async ({ site }) => {
    const work = new Workspace(site, language);
    await work.useLanguage();
    await expect(site.getByRole('complementary', { name: work.words.estimate })).toContainText(work.words.supervisor);
    await expect(site).toHaveTitle(work.words.title);
    await expect(site.locator('html')).toHaveAttribute('lang', language);
  });
}

test('changing the language keeps the case', async ({ site }) => {
  await new Workspace(site).typeCaseA();
  for (const language of ['en', 'zh-Hant', 'zh-Hans'] as const) {
    const work = new Workspace(site, language);
    await work.useLanguage();
    await expect(work.total).toHaveText('¥62,407.28');
    await expect(work.field(work.words.principal)).toHaveValue('60,000.00');
    await expect(work.field(work.words.failedAttempts)).toHaveValue('3');
  }
});

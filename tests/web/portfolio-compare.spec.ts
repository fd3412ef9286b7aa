import { expect, LIST, longList, PortfolioDesk, test } from './portfolio-desk';

// What another policy would change, and what has changed since the last time.

/** Two of its loans are severe by days; one of them is in arrears for the first time. */
const PLAIN = LIST.split('\n').slice(0, 4).join('\n');

test('the same list under another policy: which decisions turn, by decision and by class', async ({ desk, page }) => {
  await desk.work(longList(250));
  const rows = await rowsOf(desk, '#download-results');
  await page.locator('#compare-portfolio').click();
  await expect(page.locator('#portfolio-compare-outcome')).toBeFocused();
  const flipped = await rowsOf(desk, '#download-flipped');
  expect(flipped.length).toBeGreaterThan(0);
  await expect(page.locator('#portfolio-compare-outcome .headline')).toHaveText(`${flipped.length} 笔至少有一项结果会变。`);

  // The other policy as a run of its own comes out in the same figures.
  await page.locator('#portfolio-policy').selectOption('cn-home-mortgage');
  await page.locator('#start-portfolio').click();
  await expect(page.locator('#portfolio-summary-heading')).toBeFocused();
  const others = await rowsOf(desk, '#download-results');
  const turned = rows.filter((row, index) => DECISIONS.some((at) => row[at] !== others[index]?.[at]));
  expect(turned).toEqual(flipped);

  await page.locator('#portfolio-policy').selectOption('cn-bank-loan');
  await page.locator('#start-portfolio').click();
  await expect(page.locator('#portfolio-summary-heading')).toBeFocused();
  await page.locator('#compare-portfolio').click();
  await expect(page.locator('#portfolio-compare-outcome')).toBeFocused();
  const byDecision = desk.part('compare').locator('table').nth(0).locator('tbody tr');
  const counts = await byDecision.locator('td:last-child .cell').allTextContents();
  const moves = rows.flatMap((row, index) => DECISIONS.filter((at) => row[at] !== others[index]?.[at]));
  expect(sum(counts)).toBe(moves.length);
  const inClasses = await desk.part('compare').locator('table').nth(1).locator('tbody td:last-child .cell').allTextContents();
  expect(sum(inClasses)).toBe(turned.length);

  await page.locator('#look-flipped').click();
  await expect(page.locator('#portfolio-results-heading')).toBeFocused();
  await expect(desk.part('results').locator('tbody tr')).toHaveCount(Math.min(100, turned.length));
  await expect(desk.cells('results', 0).first()).toHaveText(turned[0]?.[0] ?? '');
});

/** The columns of results that hold decisions. */
const DECISIONS = [8, 10, 12, 14] as const;

async function rowsOf(desk: { saved(button: string): Promise<{ text: string }> }, button: string): Promise<string[][]> {
  const { text } = await desk.saved(button);
  return text.slice(1).trimEnd().split('\n').slice(1).map((line) => line.split(','));
}

function sum(counts: readonly string[]): number {
  return counts.reduce((total, count) => total + Number(count.replaceAll(',', '')), 0);
}

test('a summary that was saved shows the change when it is opened again', async ({ desk, page }) => {
  await desk.work(PLAIN);
  const { name, text } = await desk.saved('#save-summary');
  await page.locator('#open-previous').setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
  await expect(page.locator('#drop-previous')).toBeFocused();
  await expect(page.locator('#portfolio-stale')).toBeVisible();
  // A day later, and without the mild loan.
  await desk.choose(PLAIN.split('\n').filter((line) => !line.startsWith('0008')).join('\n'));
  await desk.run('2025-11-23');
  await expect(desk.cells('change', 0)).toHaveText(['测算的贷款（笔）', '-1']);
  // Both other loans have grown: 62,422.50 + 8,187.06 − 73,658.33.
  await expect(desk.cells('change', 1)).toHaveText(['应还（元）', '-3,048.77']);
  await page.locator('#drop-previous').click();
  await expect(page.locator('#open-previous')).toBeFocused();
});

test('a file that is no summary is told from one', async ({ desk, page }) => {
  await desk.choose(PLAIN);
  await page.locator('#open-previous').setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{"schema":"case.v1"}') });
  await expect(page.locator('#portfolio-previous-problem')).toBeFocused();
  await expect(page.locator('#portfolio-previous-problem')).toContainText('不是批量测算的汇总');
});

test('a policy that was changed on the page of one loan is compared, and marked wherever it decides', async ({ page }) => {
  const mark = '按您改动的政策测算';
  await page.goto('./');
  await page.locator('#fill-example').click();
  await page.getByRole('tab', { name: '政策', exact: true }).click();
  await page.locator('#change-policy').click();
  await expect(page.locator('#policy-editor')).toBeFocused();
  await page.locator('.policy-fields summary').nth(2).click();
  await page.locator('#policy-field-penalty-markup-value').fill('0.9');
  await expect(page.locator('#use-policy')).toBeEnabled();
  await page.locator('#use-policy').click();
  await page.getByRole('link', { name: '批量测算' }).click();

  const desk = new PortfolioDesk(page);
  await desk.work('id,dueOn,principal,interest,annualRate\n1,2025-08-15,60000,900,6%\n');
  await expect(desk.part('summary')).toContainText('¥62,407.28');
  await expect(page.getByText(mark)).toHaveCount(0);
  await page.locator('#portfolio-other').selectOption({ label: '在单笔页面改动过的政策' });
  await page.locator('#compare-portfolio').click();
  // As the engine for single cases has it: 62,809.22, which is 401.94 more.
  await expect(desk.part('compare').locator('dd')).toHaveText(['¥62,407.28', '¥62,809.22', '+¥401.94']);
  await expect(page.locator('#portfolio-compare-outcome')).toContainText(mark);
  await expect(page.locator('#portfolio-compare-outcome')).toContainText('没有一笔的结果会变');

  await page.locator('#portfolio-policy').selectOption({ label: '在单笔页面改动过的政策' });
  await page.locator('#start-portfolio').click();
  await expect(desk.part('summary')).toContainText('¥62,809.22');
  await expect(desk.part('summary')).toContainText(mark);

  // Left again, it decides nothing any more, and its results look old.
  await page.getByRole('link', { name: '机构人员' }).click();
  await page.locator('#leave-policy').click();
  await page.getByRole('link', { name: '批量测算' }).click();
  await expect(page.locator('#portfolio-stale')).toBeVisible();
  await page.locator('#start-portfolio').click();
  await expect(desk.part('summary')).toContainText('¥62,407.28');
});

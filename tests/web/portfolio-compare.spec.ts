import { expect, LIST, longList, test } from './portfolio-desk';

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
  const byDecision = desk.part('compare').locator('table').nth(1).locator('tbody tr');
  const counts = await byDecision.locator('td:last-child .cell').allTextContents();
  const moves = rows.flatMap((row, index) => DECISIONS.filter((at) => row[at] !== others[index]?.[at]));
  expect(sum(counts)).toBe(moves.length);
  const inClasses = await desk.part('compare').locator('table').nth(2).locator('tbody td:last-child .cell').allTextContents();
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

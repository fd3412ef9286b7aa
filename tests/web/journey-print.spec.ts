import { Borrower, TODAY } from './borrower';
import { expect, test } from './watched';

// The estimate on paper.

test.use({ today: TODAY });

test('the estimate prints black on white, also from dark mode, with its day and version on each page', async ({ site }) => {
  await site.emulateMedia({ colorScheme: 'dark' });
  const journey = new Borrower(site);
  await journey.reachEstimate();
  await site.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const colours = await site.evaluate(() => {
    const of = (selector: string): string[] => {
      const style = getComputedStyle(document.querySelector(selector) ?? document.body);
      return [style.color, style.backgroundColor];
    };
    return { page: of('html'), text: of('.journey-main'), panel: of('.panel'), cell: of('.table td') };
  });
  expect(colours.page).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
  expect(colours.text).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
  expect(colours.panel[1]).toBe('rgb(255, 255, 255)');
  for (const hidden of ['.back', '.keep', '.journeys', '.languages', '.foot']) await expect(site.locator(hidden)).toBeHidden();
  expect(await site.locator('.working-fold li').first().evaluate((line) => line.checkVisibility())).toBe(true);
  const said = '计算到 2025年11月22日 · cn-bank-loan 1.0.0';
  await expect(site.locator('.print-line')).toContainText(said);
  expect(await site.evaluate(pageMargins)).toContain(said);
  await expect(site.locator('.table-payments thead')).toHaveCSS('display', 'table-header-group');
});

test('the estimate fits one page of A4', async ({ site }) => {
  const journey = new Borrower(site, 'en');
  await journey.reachEstimate();
  const pdf = (await site.pdf({ preferCSSPageSize: true })).toString('latin1');
  const pages = [...pdf.matchAll(/\/Type\s*\/Page\b[^s]/g)].length;
  expect(pages).toBe(1);
  // A4 in points.
  expect(pdf).toMatch(/\/MediaBox\s*\[\s*0\s+0\s+59[45](?:\.\d+)?\s+84[12](?:\.\d+)?\s*\]/);
});

/** What stands in the margins of the printed pages. */
function pageMargins(): string {
  return document.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText)).join('\n');
}

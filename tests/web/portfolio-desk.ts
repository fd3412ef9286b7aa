import { readFile } from 'node:fs/promises';
import { expect, test as base, type Download, type Locator, type Page } from '@playwright/test';
import type { Language } from './words';

/** What a page must not do while a list is worked on. */
interface Misdeeds {
  readonly spoken: string[];
  readonly requested: string[];
}

/**
 * A test whose portfolio is loaded and watched. Its engine is fetched on the way there; from then on, with a list open,
 * nothing is requested, no policy is breached and nothing is said on the console.
 */
export const test = base.extend<{ language: Language; desk: PortfolioDesk }>({
  language: ['zh-Hans', { option: true }],
  desk: async ({ page, language }, use) => {
    const misdeeds: Misdeeds = { spoken: [], requested: [] };
    page.on('pageerror', (error) => misdeeds.spoken.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') misdeeds.spoken.push(message.text());
    });
    await page.addInitScript(() => {
      window.breaches = [];
      document.addEventListener('securitypolicyviolation', (event) => {
        window.breaches.push(`${event.violatedDirective}: ${event.blockedURI}`);
      });
    });
    const desk = new PortfolioDesk(page);
    await desk.goto(language);
    page.on('request', (request) => {
      // What is saved is an address of the page's own memory.
      if (!request.url().startsWith('blob:')) misdeeds.requested.push(request.url());
    });
    await use(desk);
    expect(misdeeds.spoken, 'errors and warnings on the console').toEqual([]);
    expect(misdeeds.requested, 'requests with a list open').toEqual([]);
    expect(await page.evaluate(() => window.breaches), 'breaches of the content policy').toEqual([]);
  },
});

export { expect };

/** The portfolio's screen. */
export class PortfolioDesk {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async goto(language: Language = 'zh-Hans'): Promise<void> {
    await this.page.goto(`./#/${language === 'zh-Hans' ? '' : `${language}/`}portfolio`);
    await expect(this.page.locator('#portfolio-file')).toBeAttached();
    await expect(this.page.locator('footer')).toContainText(/\d+\.\d+\.\d+/);
  }

  async choose(content: string | Buffer, name = 'loans.csv'): Promise<void> {
    const buffer = typeof content === 'string' ? Buffer.from(content) : content;
    await this.page.locator('#portfolio-file').setInputFiles({ name, mimeType: 'text/csv', buffer });
  }

  async run(asOf = '2025-11-22'): Promise<void> {
    await this.page.locator('#portfolio-as-of').fill(asOf);
    await this.page.locator('#start-portfolio').click();
  }

  /** Opens a list and works it out. */
  async work(content: string | Buffer): Promise<void> {
    await this.choose(content);
    await expect(this.page.locator('#portfolio-columns-heading')).toBeFocused();
    await this.run();
    await expect(this.page.locator('#portfolio-summary-heading')).toBeFocused();
  }

  select(column: number): Locator {
    return this.page.locator(`#column-${column}`);
  }

  part(name: 'file' | 'columns' | 'settings' | 'summary' | 'indicators' | 'charts' | 'outcomes' | 'bad' | 'results' | 'compare' | 'change'): Locator {
    return this.page.locator(`section[aria-labelledby=portfolio-${name}-heading]`);
  }

  /** The cells of a row of a part's first table. */
  cells(part: Parameters<PortfolioDesk['part']>[0], row: number): Locator {
    return this.part(part).locator('table').first().locator('tbody tr').nth(row).locator('.cell');
  }

  async saved(button: string): Promise<{ name: string; bytes: Buffer; text: string }> {
    const [download] = await Promise.all([this.page.waitForEvent('download'), this.page.locator(button).click()]);
    const bytes = await bytesOf(download);
    return { name: download.suggestedFilename(), bytes, text: bytes.toString('utf8') };
  }
}

async function bytesOf(download: Download): Promise<Buffer> {
  return readFile(await download.path());
}

/** Three loans that are worked out, and rows of which nothing can be said. */
export const LIST = [
  '合同号,到期日,逾期本金(元),逾期利息,年利率,月收入,联系未果次数,本期收回,催收成本,客户经理',
  '007,2025-08-15,60000,900,6%,36000,3,0,100,张三',
  '0008,2025-11-01,3000,50,6%,8000,0,3000,20,李四',
  '=1+1,2025-10-01,8000,80,6%,9000,1,0,10,"王五, 二部"',
  '-5,2025-02-30,100,1,6%,9000,1,0,0,赵六',
  '010,2025-08-15,"6,0000",1,6%,9000,1,0,0,钱七',
  '011,2025-08-15,100',
].join('\n');

/** A list of so many loans, each with another reference, in the plain names of facts. */
export function longList(rows: number): string {
  const lines = ['id,dueOn,principal,interest,annualRate,monthlyIncome,failedAttempts'];
  for (let row = 0; row < rows; row += 1) {
    const month = String(1 + (row % 10)).padStart(2, '0');
    const day = String(1 + (row % 28)).padStart(2, '0');
    lines.push(`${String(row).padStart(7, '0')},2025-${month}-${day},${1000 + ((row * 977) % 90_000)}.00,${row % 900}.50,6%,${5000 + ((row * 31) % 40_000)},${row % 5}`);
  }
  return `${lines.join('\n')}\n`;
}

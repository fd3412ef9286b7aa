import type { Locator, Page } from '@playwright/test';
import { type Language, type Words, WORDS } from './words';

/** The collector's screen, by the names that a reader sees. */
export class Workspace {
  readonly words: Words;
  readonly #page: Page;

  constructor(page: Page, language: Language = 'zh-Hans') {
    this.#page = page;
    this.words = WORDS[language];
  }

  async useLanguage(): Promise<void> {
    await this.#page.getByRole('button', { name: this.words.button }).click();
  }

  field(label: string): Locator {
    return this.#page.getByRole('form').getByLabel(label, { exact: true });
  }

  /** Case A, key by key. */
  async typeCaseA(): Promise<void> {
    const { words } = this;
    const typed: readonly (readonly [string, string])[] = [
      [words.asOf, '2025-11-22'],
      [words.annualRate, '6'],
      [words.dueOn, '2025-08-15'],
      [words.principal, '60,000.00'],
      [words.interest, '900.00'],
      [words.monthlyIncome, '36000'],
      [words.failedAttempts, '3'],
    ];
    for (const [label, text] of typed) {
      await this.field(label).clear();
      await this.field(label).pressSequentially(text);
    }
  }

  async fillExample(): Promise<void> {
    await this.#page.locator('#fill-example').click();
  }

  get due(): Locator {
    return this.#page.locator('#conclusion-due');
  }

  get total(): Locator {
    return this.due.locator('.total');
  }

  get waiver(): Locator {
    return this.#page.locator('#conclusion-waiver');
  }

  get installments(): Locator {
    return this.#page.locator('#conclusion-installments');
  }

  get litigation(): Locator {
    return this.#page.locator('#conclusion-legal .step').nth(0);
  }

  get agency(): Locator {
    return this.#page.locator('#conclusion-legal .step').nth(1);
  }

  get announcement(): Locator {
    return this.#page.getByRole('status');
  }

  outcome(conclusion: Locator): Locator {
    return conclusion.locator('.chip').first();
  }

  /** The cells of a table's row, as read. */
  cells(table: 'working' | 'plans', row: number): Locator {
    return this.#page.locator(`#${table} tbody tr`).nth(row).locator('.cell');
  }

  plan(index: number): Locator {
    return this.#page.locator('.plan').nth(index);
  }
}

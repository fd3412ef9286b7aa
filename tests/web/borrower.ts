import { expect, type Locator, type Page } from '@playwright/test';
import { blankArrear } from '../../www/src/draft';
import { blankBorrower, type BorrowerDraft } from '../../www/src/journey/draft';
import type { Language } from './words';

/** The moment at which the cases of the tests are worked out. */
export const TODAY = '2025-11-22T04:00:00Z';

/** The borrower's journey, by its questions. */
export class Borrower {
  readonly #page: Page;
  readonly #language: Language;

  constructor(page: Page, language: Language = 'zh-Hans') {
    this.#page = page;
    this.#language = language;
  }

  get heading(): Locator {
    return this.#page.getByRole('heading', { level: 1 });
  }

  /** Opens a screen by its address. */
  async open(step = ''): Promise<void> {
    const language = this.#language === 'zh-Hans' ? '' : `${this.#language}/`;
    await this.#page.goto(`./#/${language}borrower${step === '' ? '' : `/${step}`}`);
  }

  /** Case A as a borrower would answer it, up to what can be paid. */
  caseA(): BorrowerDraft {
    const arrear = { ...blankArrear(), dueOn: '2025-08-15', principal: '60000.00', interest: '900.00' };
    return { ...blankBorrower(), policy: 'cn-bank-loan', asOf: '2025-11-22', annualRate: '6', arrears: [arrear] };
  }

  row(name: 'dueOn' | 'principal' | 'interest' | 'fees', index = 0): Locator {
    return this.#page.locator(`.item [id$="-${name}"]`).nth(index);
  }

  async choose(name: string, value: string): Promise<void> {
    await this.#page.locator(`input[name="${name}"][value="${value}"]`).check();
  }

  async fill(name: string, text: string): Promise<void> {
    await this.#page.locator(`#${name}`).fill(text);
  }

  async continue(): Promise<void> {
    await this.#page.locator('#continue').click();
  }

  /** The screen that the address names. */
  async expectStep(step: string): Promise<void> {
    await expect(this.#page).toHaveURL(new RegExp(`#/.*borrower/${step}$`));
    await expect(this.heading).toBeFocused();
  }

  /** Fills in what is owed; by default it is case A. */
  async owe(facts: { dueOn?: string; principal?: string; interest?: string; rate?: string; policy?: string } = {}): Promise<void> {
    await this.open('owe');
    await this.choose('policy', facts.policy ?? 'cn-bank-loan');
    await this.fill('annualRate', facts.rate ?? '6');
    await this.row('dueOn').fill(facts.dueOn ?? '2025-08-15');
    await this.row('principal').fill(facts.principal ?? '60000');
    await this.row('interest').fill(facts.interest ?? '900');
    await this.continue();
  }

  async pay(now: 'all' | 'part' | 'none', payment = ''): Promise<void> {
    await this.expectStep('pay');
    await this.choose('payNow', now);
    if (payment !== '') await this.fill('payment', payment);
    await this.continue();
  }

  async affordAmount(amount: string, monthlyIncome: string): Promise<void> {
    await this.expectStep('afford');
    await this.fill('monthlyIncome', monthlyIncome);
    await this.choose('means', 'amount');
    await this.fill('amount', amount);
    await this.continue();
  }

  async affordSpending(monthlyIncome: string, livingCosts: string, otherDebtPayments: string): Promise<void> {
    await this.expectStep('afford');
    await this.fill('monthlyIncome', monthlyIncome);
    await this.choose('means', 'spending');
    await this.fill('livingCosts', livingCosts);
    await this.fill('otherDebtPayments', otherDebtPayments);
    await this.continue();
  }

  async plan(value: string, otherAmount = ''): Promise<void> {
    await this.expectStep('plan');
    await this.choose('plan', value);
    if (otherAmount !== '') await this.fill('otherAmount', otherAmount);
    await this.continue();
  }

  /** All the way with case A: six payments. */
  async reachEstimate(): Promise<void> {
    await this.owe();
    await this.pay('none');
    await this.affordAmount('12000', '36000');
    await this.plan('6');
    await this.expectStep('check');
    await this.#page.locator('#next').click();
    await this.expectStep('estimate');
  }
}

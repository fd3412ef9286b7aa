import { assess, type Facts } from '../../target/npm/index.js';
import { blankArrear } from '../../www/src/draft';
import { formatFor } from '../../www/src/format';
import { fragmentOf } from '../../www/src/frame/address';
import { linkOfBorrower } from '../../www/src/share/case-link';
import { Borrower, TODAY } from './borrower';
import { expect, test } from './watched';

// What the journey shows is what the engine says, fen for fen.

test.use({ today: TODAY });

const CASES = 20;

interface Case {
  readonly dueOn: string;
  readonly principal: string;
  readonly interest: string;
  readonly rate: string;
  readonly policy: 'cn-bank-loan' | 'cn-home-mortgage';
}

/** Cases that differ in everything, the same in each run. */
function caseOf(index: number): Case {
  const month = String(1 + (index * 5) % 9).padStart(2, '0');
  const day = String(1 + (index * 7) % 28).padStart(2, '0');
  return {
    dueOn: `2025-${month}-${day}`,
    principal: `${1_000 + index * 3_217}.${String((index * 37) % 100).padStart(2, '0')}`,
    interest: `${index * 41}.${String((index * 53) % 100).padStart(2, '0')}`,
    rate: `${3 + (index % 7)}.${index % 10}`,
    policy: index % 2 === 0 ? 'cn-bank-loan' : 'cn-home-mortgage',
  };
}

test(`the figures of ${CASES} estimates are those of the engine`, async ({ site }) => {
  test.setTimeout(120_000);
  const journey = new Borrower(site, 'en');
  const f = formatFor('en');
  for (let index = 1; index <= CASES; index += 1) {
    const { dueOn, principal, interest, rate, policy } = caseOf(index);
    const facts: Facts = {
      asOf: '2025-11-22',
      loan: { annualRate: `${rate}%` },
      arrears: [{ dueOn, principal, interest }],
      borrower: { monthlyIncome: '99999' },
    };
    const { due, installments } = assess(facts, { policy });
    const plan = installments.options.at(-1);
    if (plan === undefined || due.total === null || due.penalty === null) throw new Error('the case has no plan');
    const arrear = { ...blankArrear(), dueOn, principal, interest };
    const draft = {
      ...journey.caseA(),
      policy,
      annualRate: rate,
      arrears: [arrear],
      firstArrear: 'unknown',
      cameForward: 'unknown',
      payNow: 'none',
      means: 'amount',
      amount: '99999',
      monthlyIncome: '99999',
      plan: String(plan.periods),
    } as const;
    const text = (await linkOfBorrower({ draft, policy: null })) ?? '';
    await site.evaluate((hash) => {
      location.hash = hash;
    }, fragmentOf({ locale: 'en', place: { kind: 'case', journey: 'borrower', text } }));
    await expect(site.locator('.panel-main'), dueOn).toHaveText(`${f.money(plan.payment)} a month for ${plan.periods} months`);
    await expect(site.locator('.panel')).toContainText(`${f.money(due.total)} in total, of which penalty interest ${f.money(due.penalty)}`);
    const shown = await site.locator('.table-payments tbody tr').evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll('.cell')].map((cell) => cell.textContent)),
    );
    expect(shown).toEqual(
      plan.schedule.map((row, at) => [String(at + 1), f.shortDate(row.dueOn), f.amount(row.payment), f.amount(row.balance)]),
    );
  }
});

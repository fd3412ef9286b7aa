import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import fc from 'fast-check';
import { blankArrear, blankLogRow, type Draft } from '../../www/src/draft';
import { blankEvent, blankInstallment } from '../../www/src/history-draft';
import { blankSum } from '../../www/src/plan-draft';
import { fragmentOf, parseAddress } from '../../www/src/frame/address';
import type { BorrowerDraft } from '../../www/src/journey/draft';
import { borrowerOfLink, collectorOfLink, linkOfBorrower, linkOfCollector } from '../../www/src/share/case-link';
import { pack } from '../../www/src/share/packing';
import { expect, test } from './watched';
import { Borrower, TODAY } from './borrower';
import { Workspace } from './workspace';

test.use({ today: TODAY });

const RUNS = 1_000;

const typed = fc.oneof(
  fc.constant(''),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.integer({ min: 0, max: 99_999_999 }).map((fen) => `${Math.trunc(fen / 100)}.${String(fen % 100).padStart(2, '0')}`),
);
const known = fc.constantFrom('unknown', 'yes', 'no');
const arrears = fc.array(
  fc.record({ dueOn: typed, principal: typed, interest: typed, fees: typed }).map((row) => ({ ...blankArrear(), ...row })),
  { maxLength: 12 },
);
const collector: fc.Arbitrary<Draft> = fc.record({
  policy: fc.constantFrom('cn-bank-loan', 'cn-home-mortgage'),
  asOf: typed,
  annualRate: typed,
  waived: typed,
  debt: fc.constantFrom('arrears', 'history'),
  arrears,
  history: fc
    .record({
      drawdownOn: typed,
      drawdownAmount: typed,
      schedule: fc.array(
        fc.record({ dueOn: typed, principal: typed, interest: typed, fees: typed }).map((row) => ({ ...blankInstallment(), ...row })),
        { maxLength: 6 },
      ),
      events: fc.array(
        fc
          .record({
            on: typed,
            kind: fc.constantFrom('payment', 'reversal', 'rate', 'waiver', 'fee', 'acceleration', 'pause'),
            amount: typed,
            rate: typed,
            component: fc.constantFrom('cost', 'fee', 'penalty', 'compound', 'interest', 'principal'),
            of: fc.constant(''),
            what: fc.constantFrom('interest', 'clock'),
            until: typed,
            label: typed,
          })
          .map((row) => ({ ...blankEvent(), ...row })),
        { maxLength: 6 },
      ),
    })
    .map((made) => ({ ...made, events: made.events.map((event, at) => (at === 0 ? event : { ...event, of: made.events[0]?.key ?? '' })) })),
  plan: fc.record({
    agreedOn: typed,
    installments: fc.array(fc.record({ on: typed, amount: typed }).map((row) => ({ ...blankSum(), ...row })), { maxLength: 4 }),
    payments: fc.array(fc.record({ on: typed, amount: typed }).map((row) => ({ ...blankSum(), ...row })), { maxLength: 4 }),
    outstandingPrincipal: typed,
    maturesOn: typed,
    originalTermMonths: typed,
    livingCosts: typed,
    otherDebtPayments: typed,
    cause: typed,
    evidenced: known,
  }),
  monthlyIncome: typed,
  firstArrear: known,
  cameForward: known,
  refusedToPay: known,
  contactsMode: fc.constantFrom('count', 'log'),
  failedAttempts: typed,
  lastReachedOn: typed,
  log: fc.array(
    fc
      .record({
        at: typed,
        time: typed,
        channel: fc.constantFrom('sms', 'phone', 'letter', 'email', 'visit', 'other'),
        party: fc.constantFrom('debtor', 'thirdParty'),
        outcome: fc.constantFrom('', 'reached', 'noAnswer', 'refused', 'wrongNumber', 'promised'),
      })
      .map((row) => ({ ...blankLogRow(), ...row })),
    { maxLength: 6 },
  ),
});
const answer = fc.constantFrom('', 'unknown', 'yes', 'no');
const borrower: fc.Arbitrary<BorrowerDraft> = fc.record({
  policy: fc.constantFrom('', 'cn-bank-loan', 'cn-home-mortgage'),
  asOf: typed,
  annualRate: typed,
  arrears,
  firstArrear: answer,
  cameForward: answer,
  payNow: fc.constantFrom('', 'all', 'part', 'none'),
  payment: typed,
  means: fc.constantFrom('', 'amount', 'spending'),
  amount: typed,
  monthlyIncome: typed,
  livingCosts: typed,
  otherDebtPayments: typed,
  plan: fc.constantFrom('', '3', '6', 'other', 'none'),
  otherAmount: typed,
  cause: typed,
  evidenced: answer,
});
const policy = fc.option(fc.record({ id: typed, version: typed, fingerprint: typed }));

/** A draft without the keys of its rows, which are given anew wherever it is opened; what names one, by its place. */
function plain(draft: object): unknown {
  const keys = 'history' in draft ? (draft as Draft).history.events.map(({ key }) => key) : [];
  return JSON.parse(
    JSON.stringify(draft, (name, value: unknown) => {
      if (name === 'key') return undefined;
      return name === 'of' && typeof value === 'string' && value !== '' ? keys.indexOf(value) : value;
    }),
  );
}

test(`${RUNS} random cases of a collector come back from their links`, async () => {
  await fc.assert(
    fc.asyncProperty(collector, policy, async (draft, named) => {
      const text = await linkOfCollector({ draft, policy: named });
      const address = parseAddress(fragmentOf({ locale: 'en', place: { kind: 'case', journey: 'collector', text: text ?? '' } }));
      expect(address).toEqual({ locale: 'en', place: { kind: 'case', journey: 'collector', text } });
      const opened = await collectorOfLink(text ?? '');
      expect(opened?.policy).toEqual(named);
      expect(plain(opened?.draft ?? {})).toEqual(plain(draft));
    }),
    { numRuns: RUNS },
  );
});

test(`${RUNS} random journeys of a borrower come back from their links`, async () => {
  await fc.assert(
    fc.asyncProperty(borrower, policy, async (draft, named) => {
      const text = await linkOfBorrower({ draft, policy: named });
      const opened = await borrowerOfLink(text ?? '');
      expect(opened?.policy).toEqual(named);
      expect(plain(opened?.draft ?? {})).toEqual(plain(draft));
    }),
    { numRuns: RUNS },
  );
});

test('a link with any letter changed or cut off is refused, or says the same', async () => {
  const draft = fc.sample(borrower, { numRuns: 1, seed: 6 })[0];
  if (draft === undefined) throw new Error('no sample');
  const text = (await linkOfBorrower({ draft, policy: null })) ?? '';
  expect(text.length).toBeGreaterThan(60);
  let refused = 0;
  for (let at = 0; at < text.length; at += 1) {
    const other = text[at] === 'A' ? 'B' : 'A';
    for (const damaged of [`${text.slice(0, at)}${other}${text.slice(at + 1)}`, text.slice(0, at)]) {
      const opened = await borrowerOfLink(damaged);
      if (opened === null) refused += 1;
      else expect(plain(opened.draft)).toEqual(plain(draft));
    }
  }
  // Only the few letters of the header that say nothing of the case may change unnoticed.
  expect(refused).toBeGreaterThan(text.length * 2 - 16);
});

test('what no link of this page says is refused', async () => {
  const refused: unknown[] = [
    null,
    {},
    [1, 'borrower', [], {}, 5],
    [2, 'borrower', [], {}],
    [1, 'collector', [], {}],
    [1, 'borrower', ['cn-bank-loan'], {}],
    [1, 'borrower', [], { name: '张三' }],
    [1, 'borrower', [], { policy: 'another' }],
    [1, 'borrower', [], { asOf: 5 }],
    [1, 'borrower', [], { asOf: 'x'.repeat(201) }],
    [1, 'borrower', [], { arrears: [{ key: 'arrear1' }] }],
    [1, 'borrower', [], { arrears: Array.from({ length: 10_001 }, () => ({})) }],
  ];
  for (const data of refused) expect(await borrowerOfLink((await pack(data)) ?? ''), JSON.stringify(data).slice(0, 60)).toBeNull();
  expect(await borrowerOfLink((await pack([1, 'borrower', [], {}])) ?? '')).not.toBeNull();
  // A text that unpacks to far more than any case is given up on.
  expect(await pack('x'.repeat(500_000))).toBeNull();
});

test('a link that unpacks to far more than any case is refused', async () => {
  // Blanks behind the case say nothing, and millions of them take little room in a link.
  const link = (blanks: number): string => {
    const json = JSON.stringify([1, 'borrower', [], {}]) + ' '.repeat(blanks);
    return gzipSync(json).toString('base64url');
  };
  expect(link(30_000_000).length).toBeLessThan(60_000);
  expect(await borrowerOfLink(link(300_000))).not.toBeNull();
  expect(await borrowerOfLink(link(500_000))).toBeNull();
  expect(await borrowerOfLink(link(30_000_000))).toBeNull();
});

test('a collector passes a case on by a link', async ({ site, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const work = new Workspace(site, 'en');
  await work.useLanguage();
  await work.typeCaseA();
  await expect(work.total).toHaveText('¥62,407.28');
  await site.locator('#copy-link').click();
  await expect(work.announcement).toHaveText('Link to this case copied.');
  const link = await copied(site);
  expect(new URL(link).search).toBe('');
  expect(new URL(link).hash).toMatch(/^#\/en\/case\/[A-Za-z0-9_-]+$/);
  const other = await openIn(site, link);
  const opened = new Workspace(other, 'en');
  await expect(opened.total).toHaveText('¥62,407.28');
  await expect(opened.field('Overdue principal')).toHaveValue('60,000.00');
  await expect(other.locator('.linked')).toContainText('Policy version cn-bank-loan 1.0.0');
  // The case does not stay in the address, nor in the way back.
  expect(new URL(other.url()).hash).toBe('#/en');
  await other.close();
});

test('a borrower takes the result along by a link', async ({ site, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const journey = new Borrower(site);
  await journey.reachEstimate();
  await site.locator('#copy-link').click();
  await expect(site.locator('.copied')).toHaveText('已复制链接。');
  const other = await openIn(site, await copied(site));
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('您的还款估算');
  await expect(other.locator('.panel-main')).toHaveText('每月 ¥10,401.21，6 个月还清');
  await expect(other.locator('.note-line')).toContainText('cn-bank-loan 1.0.0');
  expect(new URL(other.url()).hash).toBe('#/borrower/estimate');
  await other.close();
});

test('a link made under another policy version says so', async ({ site }) => {
  const journey = new Borrower(site);
  const draft = { ...journey.caseA(), payNow: 'none', means: 'amount', amount: '12000', monthlyIncome: '36000', plan: '6' } as const;
  const text = await linkOfBorrower({ draft, policy: { id: 'cn-bank-loan', version: '0.9.0', fingerprint: 'another' } });
  const other = await openIn(site, fragmentOf({ locale: 'en', place: { kind: 'case', journey: 'borrower', text: text ?? '' } }));
  await expect(other.locator('.note-line')).toContainText('worked out by policy version cn-bank-loan 0.9.0 before');
  await expect(other.locator('.note-line')).toContainText('now worked out by cn-bank-loan 1.0.0');
  await other.close();
});

for (const [language, heading] of [
  ['', '这个链接打不开'],
  ['zh-Hant/', '這個連結打不開'],
  ['en/', 'This link cannot be opened'],
] as const) {
  test(`a damaged link is refused with a plain page: ${language || 'zh-Hans'}`, async ({ site }) => {
    for (const path of ['case/H4sIAAAA', 'borrower/case/H4sIAAAA', 'borrower/case/', 'case/%E0%A4%A', 'nowhere', 'borrower/nowhere']) {
      await site.evaluate((hash) => {
        location.hash = hash;
      }, `#/${language}${path}`);
      await expect(site.getByRole('heading', { level: 1 }), path).toHaveText(heading);
    }
    await site.locator('.ways a').first().click();
    await expect(site).toHaveURL(new RegExp(`#/${language}borrower$`));
  });
}

function copied(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}

async function openIn(page: Page, link: string): Promise<Page> {
  const other = await page.context().newPage();
  await other.goto(new URL(link, page.url()).href);
  return other;
}

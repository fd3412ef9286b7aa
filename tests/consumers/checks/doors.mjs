/** The two doors into the engine, JSON text and JavaScript values, give the same answer and the same errors. */

import assert from "node:assert/strict";
import fc from "fast-check";

import { assertCaseA, CASE_A, load } from "../harness.mjs";

// The way in that `assess` and the others use, with the door named. Not part of the published API.
const RUN = Symbol.for("arrears.Policy.run");
const OPERATIONS = ["assess", "penaltyInterest", "waiver", "installments", "escalation"];

export async function doorChecks(report, installed) {
  const { Policy } = await load(installed);
  const policy = Policy.builtin("cn-bank-loan");
  const through = (door, operation, facts, options) => {
    try {
      return { answer: policy[RUN](operation, facts, options, door) };
    } catch (error) {
      return { code: error.code, problems: error.problems, problemCount: error.problemCount };
    }
  };
  const assertSame = (operation, facts, options) => {
    const text = through("text", operation, facts, options);
    const value = through("value", operation, facts, options);
    assert.equal(JSON.stringify(value), JSON.stringify(text));
    assert.notEqual(text.code, "engine");
    return text;
  };
  await report.check("doors: case A is right through both", () => {
    for (const door of ["text", "value"]) assertCaseA(through(door, "assess", CASE_A, {}).answer);
  });
  for (const operation of OPERATIONS) {
    await report.check(`doors: ${operation} gives the same bytes for any case`, () => {
      const outcomes = { answers: 0, failures: 0 };
      fc.assert(
        fc.property(facts(), (given) => {
          outcomes[assertSame(operation, given, {}).answer ? "answers" : "failures"] += 1;
        }),
        { numRuns: 300 },
      );
      // A generator that only ever makes bad cases would prove nothing.
      assert.ok(outcomes.answers > 30 && outcomes.failures > 30, JSON.stringify(outcomes));
    });
  }
  await report.check("doors: numbers are read as they print, through both", () => {
    const number = fc.oneof(
      fc.double(),
      fc.integer(),
      fc.maxSafeInteger(),
      fc.constantFrom(0.1, 0.07, 1e21, 1e-7, 123456.78, 2 ** 53, -0, 1.005, 99_999_999.99),
    );
    fc.assert(
      fc.property(number, number, (principal, interest) => {
        assertSame("assess", { ...CASE_A, arrears: [{ dueOn: "2025-08-15", principal, interest }] }, {});
      }),
      { numRuns: 2_000 },
    );
  });
  await report.check("doors: any value at all gives the same error", () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true }), (value) => {
        assertSame("assess", value, {});
        assertSame("assess", { ...CASE_A, borrower: value }, {});
        assertSame("assess", CASE_A, { include: value });
      }),
      { numRuns: 500 },
    );
  });
}

/** Cases that are often right, sometimes incomplete, and now and then wrong in one place. */
function facts() {
  const rarely = (good, bad) => fc.oneof({ weight: 30, arbitrary: good }, { weight: 1, arbitrary: bad });
  const maybe = (good) => fc.option(good, { nil: undefined });
  const day = (from, to) => fc.date({ min: new Date(from), max: new Date(to), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
  const fen = fc.integer({ min: 0, max: 20_000_000 });
  const amount = rarely(
    fc.oneof(fen.map((value) => (value / 100).toFixed(2)), fen.map((value) => value / 100), fen.map(BigInt)),
    fc.constantFrom("1,000", -1, "1.001", Number.NaN, true, ""),
  );
  const rate = rarely(fc.oneof(fc.integer({ min: 0, max: 2400 }).map((value) => `${value / 100}%`), fc.constantFrom(0.06, "0.0435", "0")), fc.constantFrom(6, "6 %", null));
  const arrear = fc.record({ dueOn: rarely(day("2024-06-01", "2026-01-31"), fc.constantFrom("2025-02-30", 1)), principal: amount, interest: maybe(amount), fees: maybe(amount) });
  return fc.record({
    asOf: rarely(day("2025-01-01", "2026-06-30"), fc.constantFrom("2025-2-1", undefined)),
    loan: maybe(fc.record({ annualRate: maybe(rate) })),
    arrears: rarely(fc.array(arrear, { minLength: 1, maxLength: 4 }), fc.constantFrom([], "none")),
    waived: maybe(fc.constantFrom("0", "10.00")),
    borrower: maybe(
      fc.record({
        monthlyIncome: maybe(amount),
        firstArrear: maybe(fc.boolean()),
        cameForward: maybe(fc.boolean()),
        refusedToPay: maybe(fc.boolean()),
        lastReachedOn: maybe(day("2024-01-01", "2024-12-31")),
      }),
    ),
    contacts: maybe(fc.record({ failedAttempts: rarely(fc.integer({ min: 0, max: 6 }), fc.constantFrom(1.5, "3")) })),
  });
}

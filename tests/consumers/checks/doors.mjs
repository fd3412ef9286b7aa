/** The two doors into the engine, JSON text and JavaScript values, give the same answer and the same errors. */

import assert from "node:assert/strict";
import fc from "fast-check";

import { assertCaseA, CASE_A, load } from "../harness.mjs";
import { OTHER_CALLS } from "./operations.mjs";

// The way in that `assess` and the others use, with the door named. Not part of the published API.
const RUN = Symbol.for("arrears.Policy.run");
/** Operations on a case, each with options that it may need. */
const OPERATIONS = [
  ["assess", { include: ["changes", "keyDates", "actions"] }],
  ["penaltyInterest", {}],
  ["waiver", {}],
  ["installments", {}],
  ["escalation", {}],
  ["hardship", {}],
  ["change", {}],
  ["keyDates", { format: "ics" }],
  ["actions", {}],
  ["conduct", { at: "2025-11-22T21:59", channel: "phone", party: "debtor" }],
];

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
  for (const [operation, options] of OPERATIONS) {
    await report.check(`doors: ${operation} gives the same bytes for any case`, () => {
      const outcomes = { answers: 0, failures: 0 };
      fc.assert(
        fc.property(facts(), (given) => {
          outcomes[assertSame(operation, given, options).answer ? "answers" : "failures"] += 1;
        }),
        { numRuns: 300 },
      );
      // A generator that only ever makes bad cases would prove nothing.
      assert.ok(outcomes.answers > 30 && outcomes.failures > 30, JSON.stringify(outcomes));
    });
  }
  await report.check("doors: the operations without a case give the same bytes", () => {
    for (const { wire, facts, options } of OTHER_CALLS) {
      assert.ok(assertSame(wire, facts, options).answer, wire);
      assertSame(wire, { ...facts, stray: 1 }, { ...options, stray: 1 });
    }
  });
  const withNumbers = ([principal, interest]) => ({ ...CASE_A, arrears: [{ dueOn: "2025-08-15", principal, interest }] });
  await report.check("doors: numbers are read as they print, through both", () => {
    const special = fc.constantFrom(0.1, 0.07, 1e-7, 123456.78, -0, 1.005, 99_999_999.99, Number.MAX_SAFE_INTEGER, 5e-324);
    const number = fc.oneof(fc.double().filter(isExact), fc.integer(), fc.maxSafeInteger(), special);
    fc.assert(
      fc.property(fc.tuple(number, number), (numbers) => {
        assertSame("assess", withNumbers(numbers), {});
      }),
      { numRuns: 2_000 },
    );
  });
  await report.check("doors: whole numbers beyond 2^53 are refused by both, whatever the message prints", () => {
    const codes = ({ code, problems }) => [code, problems.map((problem) => [problem.code, problem.path])];
    fc.assert(
      fc.property(fc.double({ min: 2 ** 53, noNaN: true }), fc.constantFrom(1, -1), (size, sign) => {
        const facts = withNumbers([size * sign, 0]);
        assert.deepEqual(codes(through("text", "assess", facts, {})), codes(through("value", "assess", facts, {})));
      }),
      { numRuns: 500 },
    );
  });
  await report.check("doors: any value at all gives the same error", () => {
    const values = [fc.boolean(), fc.double().filter(isPlain), fc.integer(), fc.string({ unit: "binary" }), fc.constantFrom(null, undefined)];
    const key = fc.oneof(fc.string(), fc.constantFrom("asOf", "annualRate", "failedAttempts", "log", "__proto__", "toString"));
    const anything = fc.anything({ values, key, withBigInt: true, withDate: true, withNullPrototype: true, withSparseArray: true });
    fc.assert(
      fc.property(anything, (value) => {
        assertSame("assess", value, {});
        assertSame("assess", { ...CASE_A, borrower: value }, {});
        assertSame("assess", CASE_A, { include: value });
      }),
      { numRuns: 1_000 },
    );
  });
}

/** Whole numbers from 2^53 on are no longer exact, and the two doors print them differently in messages. */
function isExact(number) {
  return !Number.isInteger(number) || Number.isSafeInteger(number);
}

/** Very small numbers too are printed with an exponent by one door and without by the other. */
function isPlain(number) {
  return isExact(number) && (number === 0 || Math.abs(number) >= 1e-5);
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

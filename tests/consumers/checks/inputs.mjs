/**
 * Bad input, value by value: each gives its own problem at its own pointer, leaves the input as it was, and
 * the right answer comes next.
 */

import assert from "node:assert/strict";

import { assertCaseA, CASE_A, caught, load } from "../harness.mjs";

const cyclic = () => {
  const facts = { ...CASE_A, borrower: {} };
  facts.borrower.hardship = facts.borrower;
  return facts;
};
const nested = (depth) => {
  let value = {};
  for (let level = 0; level < depth; level += 1) value = { inner: value };
  return value;
};
const withLoan = (annualRate) => ({ ...CASE_A, loan: { annualRate } });
const withArrear = (change) => ({ ...CASE_A, arrears: [{ ...CASE_A.arrears[0], ...change }] });
const throwing = {
  get annualRate() {
    throw new Error("no");
  },
};
const hostile = new Proxy({}, { ownKeys: () => { throw new Error("no"); } });
const revoked = () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};

/** name, facts, code of the failure, code of the problem, pointer */
const REFUSED = [
  ["NaN", () => withArrear({ principal: Number.NaN }), "invalidFacts", "notFinite", "/arrears/0/principal"],
  ["Infinity", () => withArrear({ principal: Number.POSITIVE_INFINITY }), "invalidFacts", "notFinite", "/arrears/0/principal"],
  ["1e400", () => withArrear({ interest: 1e400 }), "invalidFacts", "notFinite", "/arrears/0/interest"],
  ["-1", () => withArrear({ principal: -1 }), "invalidFacts", "negative", "/arrears/0/principal"],
  ["1e21", () => withArrear({ principal: 1e21 }), "invalidFacts", "amountTooLarge", "/arrears/0/principal"],
  ["1.001 yuan", () => withArrear({ principal: 1.001 }), "invalidFacts", "tooManyDecimals", "/arrears/0/principal"],
  ["1e-7 yuan", () => withArrear({ principal: 1e-7 }), "invalidFacts", "tooManyDecimals", "/arrears/0/principal"],
  ["a huge bigint", () => withArrear({ principal: 10n ** 20n }), "invalidFacts", "amountTooLarge", "/arrears/0/principal"],
  ["a bigint for a count that is too large", () => ({ ...CASE_A, contacts: { failedAttempts: 1_000_001n } }), "invalidFacts", "countTooLarge", "/contacts/failedAttempts"],
  ["digits for a count", () => ({ ...CASE_A, contacts: { failedAttempts: "3" } }), "invalidFacts", "wrongType", "/contacts/failedAttempts"],
  ["a bigint for a day", () => ({ ...CASE_A, asOf: 20_251_122n }), "invalidFacts", "wrongType", "/asOf"],
  ["a bigint without end", () => withArrear({ principal: 10n ** 5_000n }), "invalidFacts", "notData", "/arrears/0/principal"],
  ["a function", () => withLoan(() => 0.06), "invalidFacts", "notData", "/loan/annualRate"],
  ["a symbol", () => withLoan(Symbol("rate")), "invalidFacts", "notData", "/loan/annualRate"],
  ["a class instance", () => withLoan(new (class Decimal {})()), "invalidFacts", "notData", "/loan/annualRate"],
  ["a rate of 6", () => withLoan(6), "invalidFacts", "rateAboveOne", "/loan/annualRate"],
  ["thousands marks", () => withArrear({ principal: "60,000.00" }), "invalidFacts", "notADecimal", "/arrears/0/principal"],
  ["full-width digits", () => withArrear({ principal: "６００００" }), "invalidFacts", "notADecimal", "/arrears/0/principal"],
  ["half a surrogate pair", () => withArrear({ principal: "\ud800" }), "invalidFacts", "notData", "/arrears/0/principal"],
  ["half a surrogate pair in a key", () => ({ ...CASE_A, documents: { "\ud800": true } }), "invalidFacts", "notData", "/documents/\ufffd"],
  ["text in place of an object", () => ({ ...CASE_A, loan: "6%" }), "invalidFacts", "wrongType", "/loan"],
  ["a list in place of facts", () => [CASE_A], "invalidFacts", "wrongType", ""],
  ["nothing at all", () => undefined, "invalidFacts", "wrongType", ""],
  ["null", () => null, "invalidFacts", "wrongType", ""],
  ["a Date at another hour", () => ({ ...CASE_A, asOf: new Date("2025-11-22T08:00:00Z") }), "invalidFacts", "dateNotMidnight", "/asOf"],
  ["a Date that is none", () => withArrear({ dueOn: new Date(Number.NaN) }), "invalidFacts", "invalidDate", "/arrears/0/dueOn"],
  ["a day that is none", () => ({ ...CASE_A, asOf: "2025-02-30" }), "invalidFacts", "notADate", "/asOf"],
  ["a year too far", () => ({ ...CASE_A, asOf: new Date(Date.UTC(12_345, 0, 1)) }), "invalidFacts", "notADate", "/asOf"],
  ["a getter that throws", () => ({ ...CASE_A, loan: throwing }), "invalidFacts", "notData", "/loan/annualRate"],
  ["a proxy that throws", () => ({ ...CASE_A, loan: hostile }), "invalidFacts", "notData", "/loan"],
  ["a revoked proxy", () => ({ ...CASE_A, loan: revoked() }), "invalidFacts", "notData", "/loan"],
  ["a cycle", cyclic, "invalidFacts", "cyclic", "/borrower/hardship"],
  ["nesting of 100", () => ({ ...CASE_A, loan: nested(100) }), "invalidFacts", "unknownField", "/loan/inner"],
  ["nesting of 10,000", () => ({ ...CASE_A, borrower: nested(10_000) }), "invalidFacts", "unknownField", "/borrower/inner"],
  ["text of 10 MB", () => ({ ...CASE_A, asOf: "2".repeat(10_000_000) }), "invalidFacts", "notADate", "/asOf"],
  ["text of 10 MB in a text field", () => ({ ...CASE_A, loan: { annualRate: "6%", product: "x".repeat(10_000_000) } }), "limit", "textTooLong", "/loan/product"],
  ["text of 40 MB", () => ({ ...CASE_A, loan: { product: "x".repeat(40_000_000) } }), "limit", "inputTooLarge", "/loan/product"],
  ["10,001 arrears", () => ({ ...CASE_A, arrears: new Array(10_001).fill(CASE_A.arrears[0]) }), "limit", "tooManyItems", "/arrears"],
  ["four billion arrears", () => ({ ...CASE_A, arrears: new Array(4_294_967_295) }), "limit", "inputTooLarge", "/arrears"],
  ["a list without entries", () => ({ ...CASE_A, arrears: [] }), "invalidFacts", "emptyList", "/arrears"],
  ["an unknown key", () => withArrear({ principle: "1.00" }), "invalidFacts", "unknownField", "/arrears/0/principle"],
  ["an own key `__proto__`", () => ({ ...CASE_A, ...JSON.parse('{"loan": {"__proto__": {"annualRate": "6%"}}}') }), "invalidFacts", "unknownField", "/loan/__proto__"],
  ["an own key `constructor`", () => ({ ...CASE_A, constructor: 1 }), "invalidFacts", "unknownField", "/constructor"],
  ["a key with / and ~", () => ({ ...CASE_A, "a/b~c": 1 }), "invalidFacts", "unknownField", "/a~1b~0c"],
  ["a text that looks like a mark", () => withLoan("\u0000notFinite:NaN"), "invalidFacts", "notFinite", "/loan/annualRate"],
];

/** name, facts that say what case A says in another way */
const ACCEPTED = [
  ["numbers", () => ({ ...CASE_A, loan: { annualRate: 0.06 }, arrears: [{ dueOn: "2025-08-15", principal: 60_000, interest: 900 }], borrower: { monthlyIncome: 36_000 } })],
  ["bigints", () => ({ ...withArrear({ principal: 60_000n, interest: 900n }), borrower: { monthlyIncome: 36_000n } })],
  ["a bigint for a count", () => ({ ...CASE_A, contacts: { failedAttempts: 3n } })],
  ["Dates at midnight UTC", () => ({ ...withArrear({ dueOn: new Date("2025-08-15") }), asOf: new Date("2025-11-22") })],
  ["plain dates", () => ({ ...withArrear({ dueOn: { year: 2025, month: 8, day: 15 } }), asOf: { year: 2025, month: 11, day: 22 } })],
  ["undefined and null entries", () => ({ ...CASE_A, waived: undefined, borrower: { ...CASE_A.borrower, livingCosts: null, firstArrear: undefined } })],
  ["getters and proxies", () => new Proxy({ ...CASE_A, get loan() { return new Proxy({ annualRate: "6%" }, {}); } }, {})],
  ["a prototype with stray keys", () => Object.assign(Object.create({ stray: 1, asOf: "1999-01-01" }), CASE_A)],
  ["an object without prototype", () => Object.assign(Object.create(null), CASE_A)],
  ["minus zero", () => ({ ...CASE_A, waived: -0 })],
];

export async function inputChecks(report, installed) {
  const { assess } = await load(installed);
  for (const [name, make, code, problem, path] of REFUSED) {
    await report.check(`input refused: ${name}`, () => {
      const facts = make();
      const error = caught(() => assess(facts));
      const found = error.problems?.map((each) => [each.code, each.path]) ?? String(error);
      assert.deepEqual([error.code, found], [code, [[problem, path]]]);
      assertCaseA(assess(CASE_A));
    });
  }
  const expected = assess(CASE_A);
  for (const [name, make] of ACCEPTED) {
    await report.check(`input accepted: ${name}`, () => {
      const facts = make();
      const { conventions, ...answer } = assess(facts);
      const { conventions: assumed, ...rest } = expected;
      assert.deepEqual(answer, rest);
      assert.equal(typeof conventions, typeof assumed);
    });
  }
  await report.check("input: frozen to the bottom, and unchanged after a good and a bad call", () => {
    const facts = deepFreeze(structuredClone(CASE_A));
    assertCaseA(assess(facts));
    const bad = deepFreeze({ ...structuredClone(CASE_A), stray: { list: [undefined, Number.NaN] } });
    assert.throws(() => assess(bad));
    assert.deepEqual(facts, CASE_A);
  });
  await report.check("input: every problem of a call is told at once", () => {
    const facts = { asOf: new Date(Number.NaN), loan: { annualRate: () => 1 }, arrears: [{ dueOn: "x", principal: Number.NaN }], stray: 1 };
    const error = caught(() => assess(facts));
    const paths = error.problems.map(({ path }) => path).sort();
    assert.deepEqual(paths, ["/arrears/0/dueOn", "/arrears/0/principal", "/asOf", "/loan/annualRate", "/stray"]);
  });
}

function deepFreeze(value) {
  if (typeof value === "object" && value !== null) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}

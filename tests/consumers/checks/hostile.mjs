/**
 * Values that nobody means to pass, at every place of a case and as every argument of every function: the error is
 * the package's, it names the place, and what comes next is right. And what stays behind: nothing.
 */

import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";

import { assertCaseA, CASE_A, caught, load, nodeJson } from "../harness.mjs";

/** A case with a value of every kind at every depth. */
const FULL = {
  asOf: "2025-11-22",
  loan: { annualRate: "6%", product: "consumer", startedOn: "2024-08-15", maturesOn: "2027-08-15", originalTermMonths: 36, outstandingPrincipal: "90000.00", misused: false },
  arrears: [{ dueOn: "2025-08-15", principal: "60000.00", interest: "900.00", fees: "0.00" }],
  waived: "0.00",
  borrower: { monthlyIncome: "36000.00", livingCosts: "5000.00", otherDebtPayments: "1000.00", firstArrear: true, cameForward: false, refusedToPay: false, lastReachedOn: "2025-11-01", hardship: { cause: "illness", evidenced: true } },
  contacts: { failedAttempts: 3 },
  approvals: { waiver: true },
};

const revoked = () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};
const throwing = (name) => new Proxy({}, { [name]: () => { throw new RangeError("mine"); } });
const cyclic = () => {
  const list = [];
  list.push(list);
  return list;
};
const deep = () => {
  let value = {};
  for (let depth = 0; depth < 5_000; depth += 1) value = { inner: value };
  return value;
};

/** Values that no field takes. */
const HOSTILE = [
  ["NaN", () => Number.NaN],
  ["Infinity", () => Number.POSITIVE_INFINITY],
  ["a function", () => () => 1],
  ["a symbol", () => Symbol("s")],
  ["a class instance", () => new (class Money {})()],
  ["a Map", () => new Map([["asOf", 1]])],
  ["a boxed text", () => Object("6%")],
  ["a Date at another hour", () => new Date("2025-08-15T08:00:00Z")],
  ["a Date that is none", () => new Date(Number.NaN)],
  ["a cycle", cyclic],
  ["deep nesting", deep],
  ["half a surrogate pair", () => "\udc00"],
  ["a revoked proxy", revoked],
  ["a proxy that throws", () => throwing("ownKeys")],
  ["a proxy whose prototype throws", () => throwing("getPrototypeOf")],
  ["a bigint without end", () => 10n ** 400n],
  ["an own key `__proto__`", () => JSON.parse('{"__proto__": {"principal": "1"}}')],
  ["a promise", () => Promise.resolve(1)],
  ["a typed array", () => new Uint8Array([1, 2])],
  ["a list of lists", () => [[["x"]]]],
];

export async function hostileChecks(report, installed) {
  const api = await load(installed);
  const { assess, ArrearsError, Policy } = api;
  const whole = JSON.stringify(assess(FULL));
  const paths = leaves(FULL);

  for (const [name, make] of HOSTILE) {
    await report.check(`hostile: ${name} at each of ${paths.length} places is a problem there`, () => {
      for (const path of paths) {
        const error = caught(() => assess(put(FULL, path, make())));
        assert.ok(error instanceof ArrearsError, `${path.join("/")}: ${error}`);
        const pointer = `/${path.join("/")}`;
        assert.ok(error.problems.every((problem) => problem.path.startsWith(pointer)), `${pointer}: ${JSON.stringify(error.problems)}`);
      }
      assert.equal(JSON.stringify(assess(FULL)), whole);
    });
  }
  await report.check("hostile: undefined, null and absent are one, at every place that may be unknown", () => {
    for (const path of [...paths, ["loan"], ["borrower"], ["contacts"], ["borrower", "hardship"], ["approvals"]]) {
      const outcomes = [undefined, null, ABSENT].map((value) => outcome(() => assess(put(FULL, path, value))));
      assert.deepEqual([outcomes[0], outcomes[1]], [outcomes[2], outcomes[2]], path.join("/"));
    }
  });
  await report.check("hostile: a proxy of a policy is no policy, and its target goes on", () => {
    const policy = Policy.builtin("cn-bank-loan");
    assert.equal(caught(() => assess(CASE_A, { policy: new Proxy(policy, {}) })).problems[0].code, "notAPolicy");
    assertCaseA(assess(CASE_A, { policy }));
    policy.dispose();
  });
  const functions = Object.entries(api).filter(([name, value]) => typeof value === "function" && !["ArrearsError", "Policy", "init"].includes(name));
  await report.check(`hostile: every value as either argument of ${functions.length} functions`, () => {
    const calls = [...functions, ["Policy.compile", (...args) => Policy.compile(...args).dispose()], ["Policy.builtin", (...args) => Policy.builtin(...args).dispose()]];
    for (const [name, call] of calls) {
      for (const [what, make] of HOSTILE) {
        for (const args of [() => [make()], () => [FULL, make()], () => [FULL, { policy: make() }], () => [FULL, { locale: make() }]]) {
          const thrown = outcome(() => call(...args())).error;
          assert.ok(thrown === undefined || thrown instanceof ArrearsError, `${name}, ${what}: ${thrown}`);
        }
      }
    }
    assert.equal(JSON.stringify(assess(FULL)), whole);
  });
  await report.check("hostile: a prototype that somebody has written to lends nothing to facts or options", () => {
    const stray = { policy: "cn-home-mortgage", locale: "zh-Hans", policyDate: "1999-01-01", waived: "5.00", borrower: { monthlyIncome: "1" }, stray: 1 };
    const before = JSON.stringify(assess(CASE_A, {}));
    for (const [key, value] of Object.entries(stray)) Object.defineProperty(Object.prototype, key, { value, configurable: true, enumerable: true, writable: true });
    try {
      assert.equal(JSON.stringify({ ...assess(CASE_A, {}) }), before);
      assert.equal(caught(() => assess({ ...CASE_A, asOf: "x" }, {})).problems[0].message, caught(() => assess({ ...CASE_A, asOf: "x" })).problems[0].message);
    } finally {
      for (const key of Object.keys(stray)) delete Object.prototype[key];
    }
    assertCaseA(assess(CASE_A, {}));
  });
  await report.check("hostile: options are read like facts, frozen, through a proxy, and each property once", () => {
    const reads = [];
    const options = new Proxy(Object.freeze({ policy: "cn-bank-loan", locale: "en", include: Object.freeze(["actions"]) }), {
      get(target, key) {
        reads.push(String(key));
        return target[key];
      },
    });
    assert.ok(assess(CASE_A, options).actions);
    assert.deepEqual(reads.filter((key) => key === "include"), ["include"]);
    assert.equal(reads.filter((key) => key === "policy").length, 1);
  });
  await report.check("hostile: a getter that calls the package while it is being read disturbs nothing", () => {
    const facts = { ...CASE_A, get loan() { outcome(() => assess({})); return { annualRate: assess(CASE_A).due.total === "62407.28" ? "6%" : "1%" }; } };
    assertCaseA(assess(facts));
  });
  await report.check("hostile: huge lists and texts end in `limit`, quickly", () => {
    const many = (count) => ({ ...CASE_A, arrears: Array.from({ length: count }, () => CASE_A.arrears[0]) });
    const texts = { ...CASE_A, documents: Object.fromEntries(Array.from({ length: 300_000 }, (_, index) => [`d${index}`, true])) };
    for (const facts of [many(200_000), texts, { ...CASE_A, ["k".repeat(40_000_000)]: 1 }]) {
      const start = performance.now();
      assert.ok(["limit", "invalidFacts"].includes(caught(() => assess(facts)).code));
      assert.ok(performance.now() - start < 10_000);
    }
    assertCaseA(assess(CASE_A));
  });
  await report.check("hostile: whatever comes in, what goes out is an answer or the package's error, and case A is right after it", () => {
    const anything = fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withNullPrototype: true, withSparseArray: true, withTypedArray: true, withBoxedValues: true, maxDepth: 4 });
    fc.assert(
      fc.property(fc.constantFrom(...functions), anything, anything, ([, call], facts, options) => {
        const { error } = outcome(() => call(facts, options));
        assert.ok(error === undefined || error instanceof ArrearsError, String(error));
      }),
      { numRuns: 3_000 },
    );
    assertCaseA(assess(CASE_A));
  });
  await temporalChecks(report, installed, api);
  await report.check("hostile: forgotten policies are freed by the runtime, disposed ones at once and once", async () => {
    const { made, disposed, collected, total } = await nodeJson(["--expose-gc", "forgotten.mjs"], installed);
    assert.equal(disposed, made);
    assert.ok(collected > made / 2 && total <= 2 * made, `${collected} of ${made} were freed, ${total} frees in all`);
  });
  await report.check("hostile: a hundred thousand calls, most of them wrong, leave the memory as it was", async () => {
    const { calls, errors, engine, heap } = await nodeJson(["--expose-gc", "memory.mjs"], installed);
    assert.ok(calls >= 100_000 && errors > calls / 2);
    assert.equal(engine[1], engine[0], "the engine's memory grew");
    assert.ok(heap[1] - heap[0] < 3_000_000, `the heap grew by ${heap[1] - heap[0]} bytes`);
  });
}

/** Temporal as a library brings it, where the runtime has none; the classes look alike. */
async function temporalChecks(report, { tools }, { assess, ArrearsError }) {
  const { Temporal } = await tools.load("temporal-polyfill");
  await report.check("temporal: a PlainDate is its day", () => {
    const [asOf, dueOn] = ["2025-11-22", "2025-08-15"].map((day) => Temporal.PlainDate.from(day));
    assertCaseA(assess({ ...CASE_A, asOf, arrears: [{ ...CASE_A.arrears[0], dueOn }] }));
  });
  await report.check("temporal: what is more or less than a day is refused at its place", () => {
    const values = [
      Temporal.PlainDateTime.from("2025-11-22T00:00"),
      Temporal.ZonedDateTime.from("2025-11-22T00:00[Asia/Shanghai]"),
      Temporal.PlainYearMonth.from("2025-11"),
      Temporal.PlainMonthDay.from("11-22"),
      Temporal.PlainTime.from("00:00"),
      Temporal.Instant.from("2025-11-22T00:00Z"),
      Temporal.Duration.from({ days: 1 }),
      Temporal.PlainDate.from("2025-11-22").withCalendar("gregory"),
    ];
    for (const asOf of values) {
      const error = caught(() => assess({ ...CASE_A, asOf }));
      assert.ok(error instanceof ArrearsError);
      assert.deepEqual(error.problems.map(({ code, path }) => [code, path]), [["notData", "/asOf"]], String(asOf));
    }
  });
}

const ABSENT = Symbol("absent");

/** The paths to every value that is neither an object nor a list. */
function leaves(value, path = []) {
  if (typeof value !== "object") return [path];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]));
}

/** A copy with another value at one place. */
function put(value, [key, ...rest], replacement) {
  const copy = Array.isArray(value) ? [...value] : { ...value };
  if (rest.length > 0) copy[key] = put(value[key], rest, replacement);
  else if (replacement === ABSENT) delete copy[key];
  else copy[key] = replacement;
  return copy;
}

function outcome(call) {
  try {
    return { answer: call() };
  } catch (error) {
    return { error };
  }
}

/** The normaliser by itself: what the engine is handed for each kind of JavaScript value. */

import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { runInNewContext } from "node:vm";
import fc from "fast-check";

import { caught } from "../harness.mjs";

const mark = (code, shown) => `\u0000${code}:${shown}`;

class Amount {
  value = 1;
}

class PlainDate {
  calendarId = "iso8601";
  get year() {
    return 2025;
  }
  get month() {
    return 8;
  }
  get day() {
    return 5;
  }
}

class PlainDateTime extends PlainDate {
  get hour() {
    return 0;
  }
}

const throwing = Object.defineProperty({ kept: 1 }, "bad", {
  enumerable: true,
  get() {
    throw new Error("no");
  },
});
const revoked = (() => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
})();
const cycle = { name: "a", inner: { list: [] } };
cycle.inner.list.push(cycle.inner);
const shared = { amount: "1.00" };

/** name, value, what the engine gets */
const ROWS = [
  ["text", "60000.00", "60000.00"],
  ["a number", 0.1, 0.1],
  ["minus zero", -0, 0],
  ["true", true, true],
  ["nothing", undefined, null],
  ["null", null, null],
  ["NaN", { a: Number.NaN }, { a: mark("notFinite", "NaN") }],
  ["Infinity", [Number.POSITIVE_INFINITY, -1e400], [mark("notFinite", "Infinity"), mark("notFinite", "-Infinity")]],
  ["a function", { a() {} }, { a: mark("notData", "a function") }],
  ["a symbol", { a: Symbol("s") }, { a: mark("notData", "a symbol") }],
  ["a bigint", { a: 60_000n, b: -1n, c: 0n }, { a: 60_000, b: -1, c: 0 }],
  ["a bigint that a number just holds", { a: 9_007_199_254_740_991n }, { a: 9_007_199_254_740_991 }],
  ["a bigint past what a number holds", { a: 9_007_199_254_740_992n }, { a: "9007199254740992" }],
  ["a bigint without end", { a: 10n ** 5_000n }, { a: mark("notData", "a bigint of more than 60 digits") }],
  ["undefined and null entries", { a: undefined, b: null, c: 1 }, { c: 1 }],
  ["undefined and null in a list", [undefined, null, 1], [null, null, 1]],
  ["a list with holes", [1, , 2], [1, null, 2]],
  ["a Date at midnight UTC", new Date("2025-08-15T00:00:00Z"), "2025-08-15"],
  ["a Date before 1970", new Date("1969-12-31T00:00:00Z"), "1969-12-31"],
  ["a Date at another hour", new Date("2025-08-15T08:00:00Z"), mark("dateNotMidnight", "2025-08-15T08:00:00.000Z")],
  ["a Date that is none", new Date(Number.NaN), mark("invalidDate", "Invalid Date")],
  ["a Date of another realm", runInNewContext("new Date('2025-08-15T00:00:00Z')"), "2025-08-15"],
  ["a plain date", new PlainDate(), "2025-08-05"],
  ["a plain date as data", { year: 2025, month: 11, day: 2 }, "2025-11-02"],
  ["a plain date of another calendar", { year: 4723, month: 1, day: 2, calendarId: "chinese" }, mark("notData", "a date in the calendar chinese")],
  ["a date with a time", new PlainDateTime(), mark("notData", "an object of class PlainDateTime")],
  ["an instance of a class", { a: new Amount() }, { a: mark("notData", "an object of class Amount") }],
  ["a Map", new Map([["a", 1]]), mark("notData", "an object of class Map")],
  ["a boxed number", Object(1), mark("notData", "an object of class Number")],
  ["an object of another realm", runInNewContext("({ a: [1] })"), { a: [1] }],
  ["an object without prototype", Object.assign(Object.create(null), { a: 1 }), { a: 1 }],
  ["keys on the prototype", Object.assign(Object.create({ stray: 1 }), { a: 1 }), { a: 1 }],
  ["keys that are not enumerable", Object.defineProperty({ a: 1 }, "hidden", { value: 2 }), { a: 1 }],
  ["symbol keys", { [Symbol("s")]: 1, a: 1 }, { a: 1 }],
  ["a getter", { get a() { return "1.00"; } }, { a: "1.00" }],
  ["a getter that throws", throwing, { kept: 1, bad: mark("notData", "a property that throws when it is read") }],
  ["a proxy", new Proxy({ a: 1 }, {}), { a: 1 }],
  ["a proxy of a list", new Proxy([1, 2], {}), [1, 2]],
  ["a revoked proxy", { a: revoked }, { a: mark("notData", "an object that cannot be read") }],
  ["a proxy with an endless chain", endlessChain(), mark("notData", "an object of class Object")],
  ["frozen objects", Object.freeze({ a: Object.freeze([1]) }), { a: [1] }],
  ["a cycle", cycle, { name: "a", inner: { list: [mark("cyclic", "/inner")] } }],
  ["one object in two places", { a: shared, b: [shared] }, { a: { amount: "1.00" }, b: [{ amount: "1.00" }] }],
  ["half a surrogate pair", { a: "x\ud800y" }, { a: mark("notData", "text with half of a surrogate pair") }],
  ["half a surrogate pair in a key", { "x\udc00": 1 }, { "x\ufffd": mark("notData", "a key with half of a surrogate pair") }],
  ["a whole surrogate pair", { a: "𠮷" }, { a: "𠮷" }],
  ["toJSON", { toJSON: () => "trick" }, { toJSON: mark("notData", "a function") }],
];

export async function normaliserChecks(report, { repository }) {
  const url = pathToFileURL(join(repository, "src/npm/normalise.js")).href;
  const { normalise, DEPTH_MAX, TEXT_MAX, VALUES_MAX } = await import(url);
  for (const [name, value, expected] of ROWS) {
    await report.check(`normaliser: ${name}`, () => assert.deepStrictEqual(normalise(value), expected));
  }
  await report.check("normaliser: an own key `__proto__` stays a key", () => {
    const copy = normalise(JSON.parse('{"__proto__": {"a": 1}, "constructor": 2}'));
    assert.equal(JSON.stringify(copy), '{"__proto__":{"a":1},"constructor":2}');
    assert.equal(Object.getPrototypeOf(copy), Object.prototype);
  });
  await report.check("normaliser: depth at and past the bound", () => {
    const nested = (depth) => JSON.parse(`${"[".repeat(depth)}${"]".repeat(depth)}`);
    assert.equal(JSON.stringify(normalise(nested(DEPTH_MAX))), "[".repeat(DEPTH_MAX) + "]".repeat(DEPTH_MAX));
    const marked = JSON.stringify(normalise(nested(DEPTH_MAX + 1)));
    assert.equal(marked, `${"[".repeat(DEPTH_MAX)}"\\u0000tooDeep:${DEPTH_MAX}"${"]".repeat(DEPTH_MAX)}`);
  });
  await report.check("normaliser: values at and past the bound", () => {
    assert.equal(normalise(new Array(VALUES_MAX - 1).fill(0)).length, VALUES_MAX - 1);
    const error = caught(() => normalise({ list: new Array(VALUES_MAX).fill(0) }));
    assert.deepEqual([error.code, error.problems[0].code, error.problems[0].path], ["limit", "inputTooLarge", "/list"]);
  });
  await report.check("normaliser: text at and past the bound", () => {
    const half = "x".repeat(TEXT_MAX / 2);
    assert.equal(normalise([half, half]).length, 2);
    const error = caught(() => normalise([half, half, "x"]));
    assert.deepEqual([error.code, error.problems[0].path], ["limit", "/2"]);
  });
  await report.check("normaliser: endless lists end at once", () => {
    const sparse = new Array(4_294_967_295);
    const endless = new Proxy([], { get: (target, key) => (key === "length" ? Number.MAX_SAFE_INTEGER : target[key]) });
    for (const list of [sparse, endless]) {
      const started = performance.now();
      assert.equal(caught(() => normalise({ list })).code, "limit");
      assert.ok(performance.now() - started < 1_000);
    }
  });
  await report.check("normaliser: shared lists cannot multiply without end", () => {
    let list = [0];
    for (let level = 0; level < 40; level += 1) list = [list, list];
    assert.equal(caught(() => normalise(list)).code, "limit");
  });
  await report.check("normaliser: a key left out is not read", () => {
    const options = { include: ["actions"], get policy() { throw new Error("read"); }, inner: { policy: 1 } };
    assert.deepEqual(normalise(options, { omit: "policy" }), { include: ["actions"], inner: { policy: 1 } });
  });
  await report.check("normaliser: nulls stay where asked for", () => {
    assert.deepEqual(normalise({ a: null, b: undefined }, { keepNull: true }), { a: null });
  });
  await report.check("normaliser: JSON passes unchanged, and the input is not touched", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8, stringUnit: "grapheme" }), (value) => {
        const before = JSON.stringify(value);
        const copy = normalise(deepFreeze(value), { keepNull: true });
        assert.equal(JSON.stringify(copy), before);
      }),
      { numRuns: 1_000 },
    );
  });
  await report.check("normaliser: any value at all becomes JSON or a limit", () => {
    const anything = fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withNullPrototype: true, withSparseArray: true, withTypedArray: true, withBoxedValues: true });
    fc.assert(
      fc.property(anything, (value) => {
        const copy = normalise(value);
        assert.deepStrictEqual(JSON.parse(JSON.stringify(copy)), copy);
      }),
      { numRuns: 2_000 },
    );
  });
}

/** A proxy whose prototype is again such a proxy. */
function endlessChain() {
  return new Proxy({}, { getPrototypeOf: endlessChain });
}

function deepFreeze(value) {
  if (typeof value === "object" && value !== null) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}

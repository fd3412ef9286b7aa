// What one call costs from JavaScript: `assess` from an object to an object, in Node.
//
// Run with `cargo xtask bench`, which builds the package first. Figures are medians of rounds.
import { performance } from "node:perf_hooks";

const start = performance.now();
const { assess, escalation } = await import("../target/npm/index.js");
const loaded = performance.now();

const facts = {
  asOf: "2025-11-22",
  loan: { annualRate: "6%" },
  arrears: [{ dueOn: "2025-08-15", principal: "60000", interest: "900" }],
  borrower: { monthlyIncome: "36000" },
  contacts: { failedAttempts: 3 },
};
const first = assess(facts);
const answered = performance.now();
if (first.due.total !== "62407.28") throw new Error(`case A came to ${first.due.total}`);

function microseconds(call, rounds = 15, calls = 2000) {
  for (let index = 0; index < calls; index += 1) call();
  const times = [];
  for (let round = 0; round < rounds; round += 1) {
    const begin = performance.now();
    for (let index = 0; index < calls; index += 1) call();
    times.push(((performance.now() - begin) * 1000) / calls);
  }
  return times.sort((left, right) => left - right)[Math.floor(rounds / 2)];
}

const text = JSON.stringify(first);
console.log(`import                    ${(loaded - start).toFixed(1)} ms`);
console.log(`first answer              ${(answered - loaded).toFixed(1)} ms (compile, policy, case)`);
console.log(`assess, object to object  ${microseconds(() => assess(facts)).toFixed(1)} µs (${text.length} characters)`);
console.log(`escalation alone          ${microseconds(() => escalation(facts)).toFixed(1)} µs`);
console.log(`JSON.parse of the answer  ${microseconds(() => JSON.parse(text)).toFixed(1)} µs`);

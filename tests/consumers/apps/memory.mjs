// Right and wrong calls in turn, a hundred thousand, and what memory they leave behind.
import { readFileSync } from "node:fs";
import { watched } from "./watched.mjs";

const { assess, ArrearsError, explain, Policy, waiver } = await import("arrears");
const facts = JSON.parse(readFileSync(0, "utf8"));
const policy = Policy.builtin("cn-bank-loan");
const kinds = [
  () => waiver(facts, { policy }),
  () => assess({ ...facts, asOf: "2025-02-30" }, { policy }),
  () => waiver({ ...facts, loan: { annualRate: () => 1 } }),
  () => assess({ ...facts, stray: { deep: [1, 2, { x: Number.NaN }] } }),
  () => waiver(facts, { policy: "nowhere" }),
  () => Policy.compile("{"),
  () => explain({ schema: "answer.v1" }),
  () => waiver({ ...facts, arrears: new Array(20).fill({ dueOn: 1 }) }, { policy, locale: "zh-Hant" }),
];
let [calls, errors] = [0, 0];
const engine = [];
const heap = [];
for (const rounds of [2_500, 10_000]) {
  for (let round = 0; round < rounds; round += 1) {
    for (const call of kinds) {
      calls += 1;
      try {
        call();
      } catch (error) {
        if (!(error instanceof ArrearsError)) throw error;
        errors += 1;
      }
    }
  }
  globalThis.gc();
  engine.push(watched.memory.buffer.byteLength);
  heap.push(process.memoryUsage().heapUsed);
}
console.log(JSON.stringify({ calls, errors, engine, heap }));

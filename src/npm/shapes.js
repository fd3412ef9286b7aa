/**
 * The shapes of objects that most answers have. An engine of JavaScript makes an object whose names stand in its source
 * several times faster than one that is put together name by name, and no page with a strict policy makes source at
 * run time; so `build.mjs` asks the engine that it packs for some answers, with what is here, and writes their shapes
 * out as code. All other shapes are put together.
 */

import { createGlue } from "arrears:glue";
import { textCodecs } from "./platform.js";
import { TapeReader } from "./tape.js";

const POLICIES = ["cn-bank-loan", "cn-home-mortgage"];

/** Cases that meet with most of what an answer holds. */
const CASES = [
  {
    asOf: "2025-11-22",
    loan: { annualRate: "6%" },
    arrears: [{ dueOn: "2025-08-15", principal: "60000", interest: "900" }],
    borrower: {
      monthlyIncome: "36000",
      firstArrear: true,
      cameForward: false,
      refusedToPay: false,
      lastReachedOn: "2025-10-01",
    },
    contacts: { failedAttempts: 3 },
  },
  { asOf: "2025-11-22", arrears: [{ dueOn: "2025-11-01", principal: "5000" }] },
  {
    asOf: "2025-11-22",
    loan: { annualRate: "6%" },
    history: {
      drawdown: { on: "2025-01-15", amount: "60000" },
      schedule: [{ dueOn: "2025-08-15", principal: "60000", interest: "900" }],
      events: [{ on: "2025-09-01", kind: "payment", amount: "500" }],
    },
    borrower: { monthlyIncome: "9000", firstArrear: true, cameForward: true, refusedToPay: false },
  },
];

/**
 * The names of each shape that the answers to the cases have.
 *
 * @param {BufferSource} wasm the engine
 */
export function shapesOf(wasm) {
  const { encoder, decoder } = textCodecs();
  const glue = createGlue(encoder, decoder);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(wasm), { "./arrears_bg.js": glue });
  glue.__wbg_set_wasm(exports);
  /** @type {{ __wbindgen_start(): void }} */ (/** @type {unknown} */ (exports)).__wbindgen_start();
  /** @type {Set<string>} */
  const found = new Set();
  class Finder extends TapeReader {
    /** @param {number} number */
    maker(number) {
      found.add(JSON.stringify(this.shape(number)));
      return super.maker(number);
    }
  }
  for (const policy of POLICIES) {
    const handle = glue.PolicyHandle.builtin(policy, "{}");
    const reader = new Finder(/** @type {WebAssembly.Memory} */ (exports.memory));
    for (const facts of CASES) reader.read(handle.call("assess", JSON.stringify(facts), "{}"));
  }
  return [...found].map((row) => /** @type {string[]} */ (JSON.parse(row)));
}

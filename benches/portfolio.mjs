/**
 * What rows cost from JavaScript: a CSV of cases to a CSV of results in one thread of Node by `arrears/portfolio`, pushed
 * in pieces as a stream would give them, beside decimal.js over the same rows.
 *
 * Run with `cargo xtask bench`, which builds the package first. Results are checked first, against fractions in whole
 * numbers. Memory is that of the wasm, which never shrinks, so that it is the most that it has been.
 */

import assert from "node:assert/strict";
import { copyFile, mkdir, rm } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

import { Tools } from "../tests/consumers/tools.mjs";
import { cases } from "./peers/cases.mjs";
import { pieces, wrongRows, writeRows } from "./peers/rows.mjs";
import { through } from "./peers/stream.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const CASES = 20_000;
const ROUNDS = 7;

// Every memory of a wasm is seen, so that the engine's own can be asked for its size.
const memories = [];
const { Instance } = WebAssembly;
WebAssembly.Instance = class extends Instance {
  constructor(...given) {
    super(...given);
    memories.push(...Object.values(this.exports).filter((value) => value instanceof WebAssembly.Memory));
  }
};
const instantiate = WebAssembly.instantiate;
WebAssembly.instantiate = async (...given) => {
  const done = await instantiate(...given);
  memories.push(...Object.values((done.instance ?? done).exports).filter((value) => value instanceof WebAssembly.Memory));
  return done;
};

const start = performance.now();
const { init, Portfolio } = await import("../target/npm/portfolio.js");
await init();
console.log(`import and engine  ${(performance.now() - start).toFixed(1)} ms`);

const given = cases(CASES);
const bytes = (count) => Buffer.concat([...pieces(given, count)].map((piece) => Buffer.from(piece)));
const small = bytes(CASES);
assert.equal(wrongRows(Buffer.concat(through(Portfolio, small).rows).toString(), given), 0, "results are wrong");

for (const count of [10_000, 100_000, 500_000]) {
  const input = bytes(count);
  const times = [];
  let size = 0;
  for (let round = 0; round <= ROUNDS; round += 1) {
    const begin = process.cpuUsage();
    const before = performance.now();
    const { rows, summary } = through(Portfolio, input);
    const time = performance.now() - before;
    const { user, system } = process.cpuUsage(begin);
    assert.equal(summary.assessed, count);
    size = rows.reduce((sum, piece) => sum + piece.length, 0);
    times.push({ time, cpu: (user + system) / 1e3 });
  }
  // The first round warms up.
  const middle = (of) => times.slice(1).map(of).sort((left, right) => left - right)[Math.floor(ROUNDS / 2)];
  const [time, cpu] = [middle((round) => round.time), middle((round) => round.cpu)];
  const memory = Math.max(0, ...memories.map((own) => own.buffer.byteLength));
  console.log(`${count} rows  ${time.toFixed(1)} ms  ${(count / time).toFixed(0)} k rows a second, ${(count / cpu).toFixed(0)} k of processor time  ${(input.length / 1e6).toFixed(1)} MB in, ${(size / 1e6).toFixed(1)} MB out, wasm ${(memory / 1e6).toFixed(1)} MB`);
}

const tools = new Tools(join(root, "benches/peers"), join(root, "target/peers"));
await tools.install();
for (const file of ["decimal-js.mjs", "decimal-rows.mjs"]) await copyFile(join(tools.pinned, file), join(tools.folder, file));
const folder = join(root, "target/rows-node");
await mkdir(folder, { recursive: true });
const [input, output] = [join(folder, "cases.csv"), join(folder, "results.csv")];
writeRows(input, given, 100_000);
const before = performance.now();
execFileSync(process.execPath, [join(tools.folder, "decimal-rows.mjs"), input, output]);
const time = performance.now() - before;
writeRows(input, given, CASES);
execFileSync(process.execPath, [join(tools.folder, "decimal-rows.mjs"), input, output]);
assert.equal(wrongRows(readFileSync(output, "utf8"), given), 0, "decimal.js is wrong");
console.log(`decimal.js  ${(100_000 / time).toFixed(0)} k rows a second with the start of Node`);
await rm(folder, { recursive: true });

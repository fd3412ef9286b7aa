/**
 * The package beside what one would use instead, on the same cases in one run: correctness first, against fractions in
 * whole numbers; then the time of a case from object to object, in rounds that take turns, and as a ratio to decimal.js
 * by hand; then the first result in a fresh process, beyond an empty one.
 *
 *   node benches/peers.mjs [--write]
 *
 * `cargo xtask bench` builds the package and runs it. `--write` puts the table into README.md.
 */

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { copyFile, readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";

import { Tools } from "../tests/consumers/tools.mjs";
import { canonical, CASE_A, cases, reference } from "./peers/cases.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const run = promisify(execFile);
const COUNT = 20_000;
const ROUNDS = 11;
const ROUND_MS = 120;
const STARTS = 15;

/** The file of each, its name, and whether it is what the others are measured by. */
const PEERS = [
  ["arrears", "**arrears**, every clause and working"],
  ["decimal-js", "decimal.js by hand"],
  ["bigint", "BigInt by hand"],
  ["number", "numbers by hand"],
  ["rules-engine", "json-rules-engine and decimal.js"],
  ["zen", "zen engine"],
];
const BASELINE = "decimal-js";

const tools = new Tools(join(root, "benches/peers"), join(root, "target/peers"));
await tools.install();
for (const file of await readdir(tools.pinned)) {
  if (file.endsWith(".mjs")) await copyFile(join(tools.pinned, file), join(tools.folder, file));
}
const given = cases(COUNT);
const right = given.map((facts) => canonical(reference(facts)));
const peers = [];
for (const [file, label] of PEERS) {
  const { answer, plain = (result) => result } = await import(pathToFileURL(join(tools.folder, `${file}.mjs`)).href);
  let wrong = 0;
  for (const [index, facts] of given.entries()) wrong += canonical(plain(await answer(facts))) === right[index] ? 0 : 1;
  peers.push({ file, label, answer, wrong, times: [] });
}
// A package that is wrong has no time worth telling.
assert.equal(peers[0].wrong, 0, `arrears is wrong in ${peers[0].wrong} of ${COUNT} cases`);
assert.equal(peers.find(({ file }) => file === BASELINE).wrong, 0, "the baseline is wrong");

for (let round = 0; round <= ROUNDS; round += 1) {
  // The first round warms up.
  for (const peer of peers) peer.times[round] = await timed(peer.answer, given, round);
}
const table = await tableTimes();
const starts = await firstResults(["", ...PEERS.map(([file]) => file)]);
const empty = starts.get("");
const rows = [];
const baseline = median(peers.find(({ file }) => file === BASELINE).times.slice(1));
for (const { file, label, wrong, times } of peers) {
  const time = median(times.slice(1));
  rows.push([label, share(wrong), `${time.toFixed(1)} µs`, (time / baseline).toFixed(2), `${(starts.get(file) - empty).toFixed(0)} ms`]);
}
rows.push(["DuckDB, a table of all cases", share(table.wrong), `${table.time.toFixed(2)} µs`, (table.time / baseline).toFixed(2), "—"]);
const head = ["", "wrong", "a case", "to decimal.js", "first result"];
const lines = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
console.log(lines.join("\n"));
console.log(`${COUNT} cases; medians of ${ROUNDS} rounds of ${ROUND_MS} ms, in Node ${process.version}; first results: medians of ${STARTS} starts, an empty one takes ${empty.toFixed(0)} ms`);
const alone = async (file) => {
  const { answer } = peers.find((peer) => peer.file === file);
  const times = [];
  for (let round = 0; round <= ROUNDS; round += 1) times.push(await timed(answer, [CASE_A], 0));
  return median(times.slice(1));
};
const [ours, theirs] = [await alone("arrears"), await alone(BASELINE)];
console.log(`the reference case alone: arrears ${ours.toFixed(1)} µs, decimal.js ${theirs.toFixed(1)} µs, ratio ${(ours / theirs).toFixed(2)}`);
if (process.argv.includes("--write")) await write(`${lines.join("\n")}\n`);

/** Microseconds a case, over as many as fit into a round. */
async function timed(answer, given, round) {
  let sink = 0;
  let [done, index] = [0, (round * 977) % given.length];
  const start = performance.now();
  const asynchronous = answer(given[0]) instanceof Promise;
  let now = start;
  while (now - start < ROUND_MS) {
    for (let step = 0; step < 64; step += 1) {
      const result = asynchronous ? await answer(given[index]) : answer(given[index]);
      sink += result.agency === undefined ? 1 : 0;
      index = (index + 1) % given.length;
    }
    done += 64;
    now = performance.now();
  }
  if (sink < 0) throw new Error("the answers are used");
  return ((now - start) * 1_000) / done;
}

async function tableTimes() {
  const { prepare, answerAll, plainAll } = await import(pathToFileURL(join(tools.folder, "duckdb.mjs")).href);
  const connection = await prepare(given);
  const times = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const start = performance.now();
    await answerAll(connection);
    times.push(((performance.now() - start) * 1_000) / COUNT);
  }
  const answers = await plainAll(connection);
  return { time: median(times.slice(1)), wrong: answers.filter((answer, index) => canonical(answer) !== right[index]).length };
}

/** Milliseconds that a process takes to load a peer and answer one case; with none, to do nothing. They take turns. */
async function firstResults(files) {
  const times = new Map(files.map((file) => [file, []]));
  for (let start = 0; start < STARTS; start += 1) {
    for (const file of files) {
      const module = JSON.stringify(pathToFileURL(join(tools.folder, `${file}.mjs`)).href);
      const code = file ? `const { answer } = await import(${module}); await answer(${JSON.stringify(CASE_A)});` : "";
      const begin = performance.now();
      await run(process.execPath, ["--input-type=module", "--eval", `${code} process.exit(0);`]);
      times.get(file).push(performance.now() - begin);
    }
  }
  return new Map([...times].map(([file, each]) => [file, median(each)]));
}

function share(wrong) {
  return wrong === 0 ? "0" : `${((100 * wrong) / COUNT).toFixed(1)} %`;
}

function median(times) {
  return [...times].sort((left, right) => left - right)[Math.floor(times.length / 2)];
}

async function write(text) {
  const page = join(root, "README.md");
  const place = /(<!-- peers -->\n)[\s\S]*?(<!-- \/peers -->)/;
  await writeFile(page, (await readFile(page, "utf8")).replace(place, (_, open, close) => open + text + close));
}

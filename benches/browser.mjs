/**
 * What rows cost in a browser: a CSV of cases to a CSV of results by `arrears/portfolio` in one worker of Chromium, as the
 * page does it, and once more on the thread of the page itself.
 *
 * Run with `cargo xtask bench`, which builds the package and finds the browser first. Results are checked before anything
 * is timed, against fractions in whole numbers.
 */

import assert from "node:assert/strict";
import { copyFile, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { Lab } from "../tests/consumers/matrix/lab.mjs";
import { cases } from "./peers/cases.mjs";
import { pieces, wrongRows, writeRows } from "./peers/rows.mjs";

const target = fileURLToPath(new URL("../target", import.meta.url));
const CASES = 20_000;
const COUNTS = [10_000, 100_000, 500_000];
const ROUNDS = 5;

/** What runs in the browser: a file through a portfolio, so many times; the first round warms up and is not counted. */
const MEASURE = `
import { init, Portfolio } from "/npm/portfolio.js";
import { through } from "./stream.mjs";

const ready = init();

export async function results(file) {
  await ready;
  return new Blob(through(Portfolio, new Uint8Array(await (await fetch(file)).arrayBuffer())).rows).text();
}

export async function times(file, rounds) {
  await ready;
  const input = new Uint8Array(await (await fetch(file)).arrayBuffer());
  const times = [];
  for (let round = 0; round <= rounds; round += 1) {
    const before = performance.now();
    const { summary } = through(Portfolio, input);
    times.push(performance.now() - before);
    if (summary.withProblems !== 0) throw new Error(summary.withProblems + " rows were refused");
  }
  return times.slice(1);
}
`;
const WORKER = `
import { results, times } from "./measure.js";
onmessage = async ({ data: { file, rounds } }) => postMessage(rounds ? await times(file, rounds) : await results(file));
`;
const PAGE = `
import { times } from "./measure.js";
const worker = new Worker("./worker.js", { type: "module" });
window.inWorker = (message) =>
  new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage(message);
  });
window.onPage = ({ file, rounds }) => times(file, rounds);
document.body.id = "ready";
`;

const folder = join(target, "rows-browser");
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const given = cases(CASES);
const files = {
  "index.html": '<!doctype html><html lang="en"><title>rows</title><body><script type="module" src="./page.js"></script></body></html>',
  "measure.js": MEASURE,
  "worker.js": WORKER,
  "page.js": PAGE,
};
for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
await copyFile(new URL("peers/stream.mjs", import.meta.url), join(folder, "stream.mjs"));
await writeFile(join(folder, "small.csv"), Buffer.concat([...pieces(given, CASES)].map((piece) => Buffer.from(piece))));
for (const count of COUNTS) writeRows(join(folder, `${count}.csv`), given, count);

const lab = new Lab({ chromium: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium" });
try {
  const address = await lab.serve(target);
  await lab.withPage(`${address}rows-browser/`, async (page) => {
    await page.waitForSelector("#ready", { state: "attached" });
    const ask = (where, message) => page.evaluate(([name, given]) => window[name](given), [where, message]);
    assert.equal(wrongRows(await ask("inWorker", { file: "/rows-browser/small.csv" }), given), 0, "results are wrong");
    console.log(`Chromium ${(await lab.browser()).version()}; medians of ${ROUNDS} rounds after one to warm up`);
    for (const count of COUNTS) {
      const message = { file: `/rows-browser/${count}.csv`, rounds: ROUNDS };
      for (const [where, name] of [["in a worker", "inWorker"], ["on the page's thread", "onPage"]]) {
        const times = (await ask(name, message)).sort((one, other) => one - other);
        const time = times[Math.floor(ROUNDS / 2)];
        console.log(`${count} rows ${where}  ${time.toFixed(1)} ms  ${(count / time).toFixed(0)} k rows a second (best ${(count / times[0]).toFixed(0)} k)`);
      }
    }
  });
} finally {
  await lab.close();
  await rm(folder, { recursive: true, force: true });
}

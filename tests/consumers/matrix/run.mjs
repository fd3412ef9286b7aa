/**
 * The packed package in the runtimes, bundlers, frameworks and test runners that people use: each gets an empty
 * folder with nothing but the tarball in it, makes a wrong call, and computes case A, whose figures are compared.
 *
 *   node tests/consumers/matrix/run.mjs --tarball FILE --chromium PROGRAM [--all] [--only PART]
 *
 * The examples and the element are run the same way. Prints one line a way, the matrix, and last `N passed, N failed`. `--all` adds what needs more downloads (Linux x64).
 */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { assertCaseA, Report } from "../harness.mjs";
import { elementChecks } from "./element.mjs";
import { exampleChecks } from "./examples.mjs";
import { between, PAGES } from "../pages.mjs";
import { laboratory, versionOf } from "./rows.mjs";
import { table } from "./table.mjs";

const text = { type: "string" };
const { values } = parseArgs({ options: { tarball: text, chromium: text, only: text, all: { type: "boolean", default: false } } });
if (!values.tarball || !values.chromium) {
  console.error("usage: run.mjs --tarball FILE --chromium PROGRAM [--all] [--only PART]");
  process.exit(2);
}

const { lab, chosen, all, consumers } = laboratory({ tarball: resolve(values.tarball), chromium: values.chromium });
const repository = fileURLToPath(new URL("../../../", import.meta.url));
const report = new Report();
const lines = [];
for (const page of PAGES) {
  await report.check(`matrix: ${relative(process.cwd(), page)} shows these consumers and versions (\`cargo xtask pages\`)`, async () => {
    assert.equal(between(await readFile(page, "utf8"), "matrix"), await table());
  });
}
try {
  for (const tools of values.all ? [chosen, all] : [chosen]) {
    await report.check(`matrix: the tools of ${tools.pinned.split("/").pop()} are there`, () => tools.install());
  }
  const wanted = consumers.filter(({ tools }) => values.all || tools === chosen);
  for (const consumer of wanted.filter(({ tool }) => tool.includes(values.only ?? ""))) await use(consumer);
  if ("examples".includes(values.only ?? "")) await exampleChecks(report, { lab, chosen, repository });
  if ("element".includes(values.only ?? "")) await elementChecks(report, { lab, chosen });
} finally {
  await lab.close();
}
console.log(`\n${["consumer", "version", "way", "", "time"].join(" | ")}`);
for (const line of lines) console.log(line.join(" | "));
console.log(`${report.passed} passed, ${report.failed} failed`);
// Tools leave timers and workers of their own behind.
process.exit(report.failed === 0 ? 0 : 1);

/** @param {import("./rows.mjs").Consumer} consumer */
async function use(consumer) {
  const { tool, tools, files, ways } = consumer;
  const version = await versionOf(consumer);
  const name = `${tool} ${version}`.replace(/\W+/g, "-").toLowerCase();
  let folder;
  for (const [way, run] of Object.entries(ways)) {
    const start = performance.now();
    const failed = report.failed;
    await report.check(`matrix: ${tool} ${version}: ${way}`, async () => {
      folder ??= await lab.project(tools, name, files);
      const probe = await run(folder);
      if (probe === null) return;
      assert.equal(probe.problem, "invalidDate");
      assertCaseA(probe.answer);
    });
    const seconds = `${((performance.now() - start) / 1000).toFixed(1)} s`;
    lines.push([tool, version, way, report.failed === failed ? "ok" : "FAILED", seconds]);
  }
}

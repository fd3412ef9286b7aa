/**
 * The packed package in the hands of its users: installs the tarball into an empty folder and uses it the
 * ways that people do.
 *
 *   node tests/consumers/run.mjs --tarball target/pack/arrears-0.1.0.tgz [--only readme]
 *
 * Prints one line a check and, last, `N passed, N failed`; exits non-zero when one failed. The generated
 * inputs are the same in every run, unless FAST_CHECK_SEED names another number to start from. Other runtimes,
 * bundlers and frameworks are in `matrix/`.
 */

import { copyFile, mkdtemp, readdir, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import fc from "fast-check";

import { bundlerChecks } from "./checks/bundlers.mjs";
import { calculatorChecks } from "./checks/calculators.mjs";
import { caseChecks } from "./checks/cases.mjs";
import { answerChecks } from "./checks/answers.mjs";
import { differentialChecks } from "./checks/differential.mjs";
import { doorChecks } from "./checks/doors.mjs";
import { elementChecks } from "./checks/element.mjs";
import { errorChecks } from "./checks/errors.mjs";
import { figureChecks } from "./checks/figures.mjs";
import { hostileChecks } from "./checks/hostile.mjs";
import { historyChecks } from "./checks/histories.mjs";
import { inputChecks } from "./checks/inputs.mjs";
import { layoutChecks } from "./checks/layout.mjs";
import { normaliserChecks } from "./checks/normaliser.mjs";
import { operationChecks } from "./checks/operations.mjs";
import { portfolioChecks } from "./checks/portfolio.mjs";
import { publishedChecks } from "./checks/published.mjs";
import { readmeChecks } from "./checks/readme.mjs";
import { runtimeChecks } from "./checks/runtimes.mjs";
import { typeChecks } from "./checks/types.mjs";
import { output, Report } from "./harness.mjs";
import { laboratory } from "./matrix/rows.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const suites = [
  layoutChecks,
  normaliserChecks,
  runtimeChecks,
  caseChecks,
  figureChecks,
  operationChecks,
  calculatorChecks,
  historyChecks,
  inputChecks,
  errorChecks,
  hostileChecks,
  answerChecks,
  doorChecks,
  portfolioChecks,
  differentialChecks,
  elementChecks,
  bundlerChecks,
  typeChecks,
  publishedChecks,
  readmeChecks,
];

const { values } = parseArgs({ options: { tarball: { type: "string" }, only: { type: "string", default: "" } } });
if (!values.tarball) {
  console.error("usage: run.mjs --tarball PATH [--only PART]");
  process.exit(2);
}

fc.configureGlobal({ seed: Number(process.env.FAST_CHECK_SEED ?? 20_251_122) });
const report = new Report();
// The real path: module URLs carry it, and a linked temporary folder would load everything twice.
const folder = await realpath(await mkdtemp(join(tmpdir(), "arrears-consumers-")));
try {
  const installed = await install(resolve(values.tarball));
  for (const suite of suites.filter(({ name }) => name.startsWith(values.only))) await report.suite(suite, installed);
} finally {
  await rm(folder, { recursive: true, force: true });
}
console.log(`${report.passed} passed, ${report.failed} failed`);
process.exitCode = report.failed === 0 ? 0 : 1;

/** An empty project with nothing in it but the package and the little programs of `apps/`. */
async function install(tarball) {
  await writeFile(join(folder, "package.json"), '{ "name": "consumer", "private": true }\n');
  const quiet = ["--offline", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"];
  await output("npm", ["install", ...quiet, tarball], { cwd: folder });
  const apps = join(here, "apps");
  for (const file of await readdir(apps)) await copyFile(join(apps, file), join(folder, file));
  const { chosen } = laboratory({});
  await chosen.install();
  return {
    folder,
    tarball,
    tools: chosen,
    package: join(folder, "node_modules", "arrears"),
    repository: resolve(here, "../.."),
    tests: resolve(here, ".."),
  };
}

/** Test runners, in the environments that they offer. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { output } from "../../harness.mjs";

const TESTS = `test("case A, after an error", () => {
  const { writeFileSync } = require("node:fs");
  const { probe } = require("./probe.cjs");
  writeFileSync(process.env.PROBE, JSON.stringify(probe()));
});
`;
const MODULE_TESTS = `import { writeFileSync } from "node:fs";
import { test } from "vitest";
import { probe } from "./probe.js";
test("case A, after an error", () => writeFileSync(process.env.PROBE, JSON.stringify(probe())));
`;

export function runners({ chosen, all }) {
  return [
    {
      tool: "Jest",
      package: "jest",
      tools: chosen,
      files: { "probe.test.cjs": TESTS },
      ways: Object.fromEntries(["node", "jsdom"].map((name) => [name, (folder) => jest(chosen, folder, name)])),
    },
    {
      tool: "Vitest",
      package: "vitest",
      tools: all,
      files: { "probe.test.js": MODULE_TESTS },
      ways: Object.fromEntries(["node", "jsdom"].map((name) => [name, (folder) => vitest(all, folder, name)])),
    },
  ];
}

async function jest(tools, folder, name) {
  const config = { rootDir: folder, testEnvironment: tools.require.resolve(`jest-environment-${name}`), testMatch: ["**/*.test.cjs"] };
  const args = [tools.path("jest/bin/jest.js"), "--config", JSON.stringify(config), "--json", "--silent", "--no-cache"];
  const probe = join(folder, `${name}.json`);
  const result = JSON.parse(await output(process.execPath, args, { cwd: folder, env: { PROBE: probe } }));
  assert.deepEqual([result.numPassedTests, result.numTotalTests], [1, 1]);
  return JSON.parse(await readFile(probe, "utf8"));
}

/** Needs a newer Node than the other tools. */
async function vitest(tools, folder, name) {
  const args = [tools.path("vitest/vitest.mjs"), "run", "--root", folder, "--environment", name, "--reporter", "json", "--outputFile", `${name}-report.json`];
  const probe = join(folder, `${name}.json`);
  await output(tools.path("node24/bin/node"), args, { cwd: folder, env: { PROBE: probe, CI: "1" } });
  const result = JSON.parse(await readFile(join(folder, `${name}-report.json`), "utf8"));
  assert.deepEqual([result.numPassedTests, result.numTotalTests], [1, 1]);
  return JSON.parse(await readFile(probe, "utf8"));
}

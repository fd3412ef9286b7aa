/** Node loads the package in each of its ways, as separate processes in the installed folder. */

import assert from "node:assert/strict";

import { assertCaseA, nodeJson } from "../harness.mjs";

// Without this flag recent Node takes the ES module for `require` too, and index.cjs would go untested.
const TWO_COPIES = "--no-experimental-require-module";

export async function runtimeChecks(report, installed) {
  const answers = [
    ["node: import", ["esm.mjs"]],
    ["node: import after init, twice at once", ["ahead.mjs"]],
    ["node: require", ["commonjs.cjs"]],
    ["node: require of the CommonJS file", [TWO_COPIES, "commonjs.cjs"]],
    ["node: require of slim", ["slim.cjs"]],
    ["node: require of slim's CommonJS file", [TWO_COPIES, "slim.cjs"]],
  ];
  for (const [name, args] of answers) {
    await report.check(name, async () => assertCaseA(await nodeJson(args, installed)));
  }
  for (const source of ["bytes", "arrayBuffer", "module", "response", "promise", "url", "text"]) {
    await report.check(`node: slim with init from ${source}`, async () => {
      const result = await nodeJson(["slim.mjs", source], installed);
      assert.deepEqual([result.early, result.missing, result.wrong], ["engineNotReady", "engineNotReady", "engineNotLoaded"]);
      assertCaseA(result.answer);
    });
  }
  for (const [name, flags, oneCopy] of [
    ["node: import and require share one copy", [], true],
    ["node: errors and policies pass between two copies", [TWO_COPIES], false],
  ]) {
    await report.check(name, async () => {
      const result = await nodeJson([...flags, "mixed.mjs"], installed);
      assert.equal(result.oneCopy, oneCopy);
      assert.deepEqual(result.crossed, [true, true, true, true, true]);
      assert.deepEqual(result.strangers, [false, false, false, false]);
      assert.equal(result.same, true);
      assertCaseA(result.answer);
    });
  }
  await report.check("node: a trap is an error of the package, and the next call has a new engine", async () => {
    const result = await nodeJson(["--expose-gc", "trap.mjs"], installed);
    const failure = { ours: true, code: "engine", problem: "engineStopped", cause: true };
    assert.deepEqual(result.failures, [failure, failure, failure]);
    assert.equal(result.same, true);
    assertCaseA(result.answer);
  });
}

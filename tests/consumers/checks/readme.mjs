/** The README that ships: its first example is run, and every value that it shows must come out. */

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { CASE_A, load, nodeJson } from "../harness.mjs";

export async function readmeChecks(report, installed) {
  const readme = await readFile(join(installed.package, "README.md"), "utf8");
  const examples = [...readme.matchAll(/^```js\n([\s\S]*?)^```$/gm)].map(([, code]) => code);

  await report.check("readme: the example gives the values that it shows", async () => {
    const shown = [...examples[0].matchAll(/^(answer\.[^;]+); +\/\/ (.+)$/gm)];
    assert.ok(shown.length >= 8, `only ${shown.length} values are shown`);
    const values = `console.log(JSON.stringify([${shown.map(([, expression]) => expression).join(", ")}]));\n`;
    await writeFile(join(installed.folder, "readme.mjs"), examples[0] + values);
    const found = await nodeJson(["readme.mjs"], installed);
    assert.deepEqual(found, shown.map(([, , value]) => JSON.parse(value)));
  });
  await report.check("readme: what would change, when and what to do, as it shows", async () => {
    const code = examples.find((example) => example.includes("keyDates(facts)"));
    const shown = [...code.matchAll(/^([^/=]+(?:=> [^/]+)?); +\/\/ (.+)$/gm)];
    assert.equal(shown.length, 4);
    const given = `const facts = ${JSON.stringify(CASE_A)};\n`;
    const values = `console.log(JSON.stringify([${shown.map(([, expression]) => expression).join(", ")}]));\n`;
    await writeFile(join(installed.folder, "readme-besides.mjs"), code.replace(/^(import .*)$/m, `$1\n${given}`) + values);
    const found = await nodeJson(["readme-besides.mjs"], installed);
    assert.deepEqual(found, shown.map(([, , value]) => JSON.parse(value)));
  });
  await report.check("readme: the calculators give the values that it shows", async () => {
    const code = examples.find((example) => example.includes("dayCount("));
    const shown = [...code.matchAll(/^(\w+\(.*); \/\/ (.+)$/gm)];
    assert.equal(shown.length, 4);
    const values = `console.log(JSON.stringify([${shown.map(([, expression]) => expression).join(", ")}]));\n`;
    await writeFile(join(installed.folder, "readme-calculators.mjs"), code + values);
    const found = await nodeJson(["readme-calculators.mjs"], installed);
    assert.deepEqual(found, shown.map(([, , value]) => JSON.parse(value)));
  });
  await report.check("readme: the built-in policies are those that it names", async () => {
    const { policies } = await load(installed);
    const [, shown] = readme.match(/^policies; +\/\/ (.+)$/m);
    assert.deepEqual(policies, JSON.parse(shown));
  });
  await report.check("readme: the error example tells the problems that it names", async () => {
    const code = examples.find((example) => example.includes("error.problemCount"));
    const print = "console.log(JSON.stringify({ code: error.code, problems: error.problems }));";
    await writeFile(join(installed.folder, "readme-error.mjs"), code.replace("error.problemCount;", print));
    const found = await nodeJson(["readme-error.mjs"], installed);
    assert.equal(found.code, "invalidFacts");
    for (const [problem, path, help] of [["notADate", "/asOf"], ["rateAboveOne", "/loan/annualRate", "did you mean `6%`?"]]) {
      const told = found.problems.find((each) => each.code === problem && each.path === path);
      assert.ok(told, `${problem} at ${path} is not told`);
      if (help) assert.equal(told.help, help);
    }
  });
}

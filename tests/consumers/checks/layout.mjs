/** What the tarball holds and says about itself. */

import assert from "node:assert/strict";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, relative } from "node:path";

import { assertCaseA, CASE_A, load, nodeJson, output } from "../harness.mjs";

const FILES = [
  "CHANGELOG.md",
  "LICENSE-APACHE",
  "LICENSE-MIT",
  "README.md",
  "arrears.wasm",
  "edge.js",
  "element.cjs",
  "element.d.cts",
  "element.d.ts",
  "element.js",
  "index.cjs",
  "index.d.cts",
  "index.d.ts",
  "index.js",
  "package.json",
  "portfolio.cjs",
  "portfolio.d.cts",
  "portfolio.d.ts",
  "portfolio.js",
  "portfolio.wasm",
  "schemas.cjs",
  "schemas.d.cts",
  "schemas.d.ts",
  "schemas.js",
  "schemas/answer.v1.json",
  "schemas/case.v1.json",
  "schemas/policy.v1.json",
  "slim.cjs",
  "slim.d.cts",
  "slim.d.ts",
  "slim.js",
  "workerd.js",
];

export async function layoutChecks(report, installed) {
  const read = (file) => readFile(join(installed.package, file), "utf8");
  await report.check("layout: the tarball holds exactly the files of the package", async () => {
    const entries = await readdir(installed.package, { recursive: true, withFileTypes: true });
    const found = entries.filter((entry) => entry.isFile()).map((entry) => relative(installed.package, join(entry.parentPath, entry.name)));
    assert.deepEqual(found.sort(), FILES);
  });
  await report.check("layout: no scripts, no dependencies, conditions in order", async () => {
    const manifest = JSON.parse(await read("package.json"));
    assert.equal(manifest.scripts, undefined);
    assert.equal(manifest.dependencies, undefined);
    assert.deepEqual(manifest.sideEffects, ["./element.cjs", "./element.js"]);
    assert.deepEqual(Object.keys(manifest.exports["."]), ["workerd", "edge-light", "module-sync", "import", "require"]);
  });
  await report.check("layout: one version in the manifest, the facade and the engine", async () => {
    const { version } = JSON.parse(await read("package.json"));
    const { version: facade, assess } = await load(installed);
    assert.equal(facade, version);
    // The facade refuses an engine of another version, so an answer proves the third.
    assertCaseA(assess(CASE_A));
  });
  await report.check("layout: the schemas are the same as files and as data, by import and by require", async () => {
    const print = "console.log(JSON.stringify(schemas));\n";
    await writeFile(join(installed.folder, "schemas.mjs"), `import { schemas } from "arrears/schemas";\n${print}`);
    await writeFile(join(installed.folder, "schemas.cjs"), `const { schemas } = require("arrears/schemas");\n${print}`);
    const [imported, required] = await Promise.all(["schemas.mjs", "schemas.cjs"].map((file) => nodeJson([file], installed)));
    assert.deepEqual(required, imported);
    assert.deepEqual(Object.keys(imported), ["policy", "case", "answer"]);
    const resolve = createRequire(join(installed.folder, "schemas.mjs")).resolve;
    for (const [name, schema] of Object.entries(imported)) {
      assert.equal(schema.$schema, "https://json-schema.org/draft/2020-12/schema");
      assert.deepEqual(JSON.parse(await readFile(resolve(`arrears/schemas/${name}.v1.json`), "utf8")), schema);
    }
    // Closed and complete: what the answer and the facts may hold is what they are seen to hold.
    const { assess } = await load(installed);
    const answer = assess(CASE_A, { include: ["changes", "keyDates", "actions"] });
    assert.deepEqual(Object.keys(answer).filter((key) => !(key in imported.answer.properties)), []);
    assert.deepEqual(Object.keys(CASE_A).filter((key) => !(key in imported.case.properties)), []);
  });
  await report.check("layout: no path of the building machine in any file", async () => {
    for (const file of FILES) {
      const text = await readFile(join(installed.package, file), "latin1");
      for (const trace of [installed.repository, "/home/", "/root/", "/Users/"]) {
        assert.ok(!text.includes(trace), `${file} holds ${trace}`);
      }
    }
  });
  await report.check("layout: building again gives the same bytes", async () => {
    const built = join(installed.folder, "built-again");
    await output(process.execPath, ["src/npm/build.mjs", "--out", built], { cwd: installed.repository });
    for (const file of FILES) {
      const [once, again] = await Promise.all([readFile(join(installed.package, file)), readFile(join(built, file))]);
      assert.ok(once.equals(again), `${file} differs from a new build`);
    }
  });
}

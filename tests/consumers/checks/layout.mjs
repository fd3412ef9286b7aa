/** What the tarball holds and says about itself. */

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";

import { assertCaseA, CASE_A, load, output } from "../harness.mjs";

const FILES = [
  "CHANGELOG.md",
  "LICENSE-APACHE",
  "LICENSE-MIT",
  "README.md",
  "arrears.wasm",
  "edge.js",
  "index.cjs",
  "index.d.cts",
  "index.d.ts",
  "index.js",
  "package.json",
  "slim.cjs",
  "slim.d.cts",
  "slim.d.ts",
  "slim.js",
  "workerd.js",
];

export async function layoutChecks(report, installed) {
  const read = (file) => readFile(join(installed.package, file), "utf8");
  await report.check("layout: the tarball holds exactly the files of the package", async () => {
    assert.deepEqual((await readdir(installed.package)).sort(), FILES);
  });
  await report.check("layout: no scripts, no dependencies, conditions in order", async () => {
    const manifest = JSON.parse(await read("package.json"));
    assert.equal(manifest.scripts, undefined);
    assert.equal(manifest.dependencies, undefined);
    assert.equal(manifest.sideEffects, false);
    assert.deepEqual(Object.keys(manifest.exports["."]), ["workerd", "edge-light", "module-sync", "import", "require"]);
  });
  await report.check("layout: one version in the manifest, the facade and the engine", async () => {
    const { version } = JSON.parse(await read("package.json"));
    const { version: facade, assess } = await load(installed);
    assert.equal(facade, version);
    // The facade refuses an engine of another version, so an answer proves the third.
    assertCaseA(assess(CASE_A));
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

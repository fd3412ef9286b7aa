/** `arrears/element` where there is no document, in bundles, and to the compiler; in a browser, see `matrix/`. */

import assert from "node:assert/strict";
import { copyFile, mkdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

import { output } from "../harness.mjs";
import { compile } from "./types.mjs";

/** The element without the engine, which is the main entry's. */
const BYTES_MAX = 50_000;

export async function elementChecks(report, installed) {
  const { folder } = installed;
  const node = async (...args) => JSON.parse(await output(process.execPath, args, { cwd: folder }));
  const show = "console.log(JSON.stringify([TAG, typeof ArrearsCalculator]))";
  for (const [name, args] of [
    ["import", ["--input-type=module", "-e", `import { TAG, ArrearsCalculator } from "arrears/element"; ${show}`]],
    ["require", ["--input-type=commonjs", "-e", `const { TAG, ArrearsCalculator } = require("arrears/element"); ${show}`]],
    ["require of the CommonJS file", ["--no-experimental-require-module", "--input-type=commonjs", "-e", `const { TAG, ArrearsCalculator } = require("arrears/element"); ${show}`]],
  ]) {
    await report.check(`element: without a document, ${name} does nothing and fails at nothing`, async () => {
      assert.deepEqual(await node(...args), ["arrears-calculator", "function"]);
    });
  }
  await report.check("element: it has no engine of its own, and imports the main entry", async () => {
    for (const [file, main] of [["element.js", 'from "./index.js"'], ["element.cjs", 'require("./index.cjs")']]) {
      assert.ok((await stat(join(installed.package, file))).size < BYTES_MAX, file);
      assert.ok((await readFile(join(installed.package, file), "utf8")).includes(main), file);
    }
  });
  await report.check("element: a bundler keeps an import for its effect alone, with one engine for both entries", async () => {
    const bundle = async (contents) => {
      const options = { absWorkingDir: folder, bundle: true, write: false, metafile: true, format: "esm", platform: "browser", minify: true };
      const { outputFiles, metafile } = await build({ ...options, stdin: { contents, resolveDir: folder } });
      return { text: outputFiles[0].text, inputs: Object.keys(metafile.inputs) };
    };
    const { text, inputs } = await bundle('import "arrears/element"; import { assess } from "arrears"; export const done = assess;');
    assert.match(text, /customElements/);
    assert.deepEqual(inputs.filter((file) => file.includes("arrears")).map((file) => file.split("/").pop()).sort(), ["element.js", "index.js"]);
    assert.doesNotMatch((await bundle('import { assess } from "arrears"; export const done = assess;')).text, /customElements/);
  });
  await report.check("element: its types hold with the DOM's library and without it", async () => {
    const project = join(folder, "typed-element");
    await mkdir(project);
    const typed = join(installed.tests, "consumers/typed");
    for (const name of ["element", "server"]) for (const extension of ["mts", "cts"]) await copyFile(join(typed, `${name}.ts`), join(project, `${name}.${extension}`));
    const modules = { module: "nodenext", moduleResolution: "nodenext" };
    await compile(project, { ...modules, lib: ["es2022", "dom"] }, ["element.mts", "element.cts"]);
    await compile(project, modules, ["server.mts", "server.cts"]);
  });
}

/** esbuild takes each entry, and the result runs where there is no Node. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";

import { assertCaseA, CASE_A } from "../harness.mjs";

export async function bundlerChecks(report, installed) {
  await report.check("esbuild: a browser bundle runs with nothing of Node", async () => {
    const text = await bundled(installed, { platform: "browser" });
    await assertAnswers(text, { atob, TextEncoder, TextDecoder, WebAssembly });
  });
  await report.check("esbuild: a minified browser bundle runs the same", async () => {
    const text = await bundled(installed, { platform: "browser", minify: true });
    await assertAnswers(text, { atob, TextEncoder, TextDecoder, WebAssembly });
  });
  await report.check("esbuild: a Node bundle runs without text codecs", async () => {
    const text = await bundled(installed, { platform: "node" });
    await assertAnswers(text, { Buffer, WebAssembly });
  });
  for (const condition of ["workerd", "edge-light"]) {
    await report.check(`esbuild: the ${condition} entry takes the compiled module, not bytes`, async () => {
      const text = await bundled(installed, { conditions: [condition], plugins: [compiledModules()] });
      const module = new WebAssembly.Module(await readFile(join(installed.package, "arrears.wasm")));
      assert.ok(text.length < 100_000, "the bytes are inside");
      await assertAnswers(text, { TextEncoder, TextDecoder, WebAssembly: withoutCompiler(), compiled: module });
    });
  }
  for (const condition of ["workerd", "edge-light"]) {
    await report.check(`esbuild: the ${condition} entry has nothing that compiles, and takes a compiled module alone`, async () => {
      const contents = 'export { init } from "arrears";';
      const stdin = { contents, resolveDir: installed.folder };
      const text = await bundled(installed, { stdin, entryPoints: undefined, conditions: [condition], plugins: [compiledModules()] });
      assert.ok(!/WebAssembly\.(compile|instantiate)|new WebAssembly\.Module/.test(text), "it compiles");
      const module = new WebAssembly.Module(await readFile(join(installed.package, "arrears.wasm")));
      const context = createContext({ TextEncoder, TextDecoder, WebAssembly: withoutCompiler(), compiled: module });
      runInContext(text, context);
      const code = (source) => runInContext(`app.init(${source}).then(() => "ready", (error) => error.problems[0].code)`, context);
      assert.deepEqual([await code("new Uint8Array(8)"), await code('"https://example.org/x.wasm"')], ["engineNotLoaded", "engineNotLoaded"]);
      assert.deepEqual([await code("compiled"), await code("")], ["ready", "ready"]);
    });
  }
  await report.check("esbuild: an unused import leaves nothing behind", async () => {
    const contents = 'import { assess } from "arrears"; export const nothing = 1;';
    const text = await bundled(installed, { stdin: { contents, resolveDir: installed.folder }, entryPoints: undefined });
    assert.ok(text.length < 2_000, `${text.length} characters stay`);
  });
}

async function bundled({ folder }, options) {
  const result = await build({
    absWorkingDir: folder,
    entryPoints: ["browser.js"],
    bundle: true,
    write: false,
    format: "iife",
    globalName: "app",
    logLevel: "silent",
    platform: "neutral",
    ...options,
  });
  assert.deepEqual(result.warnings, []);
  return result.outputFiles[0].text;
}

/** Runs a bundle that defines `app` where only these globals are, and checks its answers. */
export async function assertAnswers(text, globals) {
  const context = createContext({ ...globals, facts: JSON.stringify(CASE_A) });
  runInContext(text, context);
  assertCaseA(JSON.parse(runInContext("app.answer(facts)", context)));
  assert.equal(runInContext("app.problem()", context), "invalidDate");
  assert.match(runInContext("app.version", context), /^\d+\.\d+\.\d+/);
}

/** What workers bundlers do with a wasm import: the module is there, compiled. */
function compiledModules() {
  return {
    name: "compiled-modules",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /\.wasm(\?module)?$/ }, ({ path }) => ({ path, namespace: "compiled" }));
      onLoad({ filter: /.*/, namespace: "compiled" }, () => ({ contents: "export default compiled;", loader: "js" }));
    },
  };
}

/** WebAssembly as it is where compiling at run time is forbidden. */
function withoutCompiler() {
  const { Instance, RuntimeError } = WebAssembly;
  const Module = () => {
    throw new WebAssembly.CompileError("code generation is disallowed");
  };
  return { Instance, RuntimeError, Module };
}

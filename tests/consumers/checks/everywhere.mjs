/**
 * `--all`: other Node versions, other runtimes, other bundlers, a worker and a test runner, each real and
 * pinned in `all/package-lock.json`.
 */

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

import { assertCaseA, CASE_A, nodeJson, output } from "../harness.mjs";
import { assertAnswers } from "./bundlers.mjs";

const WEB = { atob, TextEncoder, TextDecoder, WebAssembly };

export async function everywhereChecks(report, installed) {
  const folder = join(installed.tests, "consumers/all");
  await installTools(folder);
  const tools = createRequire(join(folder, "package.json"));
  await runtimes(report, installed, folder);
  await bundlers(report, installed, tools);
  await worker(report, installed, tools);
  await jest(report, installed, tools);
}

/** Installs what the lock file says, unless that is there already. */
async function installTools(folder) {
  const lock = await readFile(join(folder, "package-lock.json"));
  const digest = createHash("sha256").update(lock).digest("hex");
  const stamp = join(folder, "node_modules/.arrears-lock");
  if (existsSync(stamp) && (await readFile(stamp, "utf8")) === digest) return;
  await output("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: folder });
  await writeFile(stamp, digest);
}

async function runtimes(report, installed, folder) {
  const bin = (path) => join(folder, "node_modules", path);
  // No input to read and nothing but a line to print: Deno asks for no permission then.
  const facts = `const facts = ${JSON.stringify(CASE_A)};\n`;
  const print = "console.log(JSON.stringify(assess(facts)));\n";
  await writeFile(join(installed.folder, "plain.mjs"), `import { assess } from "arrears";\n${facts}${print}`);
  await writeFile(join(installed.folder, "plain.cjs"), `const { assess } = require("arrears");\n${facts}${print}`);
  const programs = [
    ...["node18", "node22", "node24"].map((name) => [name, bin(`${name}/bin/node`), []]),
    ["bun", bin("bun/bin/bun.exe"), ["run"]],
    ["deno", bin("deno/deno"), ["run", "--no-prompt", "--node-modules-dir=manual"]],
  ];
  for (const [name, program, args] of programs) {
    for (const file of ["plain.mjs", "plain.cjs"]) {
      await report.check(`all: ${name} runs ${file}`, async () => {
        assertCaseA(JSON.parse(await output(program, [...args, file], { cwd: installed.folder })));
      });
    }
  }
  for (const [name, oneCopy] of [["node18", false], ["node24", true]]) {
    await report.check(`all: ${name} mixes import and require`, async () => {
      const text = await output(bin(`${name}/bin/node`), ["mixed.mjs"], { cwd: installed.folder, input: JSON.stringify(CASE_A) });
      const result = JSON.parse(text);
      assert.deepEqual([result.oneCopy, result.crossed, result.same], [oneCopy, [true, true, true, true, true], true]);
    });
  }
}

async function bundlers(report, { folder }, tools) {
  const entry = join(folder, "browser.js");
  const out = join(folder, "bundles");
  await mkdir(out);
  const written = async (name) => readFile(join(out, name), "utf8");

  await report.check("all: rollup, as one script", async () => {
    const { rollup } = tools("rollup");
    const { nodeResolve } = tools("@rollup/plugin-node-resolve");
    const warnings = [];
    const bundle = await rollup({ input: entry, plugins: [nodeResolve({ browser: true })], onwarn: (warning) => warnings.push(warning.message) });
    const { output: chunks } = await bundle.generate({ format: "iife", name: "app" });
    assert.deepEqual([chunks.length, warnings], [1, []]);
    await assertAnswers(chunks[0].code, WEB);
  });
  for (const name of ["webpack", "@rspack/core"]) {
    await report.check(`all: ${name}, for the web`, async () => {
      const module = tools(name);
      const { rspack: compiler = module } = module;
      const filename = `${name.replace(/\W/g, "")}.js`;
      await compiled(compiler, {
        mode: "production",
        context: folder,
        entry,
        target: "web",
        performance: false,
        output: { path: out, filename, library: { name: "app", type: "var" } },
      });
      await assertAnswers(await written(filename), WEB);
    });
  }
  await report.check("all: vite, as a library", async () => {
    const { build } = await import(tools.resolve("vite"));
    const lib = { entry, name: "app", formats: ["iife"], fileName: () => "vite.js" };
    await build({ root: folder, configFile: false, logLevel: "error", build: { outDir: out, emptyOutDir: false, lib } });
    await assertAnswers(await written("vite.js"), WEB);
  });
}

/** Runs a compiler with the interface of webpack; its warnings are failures too. */
function compiled(compiler, options) {
  return new Promise((resolve, reject) => {
    compiler(options, (error, stats) => {
      if (error) reject(error);
      else if (stats.hasErrors() || stats.hasWarnings()) reject(new Error(stats.toString({ all: false, errors: true, warnings: true })));
      else resolve();
    });
  });
}

/** A worker in workerd, which forbids compiling at run time. */
async function worker(report, installed, tools) {
  await report.check("all: workerd answers a request", async () => {
    const { Miniflare } = tools("miniflare");
    const script = [
      'import { assess } from "./workerd.js";',
      "export default { async fetch(request) { return Response.json(assess(await request.json())); } };",
    ].join("\n");
    const contents = (file) => readFile(join(installed.package, file));
    const miniflare = new Miniflare({
      compatibilityDate: "2025-01-01",
      modules: [
        { type: "ESModule", path: "worker.mjs", contents: script },
        { type: "ESModule", path: "workerd.js", contents: await contents("workerd.js") },
        { type: "CompiledWasm", path: "arrears.wasm", contents: await contents("arrears.wasm") },
      ],
    });
    try {
      const response = await miniflare.dispatchFetch("http://localhost/", { method: "POST", body: JSON.stringify(CASE_A) });
      assertCaseA(await response.json());
    } finally {
      await miniflare.dispose();
    }
  });
}

async function jest(report, installed, tools) {
  const folder = join(installed.folder, "jest");
  await mkdir(folder);
  const test = [
    'const { assess, ArrearsError } = require("arrears");',
    `const facts = ${JSON.stringify(CASE_A)};`,
    'test("case A", () => expect(assess(facts).due.total).toBe("62407.28"));',
    'test("errors", () => expect(() => assess({})).toThrow(ArrearsError));',
  ];
  await writeFile(join(folder, "case.test.cjs"), `${test.join("\n")}\n`);
  for (const environment of ["jest-environment-node", "jest-environment-jsdom"]) {
    await report.check(`all: jest in ${environment}`, async () => {
      const config = JSON.stringify({ rootDir: folder, testEnvironment: tools.resolve(environment), testMatch: ["**/*.test.cjs"] });
      const cli = join(tools.resolve("jest/package.json"), "../bin/jest.js");
      const result = await nodeJson([cli, "--config", config, "--json", "--silent", "--no-cache"], { folder });
      assert.deepEqual([result.numPassedTests, result.numFailedTests, result.numRuntimeErrorTestSuites], [2, 0, 0]);
    });
  }
}

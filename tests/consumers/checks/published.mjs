/** The package in the eyes of the tools that judge packages, and what it offers against the report that is kept. */

import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { apiReport, keptReport, REPORTED } from "../api.mjs";
import { output } from "../harness.mjs";

/** A file of bytes is no module, and has no types. */
const NO_MODULE = ["arrears.wasm", "portfolio.wasm"];

export async function publishedChecks(report, installed) {
  const { tools } = installed;
  const run = (program, args) => output(process.execPath, [tools.path(program), ...args], { cwd: tools.folder });
  await report.check("published: are-the-types-wrong finds nothing, in any module resolution", () =>
    run("@arethetypeswrong/cli/dist/index.js", [installed.tarball, "--exclude-entrypoints", ...NO_MODULE, "--no-color"]),
  );
  await report.check("published: publint finds nothing", async () => {
    const { publint } = await tools.load("publint");
    const { messages } = await publint({ pkgDir: installed.package, strict: true, pack: false });
    assert.deepEqual(messages, []);
  });
  await report.check("published: TypeDoc finds no broken link, and a comment on everything that is exported", async () => {
    const folder = join(installed.folder, "documented");
    await mkdir(folder);
    const entryPoints = ["index", "slim", "portfolio", "element", "schemas"].map((entry) => join(installed.package, `${entry}.d.ts`));
    const compilerOptions = { strict: true, module: "nodenext", target: "es2022", lib: ["es2022"], types: [] };
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: entryPoints }));
    const options = {
      tsconfig: "tsconfig.json",
      entryPoints,
      emit: "none",
      treatWarningsAsErrors: true,
      treatValidationWarningsAsErrors: true,
      validation: { invalidLink: true, invalidPath: true, rewrittenLink: true, notExported: true, notDocumented: true },
      requiredToBeDocumented: ["Class", "Constructor", "Function", "Interface", "Method", "TypeAlias", "Variable"],
    };
    await writeFile(join(folder, "typedoc.json"), JSON.stringify(options));
    await run("typedoc/bin/typedoc", ["--options", join(folder, "typedoc.json")]);
  });
  for (const entry of REPORTED) {
    await report.check(`published: docs/api/${entry}.api.md is what the package offers (\`cargo xtask pages\`)`, async () => {
      assert.equal(await apiReport(tools, installed.package, entry), await keptReport(entry));
    });
  }
  await report.check("published: the manifest says what a registry asks of it", async () => {
    const manifest = JSON.parse(await readFile(join(installed.package, "package.json"), "utf8"));
    assert.equal(manifest.license, "MIT OR Apache-2.0");
    assert.deepEqual(manifest.engines, { node: ">=18" });
    assert.equal(manifest.publishConfig?.provenance, true);
    assert.equal(manifest.publishConfig?.access, "public");
    for (const name of ["private", "scripts", "dependencies", "devDependencies", "bundleDependencies"]) assert.equal(manifest[name], undefined, name);
  });
}

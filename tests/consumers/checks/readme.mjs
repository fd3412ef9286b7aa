/**
 * The README that ships: every block of code in it is run, and every value that it shows must come out. In a line
 * `expression; // value` the value is JSON; other comments are for people.
 */

import assert from "node:assert/strict";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { CASE_A, load, nodeJson, output } from "../harness.mjs";
import { shownSizes, sizesOf } from "../pages.mjs";
import { compile } from "./types.mjs";

/** A statement that stands alone in its line and is followed by what it gives. */
const SHOWN = /^(\s*)(?!import |const |let |\/\/|\})(\S.*?); +\/\/ (.+)$/;
/** As many values as there are at least; a page that shows fewer has lost an example. */
const VALUES_MIN = 40;

export async function readmeChecks(report, installed) {
  const readme = await readFile(join(installed.package, "README.md"), "utf8");
  const blocks = blocksOf(readme).map(([language, code], index) => ({ language, code, index }));
  let values = 0;

  for (const { language, code, index } of blocks) {
    await report.check(`readme: block ${index + 1} (${language}) does what it says`, async () => {
      if (language === "js") values += await runModule(installed, code, index);
      else if (language === "ts") await compileTypescript(installed, code, index);
      else if (language === "sh") await install(installed, code, index);
      else assert.fail(`nobody runs a block of ${language || "no language"}`);
    });
  }
  await report.check("readme: it shows values in plenty", () => assert.ok(values >= VALUES_MIN, `only ${values} values are shown`));
  await report.check("readme: the examples in JavaScript on the page of the repository give what they show", async () => {
    const page = await readFile(join(installed.repository, "README.md"), "utf8");
    const examples = blocksOf(page).filter(([language]) => language === "js");
    assert.ok(examples.length > 0);
    for (const [index, [, code]] of examples.entries()) assert.ok((await runModule(installed, code, `repository-${index}`)) > 0);
  });
  await report.check("readme: the code of an error and the outcome of a decision are all in its tables", async () => {
    const types = await readFile(join(installed.package, "index.d.ts"), "utf8");
    const members = (name) => [...types.match(new RegExp(`export type ${name} =([^;]*);`))[1].matchAll(/"(\w+)"/g)].map(([, member]) => member);
    for (const code of members("ErrorCode")) assert.match(readme, new RegExp(`^\\| \`${code}\` \\|`, "m"));
    for (const outcome of members("Outcome")) assert.match(readme, new RegExp(`^\\| \`"${outcome}"\` \\|`, "m"));
  });
  await report.check("readme: every function is named in it", async () => {
    const functions = Object.entries(await load(installed)).filter(([, value]) => typeof value === "function");
    for (const [name] of functions) assert.match(readme, new RegExp(`\\b${name}\\b`), name);
  });
  await report.check("readme: the sizes are those of the files, to a tenth (`cargo xtask pages`)", async () => {
    const [shown, found] = [shownSizes(readme), await sizesOf(installed.package)];
    assert.deepEqual(shown.map(({ what }) => what), found.map(({ what }) => what));
    for (const [index, { what, gzip, brotli }] of found.entries()) {
      for (const [said, is] of [[shown[index].gzip, gzip], [shown[index].brotli, brotli]]) {
        assert.ok(Math.abs(said - is) <= is / 10, `${what}: ${said} kB are said, ${is} kB it is`);
      }
    }
  });
}

/** Language and code of each block. */
function blocksOf(page) {
  return [...page.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language, code]) => [language, code]);
}

/** Runs a block as a module of its own; gives how many values it showed. */
async function runModule(installed, code, index) {
  const built = join(installed.repository, "src/policy/builtin");
  const file = (await readdir(built)).find((name) => name.startsWith("cn-bank-loan"));
  const given = {
    facts: JSON.stringify(CASE_A),
    answer: "arrears.assess(facts)",
    document: JSON.stringify(await readFile(join(built, file), "utf8")),
  };
  const own = Object.entries(given).filter(([name]) => new RegExp(`\\b${name}\\b`).test(code) && !new RegExp(`const ${name} =`).test(code));
  if (own.some(([name]) => name === "answer") && !own.some(([name]) => name === "facts")) own.unshift(["facts", given.facts]);
  const expected = [];
  const lines = code.split("\n").map((line) => {
    const [, indent, expression, comment] = line.match(SHOWN) ?? [];
    const value = comment && json(comment);
    if (value === undefined) return line;
    expected.push(value);
    return `${indent}__shown(${expression});`;
  });
  const module = [
    'import * as arrears from "arrears";',
    ...own.map(([name, value]) => `const ${name} = ${value};`),
    "const __values = [];",
    "const __shown = (value) => __values.push(value ?? null);",
    ...lines,
    "console.log(JSON.stringify(__values));",
  ];
  const name = `readme-${index}.mjs`;
  await writeFile(join(installed.folder, name), module.join("\n"));
  assert.deepEqual(await nodeJson([name], installed), expected);
  return expected.length;
}

function json(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function compileTypescript(installed, code, index) {
  const project = join(installed.folder, `readme-${index}`);
  await mkdir(project);
  await writeFile(join(project, "readme.mts"), code);
  await compile(project, { module: "nodenext", moduleResolution: "nodenext" }, ["readme.mts"]);
}

/** The package by its name, which stands for the tarball here. */
async function install(installed, code, index) {
  assert.equal(code, "npm install arrears\n");
  const folder = join(installed.folder, `readme-${index}`);
  await mkdir(folder);
  await writeFile(join(folder, "package.json"), "{}");
  await output("npm", ["install", "--offline", "--no-audit", "--no-fund", "--loglevel=error", installed.tarball], { cwd: folder });
  const { dependencies } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  assert.deepEqual(Object.keys(dependencies), ["arrears"]);
}

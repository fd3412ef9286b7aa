/**
 * Puts the npm package together: the wasm-bindgen output in `target/wasm`, this folder and `pkg.json`
 * become `target/npm` (or the folder given with `--out`), ready for `npm pack`. Run by `cargo xtask build`;
 * the same inputs give the same bytes.
 *
 * esbuild comes from the development dependencies of `www/` or `tests/`, or from `NODE_PATH`.
 */

import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../..");
const wasmDir = join(root, "target/wasm");
const outDir = resolve(outOption() ?? join(root, "target/npm"));
const esbuild = await loadEsbuild();

/** Modern runtimes and bundlers read this; older parsers get the CommonJS file. */
const ESM_TARGET = "es2022";
const CJS_TARGET = "es2018";

/** Each entry of the package: its name, its source, where its engine comes from, and in which formats it is there. */
const ENTRIES = [
  ["index", "entry.js", "inline", ["esm", "cjs"]],
  ["slim", "entry.js", "slim", ["esm", "cjs"]],
  ["workerd", "entry.js", "workerd", ["esm"]],
  ["edge", "entry.js", "edge", ["esm"]],
  ["portfolio", "portfolio.js", "inline", ["esm", "cjs"]],
];

/** The engines: the file in the package and the folder that wasm-bindgen wrote. */
const ENGINES = { "arrears.wasm": wasmDir, "portfolio.wasm": join(root, "target/wasm-portfolio") };

/** What has a JSON Schema; the engine's types give them. */
const SCHEMAS = ["policy", "case", "answer"];

await main();

async function main() {
  const manifest = readManifest();
  rmSync(outDir, { recursive: true, force: true });
  mkdirSync(join(outDir, "schemas"), { recursive: true });
  const virtual = {
    "arrears:build": buildFacts(manifest.version),
    "arrears:schemas": SCHEMAS.map((name) => `export const ${name}Schema = ${JSON.stringify(schema(name))};\n`).join(""),
  };
  virtual["arrears:shapes"] = await shapesModule(await glueFactory(wasmDir));
  for (const [name, source, host, formats] of ENTRIES) {
    const engine = ENGINES[name === "portfolio" ? "portfolio.wasm" : "arrears.wasm"];
    const texts = { ...virtual, "arrears:glue": await glueFactory(engine) };
    for (const format of formats) await bundle(name, source, format, texts, host, engine);
  }
  for (const format of ["esm", "cjs"]) {
    await bundle("schemas", "schemas.js", format, virtual);
    await bundle("element", "element.js", format, virtual);
  }
  for (const name of SCHEMAS) writeText(`schemas/${name}.v1.json`, `${JSON.stringify(schema(name))}\n`);
  for (const [file, engine] of Object.entries(ENGINES)) cpSync(join(engine, "arrears_bg.wasm"), join(outDir, file));
  writeTypes();
  writeText("package.json", `${JSON.stringify(manifest, null, 2)}\n`);
  cpSync(join(root, "docs/npm.md"), join(outDir, "README.md"));
  for (const file of ["LICENSE-MIT", "LICENSE-APACHE", "CHANGELOG.md"]) cpSync(join(root, file), join(outDir, file));
  checkManifestFiles(manifest);
}

function outOption() {
  return parseArgs({ options: { out: { type: "string" } } }).values.out;
}

/** The manifest, with its version held to the crate's. */
function readManifest() {
  const manifest = JSON.parse(readText("pkg.json"));
  const crate = packageVersion(readText("Cargo.toml"));
  if (manifest.version !== crate) {
    throw new Error(`pkg.json has version ${manifest.version}, Cargo.toml has ${crate}: they are one release`);
  }
  return manifest;
}

function packageVersion(cargoToml) {
  const section = cargoToml.split(/^\[/m).find((part) => part.startsWith("package]"));
  const version = section?.match(/^version\s*=\s*"([^"]+)"/m)?.[1];
  if (!version) throw new Error("Cargo.toml states no version under [package]");
  return version;
}

/** What the entries say about themselves without asking the engine. */
function buildFacts(version) {
  return `export const version = ${JSON.stringify(version)};\nexport const policies = ${JSON.stringify(builtinIds())};\n`;
}

/** The ids of the policies that ship, from their documents; the versions of one policy share an id. */
function builtinIds() {
  const folder = join(root, "src/policy/builtin");
  const documents = readdirSync(folder).filter((file) => file.endsWith(".json"));
  const ids = documents.map((file) => JSON.parse(readFileSync(join(folder, file), "utf8")).id);
  const unique = [...new Set(ids.filter((id) => typeof id === "string"))].sort();
  if (unique.length === 0) throw new Error("no built-in policy was found");
  return unique;
}

/** @param {string} name one of `SCHEMAS` */
function schema(name) {
  const file = join(root, `target/schemas/${name}.schema.json`);
  if (!existsSync(file)) throw new Error("target/schemas is empty: run `cargo xtask build`");
  return JSON.parse(readFileSync(file, "utf8"));
}

/**
 * The glue keeps its instance and its views of memory in module variables. Wrapped in a function, each
 * instance gets its own, and the text codecs come in from outside.
 */
async function glueFactory(engine) {
  const glue = join(engine, "arrears_bg.js");
  if (!existsSync(glue)) throw new Error(`${relative(root, engine)} is empty: run \`cargo xtask build\``);
  const result = await esbuild.build({
    ...common("es2022"),
    entryPoints: [glue],
    format: "iife",
    globalName: "glue",
  });
  return `export function createGlue(TextEncoder, TextDecoder) {\n${result.outputFiles[0].text}\nreturn glue;\n}\n`;
}

/** The code that makes the objects of frequent shapes, which the engine to be packed is asked for. */
async function shapesModule(glue) {
  const finder = await bundled("shapes.js", "esm", { "arrears:glue": glue, "arrears:shapes": makersModule([]) });
  const { shapesOf } = await import(`data:text/javascript;base64,${Buffer.from(finder).toString("base64")}`);
  return makersModule(shapesOf(readFileSync(join(wasmDir, "arrears_bg.wasm"))));
}

/** Each shape as an object literal, whose values are read in the order of its names. */
function makersModule(shapes) {
  const field = (name) => `${JSON.stringify(name)}: tape.value()`;
  // Written in a literal, `__proto__` would set the prototype.
  const plain = shapes.filter((names) => !names.includes("__proto__"));
  const makers = plain.map((names) => `[${JSON.stringify(names.join())}, (tape) => ({ ${names.map(field).join(", ")} })]`);
  return `export const makers = new Map([\n${makers.join(",\n")}\n]);\n`;
}

async function bundle(name, source, format, virtual, host = "", engine = wasmDir) {
  const extension = format === "cjs" ? "cjs" : "js";
  writeText(`${name}.${extension}`, await bundled(source, format, virtual, host, engine));
}

async function bundled(source, format, virtual, host = "", engine = wasmDir) {
  const [target, extension] = format === "cjs" ? [CJS_TARGET, "cjs"] : [ESM_TARGET, "js"];
  const result = await esbuild.build({
    ...common(target),
    // A source with one character beyond ASCII is held in two bytes a character, the engine in it as well: Node takes
    // a tenth longer to import it.
    charset: host === "inline" ? "ascii" : "utf8",
    entryPoints: [join(here, source)],
    format,
    plugins: [mainEntry(`./index.${extension}`), virtualModules(virtual, host, engine)],
  });
  return result.outputFiles[0].text;
}

function common(target) {
  return {
    absWorkingDir: root,
    bundle: true,
    write: false,
    platform: "neutral",
    charset: "utf8",
    legalComments: "inline",
    logLevel: "warning",
    target,
  };
}

/** An entry that uses the main one imports its file, so that there is one engine however many entries a page has. */
function mainEntry(file) {
  return {
    name: "main-entry",
    setup(build) {
      build.onResolve({ filter: /^arrears:main$/ }, () => ({ path: file, external: true }));
    },
  };
}

function virtualModules(texts, host, engine) {
  return {
    name: "virtual-modules",
    setup(build) {
      build.onResolve({ filter: /^arrears:host$/ }, () => ({ path: join(here, "hosts", `${host}.js`) }));
      build.onResolve({ filter: /^arrears:/ }, ({ path }) => ({ path, namespace: "virtual" }));
      build.onResolve({ filter: /^\.\/arrears\.wasm/ }, ({ path }) => ({ path, external: true }));
      build.onLoad({ filter: /.*/, namespace: "virtual" }, ({ path }) => {
        if (path === "arrears:wasm-base64") {
          return { contents: readFileSync(join(engine, "arrears_bg.wasm")), loader: "base64" };
        }
        return { contents: texts[path], loader: "js" };
      });
    },
  };
}

/** The same declarations twice: TypeScript takes the module kind from the extension. */
function writeTypes() {
  const main = joinedTypes();
  writeText("index.d.ts", main);
  writeText("index.d.cts", main);
  for (const file of ["schemas.d.ts", "schemas.d.cts"]) cpSync(join(here, "schemas.d.ts"), join(outDir, file));
  for (const name of ["slim", "portfolio", "element"]) {
    const types = readFileSync(join(here, `${name}.d.ts`), "utf8");
    writeText(`${name}.d.ts`, types.replaceAll('"./types.js"', '"./index.js"'));
    writeText(`${name}.d.cts`, types.replaceAll('"./types.js"', '"./index.cjs"'));
  }
}

/** The declarations of `types/` as one file: what each imports from another is already there. */
function joinedTypes() {
  const order = readFileSync(join(here, "types.d.ts"), "utf8").matchAll(/^export \* from "\.\/(types\/\w+)\.js";$/gm);
  const parts = [...order].map(([, part]) => `${part}.d.ts`);
  const found = readdirSync(join(here, "types")).map((file) => `types/${file}`);
  const lost = found.filter((file) => !parts.includes(file));
  if (lost.length > 0) throw new Error(`types.d.ts does not list ${lost.join(", ")}`);
  const texts = parts.map((part) => readFileSync(join(here, part), "utf8"));
  return texts.map((text) => text.replace(/^import type \{[^}]*\} from "\.\/\w+\.js";\n+/gm, "")).join("\n");
}

/** Every file that the manifest points to must be there, and every file made must be listed. */
function checkManifestFiles(manifest) {
  const made = readdirSync(outDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(outDir, join(entry.parentPath, entry.name)));
  const named = leaves(manifest.exports).map((path) => path.slice("./".length));
  const missing = [...named, ...manifest.files].filter((file) => !made.includes(file));
  if (missing.length > 0) throw new Error(`pkg.json names files that were not made: ${missing.join(", ")}`);
  const always = ["package.json", "README.md"];
  const unlisted = made.filter((file) => !manifest.files.includes(file) && !always.includes(file));
  if (unlisted.length > 0) throw new Error(`pkg.json does not list ${unlisted.join(", ")}`);
}

/** The texts at the ends of a nested object. */
function leaves(value) {
  return typeof value === "string" ? [value] : Object.values(value).flatMap(leaves);
}

async function loadEsbuild() {
  for (const folder of ["www", "tests"]) {
    const require = createRequire(join(root, folder, "package.json"));
    try {
      return require("esbuild");
    } catch (error) {
      if (error.code !== "MODULE_NOT_FOUND") throw error;
    }
  }
  throw new Error("esbuild is installed neither in www/ nor in tests/: run `npm ci` in one of them");
}

function readText(path) {
  return readFileSync(join(root, path), "utf8");
}

function writeText(file, text) {
  writeFileSync(join(outDir, file), text);
}

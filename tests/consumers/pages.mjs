/**
 * What the pages of the repository and of the package say about sizes and consumers:
 *
 *   node tests/consumers/pages.mjs --write
 *
 * writes it anew from `target/npm` and the lock files. The tests hold the pages to it.
 */

import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";

import { table } from "./matrix/table.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
/** The pages with the table of consumers; the second one shows the sizes too. */
export const PAGES = ["README.md", "docs/npm.md"].map((page) => join(root, page));

/**
 * What a browser loads of a built package, in whole kB.
 *
 * @param {string} folder the package
 */
export async function sizesOf(folder) {
  const minified = async (entry) => (await build({ entryPoints: [join(folder, entry)], absWorkingDir: dirname(folder), bundle: true, minify: true, write: false, format: "esm", platform: "browser" })).outputFiles[0].contents;
  const files = [
    ["`arrears`, the engine inside, minified", await minified("index.js")],
    ["`arrears/slim`, minified", await minified("slim.js")],
    ["`arrears.wasm`, which `slim` loads", await readFile(join(folder, "arrears.wasm"))],
  ];
  const kilobytes = (bytes) => Math.round(bytes.length / 1000);
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
  return files.map(([what, bytes]) => ({ what, gzip: kilobytes(gzipSync(bytes, { level: 9 })), brotli: kilobytes(brotliCompressSync(bytes, quality)) }));
}

/** The sizes as they stand on a page. */
export function shownSizes(page) {
  const rows = between(page, "sizes").matchAll(/^\| (.+?) \| (\d+) \| (\d+) \|$/gm);
  return [...rows].map(([, what, gzip, brotli]) => ({ what, gzip: Number(gzip), brotli: Number(brotli) }));
}

/** What stands between the two markers of a name. */
export function between(page, name) {
  return page.match(place(name))?.[2];
}

function place(name) {
  return new RegExp(`(<!-- ${name} -->\\n)([\\s\\S]*?)(<!-- /${name} -->)`);
}

async function write() {
  const sizes = (await sizesOf(join(root, "target/npm"))).map(({ what, gzip, brotli }) => `| ${what} | ${gzip} | ${brotli} |`);
  const texts = { matrix: await table(), sizes: ["| | gzip | brotli |", "|---|---|---|", ...sizes, ""].join("\n") };
  for (const page of PAGES) {
    let text = await readFile(page, "utf8");
    for (const [name, part] of Object.entries(texts)) text = text.replace(place(name), (_, open, _old, close) => open + part + close);
    await writeFile(page, text);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url) && process.argv.includes("--write")) await write();

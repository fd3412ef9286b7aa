/**
 * The matrix as a table for people, in the pages of the repository and of the package:
 *
 *   node tests/consumers/matrix/table.mjs --write
 *
 * The versions are those of the lock files; that the ways work, `run.mjs` shows.
 */

import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { laboratory, versionOf } from "./rows.mjs";

/** Where the table stands, between two markers. */
export const PAGES = ["README.md", "docs/npm.md"].map((page) => fileURLToPath(new URL(`../../../${page}`, import.meta.url)));
const PLACE = /(<!-- matrix -->\n)[\s\S]*?(<!-- \/matrix -->)/;

/** The table in Markdown: a line a tool, with its versions and ways; tools of every test run are marked. */
export async function table() {
  const { consumers, chosen } = laboratory({});
  /** @type {Map<string, { versions: string[], ways: Set<string>, chosen: boolean }>} */
  const lines = new Map();
  for (const consumer of consumers) {
    const line = lines.get(consumer.tool) ?? { versions: [], ways: new Set(), chosen: false };
    line.versions.push(await versionOf(consumer));
    Object.keys(consumer.ways).forEach((way) => line.ways.add(way));
    line.chosen ||= consumer.tools === chosen;
    lines.set(consumer.tool, line);
  }
  const head = ["| in | version | ways | every test run |", "|---|---|---|---|"];
  const rows = [...lines].map(
    ([tool, { versions, ways, chosen }]) => `| ${tool} | ${versions.join(", ")} | ${[...ways].join("; ")} | ${chosen ? "yes" : ""} |`,
  );
  return `${[...head, ...rows].join("\n")}\n`;
}

/** The table as it stands on a page. */
export function shown(page) {
  return page.match(PLACE)?.[0].split("\n").slice(1, -1).join("\n").concat("\n");
}

if (process.argv.includes("--write")) {
  const text = await table();
  for (const page of PAGES) await writeFile(page, (await readFile(page, "utf8")).replace(PLACE, (_, open, close) => open + text + close));
}

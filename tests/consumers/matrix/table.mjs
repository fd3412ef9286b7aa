/**
 * The matrix as a table for people. The versions are those of the lock files; that the ways work, `run.mjs` shows.
 */

import { laboratory, versionOf } from "./rows.mjs";

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

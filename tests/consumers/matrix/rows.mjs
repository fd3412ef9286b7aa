/**
 * The consumers: who takes the package, and in which ways. `chosen` ones take part in every test run, the others
 * with `--all`.
 */

import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { Tools } from "../tools.mjs";
import { Lab } from "./lab.mjs";
import { bundlers } from "./rows/bundlers.mjs";
import { pages } from "./rows/pages.mjs";
import { runners } from "./rows/runners.mjs";
import { runtimes } from "./rows/runtimes.mjs";
import { servers } from "./rows/servers.mjs";

const pinned = fileURLToPath(new URL("../tools/", import.meta.url));
const installed = fileURLToPath(new URL("../../../target/consumers/", import.meta.url));

/**
 * @typedef {object} Consumer
 * @property {string} tool
 * @property {string} [package] where its version is read from; else `version` says it
 * @property {string} [version]
 * @property {Tools} tools which lock file brings it
 * @property {{ [file: string]: string }} [files] what its folder holds besides the programs
 * @property {{ [way: string]: (folder: string) => Promise<object | null> }} ways each gives what the probe gave, or
 *   null where it has judged by itself
 */

/** @param {{ tarball?: string, chromium?: string }} given */
export function laboratory(given) {
  const [chosen, all] = ["chosen", "all"].map((name) => new Tools(join(pinned, name), join(installed, name)));
  const lab = new Lab({ ...given, chosen, all });
  const parts = { lab, chosen, all };
  /** @type {Consumer[]} */
  const consumers = [runtimes, pages, bundlers, servers, runners].flatMap((rows) => rows(parts));
  return { ...parts, consumers };
}

/** The version of a consumer, as its lock file has it. */
export async function versionOf({ version, package: name, tools }) {
  return version ?? tools.version(name);
}

/** Programs and libraries that a lock file pins, installed below `target/`, apart from the checkout. */

import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

import { output } from "./harness.mjs";

/** Tools of one lock file, installed once for each state of it. */
export class Tools {
  /**
   * @param {string} pinned the folder with the lock file
   * @param {string} folder where they are installed
   */
  constructor(pinned, folder) {
    this.pinned = pinned;
    this.folder = folder;
    this.require = createRequire(join(folder, "package.json"));
  }

  /** Installs what the lock file says, unless that is there already; gives the seconds that it took. */
  async install() {
    const names = ["package.json", "package-lock.json"];
    const digest = createHash("sha256");
    for (const name of names) digest.update(await readFile(join(this.pinned, name)));
    const [stamp, wanted] = [join(this.folder, "node_modules/.arrears-lock"), digest.digest("hex")];
    if (existsSync(stamp) && (await readFile(stamp, "utf8")) === wanted) return 0;
    const start = performance.now();
    await mkdir(this.folder, { recursive: true });
    for (const name of names) await copyFile(join(this.pinned, name), join(this.folder, name));
    await output("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: this.folder });
    await writeFile(stamp, wanted);
    return (performance.now() - start) / 1000;
  }

  /** A file of the installed packages. */
  path(file) {
    return join(this.folder, "node_modules", file);
  }

  /** The module of a package, loaded here. */
  load(name) {
    return import(this.require.resolve(name));
  }

  /** The version that a package is pinned to. */
  async version(name) {
    const { packages } = JSON.parse(await readFile(join(this.pinned, "package-lock.json"), "utf8"));
    return packages[`node_modules/${name}`].version;
  }
}

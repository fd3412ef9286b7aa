/** Runtimes that take the package as it is: Node, Deno, Bun. */

import { join } from "node:path";

import { output } from "../../harness.mjs";

/** What a program prints. */
const printed = async (program, args, folder) => JSON.parse(await output(program, args, { cwd: folder }));

/** The ways into a runtime that runs files. */
const files = (program, ...args) => ({
  import: (folder) => printed(program, [...args, "print.mjs"], folder),
  require: (folder) => printed(program, [...args, "probe.cjs"], folder),
  "both in one process": (folder) => printed(program, [...args, "mixed.mjs"], folder),
});

export function runtimes({ lab, chosen, all }) {
  const machine = {
    tool: "Node",
    version: "the machine's",
    ways: files(process.execPath),
    tools: chosen,
  };
  const nodes = [18, 20, 22, 24, 26].map((major) => ({
    tool: "Node",
    package: `node${major}`,
    ways: files(all.path(`node${major}/bin/node`)),
    tools: all,
  }));
  const deno = {
    tool: "Deno",
    package: "deno",
    // Without a permission, and without a question for one.
    ways: files(process.execPath, chosen.path("deno/bin.cjs"), "run", "--no-prompt", "--node-modules-dir=manual"),
    tools: chosen,
  };
  const bun = all.path("bun/bin/bun.exe");
  const bundled = (folder, args) => output(bun, ["build", ...args], { cwd: folder });
  return [
    machine,
    ...nodes,
    deno,
    {
      tool: "Bun",
      package: "bun",
      tools: all,
      ways: {
        ...files(bun, "run"),
        "build for browsers": async (folder) => {
          await bundled(folder, ["page.js", "--target", "browser", "--outfile", "bun/page.js"]);
          return lab.probeScript(join(folder, "bun"), "page.js");
        },
        "build to one program": async (folder) => {
          await bundled(folder, ["print.mjs", "--compile", "--outfile", "bun/program"]);
          return printed(join(folder, "bun/program"), [], folder);
        },
      },
    },
  ];
}

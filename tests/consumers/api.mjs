/**
 * The report of what the package offers, a file an entry, kept in `docs/api` so that a change shows in review:
 *
 *   node tests/consumers/api.mjs --write
 *
 * makes it anew from `target/npm`, which `cargo xtask build` puts together.
 */

import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { laboratory } from "./matrix/rows.mjs";

/** The entries that have types of their own; of what one takes over from another its report says so. */
export const REPORTED = ["index", "slim", "portfolio", "element", "schemas"];
const kept = fileURLToPath(new URL("../../docs/api/", import.meta.url));

/** The report that is kept. */
export function keptReport(entry) {
  return readFile(join(kept, `${entry}.api.md`), "utf8");
}

/**
 * The report of an entry as it is now.
 *
 * @param {import("./tools.mjs").Tools} tools
 * @param {string} folder the package
 * @param {string} entry one of `REPORTED`
 */
export async function apiReport(tools, folder, entry) {
  const { default: extractor } = await tools.load("@microsoft/api-extractor");
  const { Extractor, ExtractorConfig } = extractor;
  const work = await mkdtemp(join(tmpdir(), "arrears-api-"));
  try {
    // As installed, wherever it was built: a file that another entry re-exports is then one from outside.
    const types = join(work, "node_modules/arrears");
    await mkdir(types, { recursive: true });
    await copyFile(join(folder, "package.json"), join(work, "package.json"));
    for (const name of REPORTED) await copyFile(join(folder, `${name}.d.ts`), join(types, `${name}.d.ts`));
    const tsconfigFilePath = join(work, "tsconfig.json");
    const compilerOptions = { strict: true, module: "nodenext", target: "es2022", lib: ["es2022"], types: [] };
    await writeFile(tsconfigFilePath, JSON.stringify({ compilerOptions, files: [join(types, `${entry}.d.ts`)] }));
    const quiet = { default: { logLevel: "none" } };
    const config = ExtractorConfig.prepare({
      configObjectFullPath: undefined,
      packageJsonFullPath: join(work, "package.json"),
      configObject: {
        projectFolder: work,
        mainEntryPointFilePath: join(types, `${entry}.d.ts`),
        compiler: { tsconfigFilePath },
        apiReport: { enabled: true, reportFileName: `${entry}.api.md`, reportFolder: work, reportTempFolder: join(work, "temp") },
        docModel: { enabled: false },
        dtsRollup: { enabled: false },
        tsdocMetadata: { enabled: false },
        newlineKind: "lf",
        messages: { compilerMessageReporting: { default: { logLevel: "error" } }, extractorMessageReporting: quiet, tsdocMessageReporting: quiet },
      },
    });
    const { errorCount } = Extractor.invoke(config, { localBuild: true, messageCallback: quieten });
    if (errorCount > 0) throw new Error(`${entry}.d.ts has ${errorCount} errors`);
    return await readFile(join(work, `${entry}.api.md`), "utf8");
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Its console lines say nothing that the report does not. */
function quieten(message) {
  message.handled = message.logLevel !== "error";
}

if (process.argv[1] === fileURLToPath(import.meta.url) && process.argv.includes("--write")) {
  const { chosen } = laboratory({});
  await chosen.install();
  await mkdir(kept, { recursive: true });
  const folder = fileURLToPath(new URL("../../target/npm", import.meta.url));
  for (const entry of REPORTED) await writeFile(join(kept, `${entry}.api.md`), await apiReport(chosen, folder, entry));
}

/** Pages without a bundler, from a folder, also under a strict content security policy. */

import assert from "node:assert/strict";
import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** As strict as can be, but for what compiling the engine needs. */
const csp = (keyword = "") => ({
  "content-security-policy": `default-src 'none'; script-src 'self' ${keyword}; connect-src 'self'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'`,
});
const WASM = "'wasm-unsafe-eval'";

const SLIM = `import { assess, ArrearsError, init, version } from "./arrears/slim.js";
await init(new URL("./arrears/arrears.wasm", import.meta.url));
`;
const REFUSED = `import { assess } from "./arrears/index.js";
try {
  assess({});
} catch (error) {
  const out = document.createElement("output");
  out.id = "probe";
  out.textContent = JSON.stringify(error);
  document.body.append(out);
}
`;

export function pages({ lab, chosen }) {
  const opened = (page, headers) => async (folder) => lab.probePage(`${await lab.serve(await site(folder), headers)}${page}`);
  return [
    {
      tool: "no bundler",
      version: "Chromium",
      tools: chosen,
      ways: {
        '`<script type="module">` from a folder': opened("index.html"),
        "import map": opened("mapped.html"),
        [`strict CSP with ${WASM}`]: opened("index.html", csp(WASM)),
        "slim, the engine from its own file": opened("slim.html", csp(WASM)),
        [`CSP without ${WASM}: refused, saying what to do`]: async (folder) => {
          const error = await opened("refused.html", csp())(folder);
          assert.deepEqual([error.code, error.problems[0].code], ["engine", "engineNotLoaded"]);
          assert.match(error.problems[0].help, /'wasm-unsafe-eval'/);
          return null;
        },
      },
    },
  ];
}

/** What a person would put on a file server: the package's folder beside a page of their own. */
async function site(folder) {
  const path = (file) => join(folder, "site", file);
  await cp(join(folder, "node_modules/arrears"), path("arrears"), { recursive: true });
  const [probe, page] = await Promise.all(["probe.js", "page.js"].map((file) => readFile(join(folder, file), "utf8")));
  const withImport = (text) => probe.replace(/^import .* from "arrears";\n/m, text);
  const html = (script, head = "") =>
    `<!doctype html><html lang="en"><title>probe</title>${head}<body><script type="module" src="./${script}"></script></body></html>`;
  const map = `<script type="importmap">{ "imports": { "arrears": "./arrears/index.js" } }</script>`;
  const files = {
    "probe.js": withImport('import { assess, ArrearsError, version } from "./arrears/index.js";\n'),
    "page.js": page,
    "index.html": html("page.js"),
    "mapped/probe.js": probe,
    "mapped/page.js": page,
    "mapped.html": html("mapped/page.js", map),
    "slim/probe.js": withImport(SLIM.replaceAll("./arrears", "../arrears")),
    "slim/page.js": page,
    "slim.html": html("slim/page.js"),
    "refused.js": REFUSED,
    "refused.html": html("refused.js"),
  };
  for (const [file, text] of Object.entries(files)) {
    await cp(join(folder, "page.js"), path(file), { recursive: true });
    await writeFile(path(file), text);
  }
  return path("");
}

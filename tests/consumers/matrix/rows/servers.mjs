/** Next and Workers: code that runs on servers, at the edge, and in the page that they send. */

import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";

import { output } from "../../harness.mjs";

/** Said again, since Vite sets `NODE_ENV` in the process that it runs in. */
const QUIET = { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", WRANGLER_SEND_METRICS: "false", CI: "1" };
/** A server that does not listen by then never will. */
const START_MS = 60_000;

export function servers({ lab, chosen, all }) {
  return [
    { tool: "Next, Turbopack", package: "next", tools: chosen, files: { ...nextFiles(chosen), ...EDGE_ROUTE }, ways: next(lab, chosen, "--turbopack", "edge") },
    // With webpack this version of Next cannot build any route handler for the edge, so the edge is tried with an API route.
    { tool: "Next, webpack", package: "next", tools: chosen, files: { ...nextFiles(chosen), ...EDGE_API }, ways: next(lab, chosen, "--webpack", "api/edge") },
    { tool: "workerd", package: "miniflare", tools: chosen, files: WORKER, ways: { "Worker, bundled by esbuild": (folder) => worker(chosen, folder) } },
    { tool: "wrangler", package: "wrangler", tools: all, files: WORKER, ways: { Worker: (folder) => wrangler(lab, all, folder) } },
  ];
}

const ROUTE = 'import { probe } from "../../probe.js";\nexport const dynamic = "force-dynamic";\nexport const GET = () => Response.json(probe());\n';
const SHOWN = '<output id="probe">{JSON.stringify(probe())}</output>';

function nextFiles(tools) {
  const config = `export default { turbopack: { root: ${JSON.stringify(tools.folder)} }, outputFileTracingRoot: ${JSON.stringify(tools.folder)} };\n`;
  return {
    "next.config.mjs": config,
    "app/layout.jsx": "export default function Layout({ children }) {\n  return <html lang=\"en\"><body>{children}</body></html>;\n}\n",
    "app/server/page.jsx": `import { probe } from "../../probe.js";\nexport const dynamic = "force-dynamic";\nexport default async function Page() {\n  return ${SHOWN};\n}\n`,
    "app/client/page.jsx": 'import Client from "./client.jsx";\nexport default function Page() {\n  return <Client />;\n}\n',
    // Only after it has come alive in the browser, so that what is read was computed there.
    "app/client/client.jsx": `"use client";\nimport { useEffect, useState } from "react";\nimport { probe } from "../../probe.js";\nexport default function Client() {\n  const [alive, setAlive] = useState(false);\n  useEffect(() => setAlive(true), []);\n  return alive ? ${SHOWN} : null;\n}\n`,
    "app/route/route.js": ROUTE,
  };
}

const EDGE_ROUTE = { "app/edge/route.js": `export const runtime = "edge";\n${ROUTE}` };
const EDGE_API = {
  "pages/api/edge.js": 'import { probe } from "../../probe.js";\nexport const config = { runtime: "edge" };\nexport default () => Response.json(probe());\n',
};

/** One build and one server for all the ways. */
function next(lab, tools, flag, edge) {
  let started;
  const address = (folder) => {
    started ??= start(lab, tools, folder, flag);
    return started;
  };
  const fetched = (path) => async (folder) => {
    const response = await fetch(`${await address(folder)}${path}`);
    const text = await response.text();
    if (!response.ok) throw new Error(`${response.status}: ${text.slice(0, 500)}`);
    return path === "server" ? JSON.parse(unescape(text.match(/<output id="probe">(.*?)<\/output>/s)[1])) : JSON.parse(text);
  };
  return {
    "server component": fetched("server"),
    "client component": async (folder) => lab.probePage(`${await address(folder)}client`),
    route: fetched("route"),
    "route at the edge": fetched(edge),
  };
}

function unescape(html) {
  return html.replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

async function start(lab, tools, folder, flag) {
  const cli = tools.path("next/dist/bin/next");
  await output(process.execPath, [cli, "build", flag, folder], { cwd: folder, env: QUIET });
  return listening(lab, process.execPath, [cli, "start", "--hostname", "127.0.0.1", "--port", "0", folder], folder);
}

/** Starts a server that prints its address, and ends it with the run. */
function listening(lab, program, args, folder) {
  return new Promise((resolve, reject) => {
    const server = spawn(program, args, { cwd: folder, env: { ...process.env, ...QUIET }, stdio: ["ignore", "pipe", "pipe"] });
    lab.later(() => new Promise((ended) => {
      server.once("exit", ended);
      if (server.exitCode !== null || !server.kill("SIGTERM")) ended();
    }));
    let text = "";
    const timer = setTimeout(() => reject(new Error(`no address in ${START_MS} ms: ${text}`)), START_MS);
    const read = (chunk) => {
      text += chunk;
      const address = text.match(/https?:\/\/(?:127\.0\.0\.1|localhost):[1-9]\d*/)?.[0];
      if (address) resolve(`${address.replace("localhost", "127.0.0.1")}/`), clearTimeout(timer);
    };
    server.stdout.setEncoding("utf8").on("data", read);
    server.stderr.setEncoding("utf8").on("data", read);
    server.on("exit", (code) => reject(new Error(`${basename(program)} ended with ${code}: ${text}`)));
  });
}

const WORKER = {
  "index.js": 'import { probe } from "./probe.js";\nexport default { fetch: () => Response.json(probe()) };\n',
  "wrangler.jsonc": JSON.stringify({ name: "probe", main: "index.js", compatibility_date: "2026-04-01" }),
};

const worker = (tools, folder) => inWorkerd(tools, folder, async (workerd) => (await workerd.dispatchFetch("http://localhost/")).json());

/**
 * Bundles `index.js` with the conditions of Workers, as their tools do, and runs it in workerd itself.
 *
 * @template T
 * @param {import("../../tools.mjs").Tools} tools
 * @param {string} folder
 * @param {(workerd: import("miniflare").Miniflare) => Promise<T>} body
 */
export async function inWorkerd(tools, folder, body) {
  const { build } = await tools.load("esbuild");
  const { Miniflare } = await tools.load("miniflare");
  const { outputFiles, warnings } = await build({
    absWorkingDir: folder,
    entryPoints: ["index.js"],
    outdir: "worker",
    bundle: true,
    write: false,
    format: "esm",
    conditions: ["workerd", "worker"],
    loader: { ".wasm": "copy" },
    assetNames: "[name]",
    logLevel: "silent",
  });
  if (warnings.length > 0) throw new Error(JSON.stringify(warnings));
  const modules = outputFiles.map(({ path, contents }) => ({ type: path.endsWith(".wasm") ? "CompiledWasm" : "ESModule", path: basename(path), contents }));
  // The first module is the one that is run.
  modules.sort((left, right) => Number(left.type === "CompiledWasm") - Number(right.type === "CompiledWasm"));
  const workerd = new Miniflare({ compatibilityDate: "2026-04-01", modules });
  try {
    return await body(workerd);
  } finally {
    await workerd.dispose();
  }
}

/** The Workers' own command, which needs a newer Node than the other tools. */
async function wrangler(lab, tools, folder) {
  const args = [tools.path("wrangler/bin/wrangler.js"), "dev", "--ip", "127.0.0.1", "--port", "0", "--inspector-port", "0"];
  const address = await listening(lab, tools.path("node24/bin/node"), args, folder);
  return (await fetch(address)).json();
}

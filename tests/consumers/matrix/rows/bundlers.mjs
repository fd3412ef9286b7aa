/** Bundlers: for browsers, run in Chromium; for Node, run there. */

import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";

import { nodeJson } from "../../harness.mjs";

const node = (folder, file) => nodeJson([file], { folder });

export function bundlers({ lab, chosen, all }) {
  const browser = (folder, file) => lab.probeScript(folder, file);
  return [
    { tool: "Vite", package: "vite", tools: chosen, ways: vite(lab, chosen) },
    { tool: "webpack", package: "webpack", tools: chosen, ways: likeWebpack(browser, async () => (await chosen.load("webpack")).default) },
    { tool: "esbuild", package: "esbuild", tools: chosen, ways: esbuild(browser, chosen) },
    { tool: "Rspack", package: "@rspack/core", tools: all, ways: likeWebpack(browser, async () => (await all.load("@rspack/core")).rspack) },
    { tool: "Rollup", package: "rollup", tools: all, ways: rollup(browser, all) },
    { tool: "Rolldown", package: "rolldown", tools: all, ways: rolldown(browser, all) },
    { tool: "Parcel", package: "@parcel/core", tools: all, ways: parcel(lab, all) },
  ];
}

function vite(lab, tools) {
  const common = (folder) => ({ root: folder, configFile: false, logLevel: "error", cacheDir: join(folder, ".vite") });
  const html = (script) => `<!doctype html><title>probe</title><body><script type="module" src="/${script}"></script>`;
  const built = (script, name) => async (folder) => {
    const { build } = await tools.load("vite");
    await writeFile(join(folder, `${name}.html`), html(script));
    const outDir = join(folder, "vite", name);
    await build({ ...common(folder), worker: { format: "es" }, build: { outDir, rollupOptions: { input: join(folder, `${name}.html`) } } });
    return lab.probePage(`${await lab.serve(outDir)}${name}.html`);
  };
  return {
    dev: async (folder) => {
      const vite = await tools.load("vite");
      await writeFile(join(folder, "dev.html"), html("page.js"));
      const server = await vite.createServer({ ...common(folder), server: { port: await freePort(), strictPort: true, host: "127.0.0.1" } });
      try {
        await server.listen();
        return await lab.probePage(`http://127.0.0.1:${server.httpServer.address().port}/dev.html`);
      } finally {
        await server.close();
      }
    },
    build: built("page.js", "page"),
    "build, in a worker": built("page-worker.js", "in-worker"),
    "SSR, dev": async (folder) => {
      const { createServer } = await tools.load("vite");
      const server = await createServer({ ...common(folder), appType: "custom", server: { middlewareMode: true, ws: false, hmr: false } });
      try {
        return (await server.ssrLoadModule("/probe.js")).probe();
      } finally {
        await server.close();
      }
    },
    "SSR, build": async (folder) => {
      const { build } = await tools.load("vite");
      await build({ ...common(folder), ssr: { noExternal: true }, build: { ssr: "print.mjs", outDir: join(folder, "vite/ssr") } });
      return node(folder, "vite/ssr/print.js");
    },
  };
}

/** The page connects to the port that the configuration names, so that it cannot be 0. */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Compilers with the interface of webpack. */
function likeWebpack(browser, load) {
  const compiled = (target, entry) => async (folder) => {
    const compiler = await load();
    const path = join(folder, `out-${target}`);
    const module = target === "node" ? { chunkFormat: "commonjs" } : {};
    await run(compiler, {
      mode: "production",
      context: folder,
      entry: `./${entry}`,
      target,
      performance: false,
      output: { path, filename: target === "node" ? "main.cjs" : "main.js", ...module },
    });
    return target === "node" ? node(folder, "out-node/main.cjs") : browser(path, "main.js");
  };
  return { browser: compiled("web", "page.js"), "browser, in a worker": compiled("web", "page-worker.js"), Node: compiled("node", "print.mjs") };
}

/** Warnings are failures too. */
function run(compiler, options) {
  return new Promise((resolve, reject) => {
    compiler(options, (error, stats) => {
      if (error) reject(error);
      else if (stats.hasErrors() || stats.hasWarnings()) reject(new Error(stats.toString({ all: false, errors: true, warnings: true })));
      else resolve();
    });
  });
}

function esbuild(browser, tools) {
  const bundled = async (folder, entry, outfile, options) => {
    const { build } = await tools.load("esbuild");
    const { warnings } = await build({ absWorkingDir: folder, entryPoints: [entry], outfile, bundle: true, logLevel: "silent", ...options });
    if (warnings.length > 0) throw new Error(JSON.stringify(warnings));
  };
  return {
    browser: async (folder) => {
      await bundled(folder, "page.js", "out/page.js", { minify: true, format: "esm" });
      return browser(join(folder, "out"), "page.js");
    },
    Node: async (folder) => {
      await bundled(folder, "probe.cjs", "out/print.cjs", { platform: "node" });
      return node(folder, "out/print.cjs");
    },
  };
}

function rollup(browser, tools) {
  const bundled = async (folder, entry, options) => {
    const { rollup } = await tools.load("rollup");
    const { nodeResolve } = await tools.load("@rollup/plugin-node-resolve");
    const warnings = [];
    const bundle = await rollup({
      input: join(folder, entry),
      plugins: [nodeResolve({ browser: options.format !== "cjs" })],
      onwarn: (warning) => warnings.push(warning.message),
    });
    await bundle.write(options);
    await bundle.close();
    if (warnings.length > 0) throw new Error(warnings.join("; "));
  };
  return {
    "browser, ES module": async (folder) => {
      await bundled(folder, "page.js", { format: "es", file: join(folder, "rollup/es.js") });
      return browser(join(folder, "rollup"), "es.js");
    },
    "browser, one script": async (folder) => {
      await bundled(folder, "page.js", { format: "iife", file: join(folder, "rollup/iife.js") });
      return browser(join(folder, "rollup"), "iife.js");
    },
    Node: async (folder) => {
      await bundled(folder, "print.mjs", { format: "cjs", file: join(folder, "rollup/print.cjs") });
      return node(folder, "rollup/print.cjs");
    },
  };
}

function rolldown(browser, tools) {
  const bundled = async (folder, input, file, options) => {
    const { build } = await tools.load("rolldown");
    await build({ cwd: folder, input, logLevel: "silent", output: { file: join(folder, file), ...options.output }, platform: options.platform });
  };
  return {
    browser: async (folder) => {
      await bundled(folder, "page.js", "rolldown/page.js", { platform: "browser", output: { format: "esm", minify: true } });
      return browser(join(folder, "rolldown"), "page.js");
    },
    Node: async (folder) => {
      await bundled(folder, "print.mjs", "rolldown/print.cjs", { platform: "node", output: { format: "cjs" } });
      return node(folder, "rolldown/print.cjs");
    },
  };
}

function parcel(lab, tools) {
  const built = (script) => async (folder) => {
    const { Parcel } = await tools.load("@parcel/core");
    const page = join(folder, `parcel-${script}.html`);
    await writeFile(page, `<!doctype html><title>probe</title><body><script type="module" src="./${script}"></script>`);
    const distDir = join(folder, "parcel", script);
    const bundler = new Parcel({
      entries: page,
      defaultConfig: tools.require.resolve("@parcel/config-default"),
      mode: "production",
      cacheDir: join(folder, ".parcel-cache"),
      shouldDisableCache: true,
      shouldAutoInstall: false,
      env: { NODE_ENV: "production" },
      targets: { web: { distDir, publicUrl: "./", engines: { browsers: "last 2 Chrome versions" }, context: "browser" } },
    });
    await bundler.run();
    return lab.probePage(`${await lab.serve(distDir)}parcel-${script}.html`);
  };
  return { browser: built("page.js"), "browser, in a worker": built("page-worker.js") };
}

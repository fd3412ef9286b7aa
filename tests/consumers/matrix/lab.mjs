/**
 * Where the consumers of the matrix live: an empty folder with nothing but the packed package for each of them, a small
 * file server, and one browser for all pages.
 */

import { createServer } from "node:http";
import { copyFile, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { chromium } from "@playwright/test";

import { output } from "../harness.mjs";

/** @typedef {import("../tools.mjs").Tools} Tools */

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css", ".json": "application/json", ".wasm": "application/wasm" };
/** Without a display, without a sandbox of its own, and without traffic of its own. */
const CHROMIUM_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];
/** A page that has not answered by then never will. */
const PAGE_MS = 30_000;

/** The programs that every consumer is given. */
const programs = new URL("programs/", import.meta.url);

/** What the consumers share during one run. */
export class Lab {
  #closers = [];
  #browser;

  constructor({ tarball, chromium: program, chosen, all }) {
    this.tarball = tarball;
    this.program = program;
    this.chosen = chosen;
    this.all = all;
  }

  /**
   * An empty folder below the tools, so that they are found from it, with the package installed and the given files.
   *
   * @param {Tools} tools
   * @param {string} name
   * @param {{ [file: string]: string }} files
   */
  async project(tools, name, files = {}) {
    const folder = join(tools.folder, "projects", name);
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "package.json"), '{ "name": "consumer", "private": true, "type": "module" }\n');
    const quiet = ["--offline", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"];
    await output("npm", ["install", ...quiet, this.tarball], { cwd: folder });
    for (const file of await readdir(programs)) await copyFile(new URL(file, programs), join(folder, file));
    for (const [file, text] of Object.entries(files)) {
      await mkdir(join(folder, file, ".."), { recursive: true });
      await writeFile(join(folder, file), text);
    }
    return folder;
  }

  /**
   * Serves a folder; gives the address.
   *
   * @param {string} folder
   * @param {Record<string, string>} headers sent with every file
   */
  async serve(folder, headers = {}) {
    const server = createServer(async (request, response) => {
      const path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname));
      const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
      try {
        const body = await readFile(file);
        response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream", ...headers });
        response.end(body);
      } catch {
        response.writeHead(path === "/favicon.ico" ? 204 : 404, headers).end();
      }
    });
    await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
    this.later(() => new Promise((closed) => server.close(closed).closeAllConnections()));
    return `http://127.0.0.1:${server.address().port}/`;
  }

  /** Something to end with the run. */
  later(close) {
    this.#closers.push(close);
  }

  async browser() {
    if (!this.#browser) {
      this.#browser = await chromium.launch({ executablePath: this.program, args: CHROMIUM_FLAGS });
      this.later(() => this.#browser.close());
    }
    return this.#browser;
  }

  /** Opens a page that holds nothing but one script of a folder. */
  async probeScript(folder, script) {
    await writeFile(join(folder, "page.html"), `<!doctype html><html lang="en"><title>probe</title><body><script type="module" src="./${script}"></script></body></html>`);
    return this.probePage(`${await this.serve(folder)}page.html`);
  }

  /**
   * Opens a page that writes JSON into `#probe`, and reads it. A script that fails is a failure.
   *
   * @param {string} url
   */
  async probePage(url) {
    return this.withPage(url, async (page) => {
      await page.waitForSelector("#probe", { state: "attached", timeout: PAGE_MS });
      return JSON.parse(await page.locator("#probe").textContent());
    });
  }

  /**
   * Opens a page for a body that reads it; errors of the page's scripts are told instead of a time-out.
   *
   * @template T
   * @param {string} url
   * @param {(page: import("@playwright/test").Page) => Promise<T>} body
   */
  async withPage(url, body) {
    const page = await (await this.browser()).newPage();
    const errors = [];
    await page.route("**/favicon.ico", (route) => route.fulfill({ status: 204 }));
    page.on("pageerror", (error) => errors.push(String(error)));
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    try {
      await page.goto(url);
      const result = await body(page);
      if (errors.length > 0) throw new Error(errors.join("; "));
      return result;
    } catch (error) {
      throw errors.length > 0 ? new Error(errors.join("; "), { cause: error }) : error;
    } finally {
      await page.close();
    }
  }

  async close() {
    for (const close of this.#closers.reverse()) await close();
    this.#closers = [];
  }
}

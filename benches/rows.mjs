/**
 * A CSV of cases to a CSV of results by the command line, beside what one would use instead on the same file: first that
 * results are right, against fractions in whole numbers; then time, processor and memory for 10⁴ to 10⁶ rows, with
 * `--full` to 10⁷, on one thread and on two; then the peers in rounds that take turns.
 *
 *   node benches/rows.mjs [--full] [--write]
 *
 * `cargo xtask bench` builds the command line and runs it. `--write` puts the tables into docs/speed.md. DuckDB and polars
 * come from PyPI, pinned in peers/requirements.txt, into `target/`; where there is no pip they are left out and named.
 */

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { Tools } from "../tests/consumers/tools.mjs";
import { cases } from "./peers/cases.mjs";
import { writeRows, wrongRows } from "./peers/rows.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const run = promisify(execFile);
const full = process.argv.includes("--full");
const CASES = 20_000;
const SIZES = [10_000, 100_000, 1_000_000, ...(full ? [10_000_000] : [])];
const PEER_ROWS = 1_000_000;
const ROUNDS = 3;
const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");
const arrears = join(target, "release/arrears");
const peers = join(root, "benches/peers");
const folder = join(root, "target/rows");
const [input, output] = [join(folder, "cases.csv"), join(folder, "results.csv")];
mkdirSync(folder, { recursive: true });
const given = cases(CASES);
const python = await packages();

const commands = (threads) => ({
  arrears: [arrears, "portfolio", "--quiet", "--threads", String(threads), input, "-o", output],
  duckdb: ["python3", join(peers, "tables.py"), "duckdb", input, output, String(threads)],
  polars: ["python3", join(peers, "tables.py"), "polars", input, output, String(threads)],
  decimal: [process.execPath, join(root, "target/peers/decimal-rows.mjs"), input, output],
});
const LABELS = { arrears: "**arrears**, every column", duckdb: "DuckDB, decimals and whole fen", polars: "polars, floating point", decimal: "decimal.js" };
const names = ["arrears", ...(python ? ["duckdb", "polars"] : []), "decimal"];
if (!python) console.log("DuckDB and polars are left out: there is no pip");
const tools = new Tools(peers, join(root, "target/peers"));
await tools.install();
for (const file of ["decimal-js.mjs", "decimal-rows.mjs"]) writeFileSync(join(tools.folder, file), readFileSync(join(peers, file)));

writeRows(input, given, CASES);
const wrong = {};
for (const name of names) {
  await timed(commands(1)[name]);
  wrong[name] = wrongRows(readFileSync(output, "utf8"), given);
}
// A program that is wrong has no time worth telling.
assert.equal(wrong.arrears, 0, `arrears is wrong in ${wrong.arrears} of ${CASES} rows`);
assert.equal(wrong.decimal, 0, "decimal.js is wrong");

const growth = [];
for (const rows of SIZES) {
  writeRows(input, given, rows);
  const size = statSync(input).size;
  for (const threads of [1, 2]) {
    const rounds = rows > 1_000_000 ? 1 : 3;
    const times = [];
    for (let round = 0; round < rounds; round += 1) times.push(await timed(commands(threads).arrears));
    const middle = median(times, ({ seconds }) => seconds);
    const { cpu } = median(times, (time) => time.cpu);
    const kilobytes = Math.max(...times.map((time) => time.kilobytes));
    growth.push([String(rows), megabytes(size), String(threads), `${middle.seconds.toFixed(2)} s`, thousands(rows / middle.seconds), nanoseconds(cpu, rows), megabytes(kilobytes * 1024)]);
    console.log(growth.at(-1).join("  "));
  }
}
const growthTable = table(["rows", "file", "threads", "time", "rows a second", "processor a row", "memory at most"], growth);

writeRows(input, given, PEER_ROWS);
const lines = [];
for (const threads of [1, 2]) {
  const own = names.filter((name) => threads === 1 || name !== "decimal");
  const times = Object.fromEntries(own.map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const name of own) if (name !== "decimal" || round === 0) times[name].push(await timed(commands(threads)[name]));
  }
  const middle = Object.fromEntries(own.map((name) => [name, median(times[name], ({ seconds }) => seconds)]));
  for (const name of own) {
    const { seconds, kilobytes } = middle[name];
    const { cpu } = median(times[name], (time) => time.cpu);
    const share = wrong[name] === 0 ? "0" : `${((100 * wrong[name]) / CASES).toFixed(1)} %`;
    lines.push([LABELS[name], share, String(threads), nanoseconds(seconds, PEER_ROWS), (seconds / middle.arrears.seconds).toFixed(2), nanoseconds(cpu, PEER_ROWS), megabytes(kilobytes * 1024)]);
  }
}
const peerTable = table(["", "wrong", "threads", "time a row", "to arrears", "processor a row", "memory at most"], lines);
rmSync(folder, { recursive: true });
const versions = `Node ${process.version}${python ? `, ${readFileSync(join(peers, "requirements.txt"), "utf8").trim().split("\n").slice(0, 2).join(", ")}` : ""}`;
const place = `${new Date().toISOString().slice(0, 10)}, ${cpus().length} processors, ${versions}`;
console.log([growthTable, peerTable, place].join("\n\n"));
if (process.argv.includes("--write")) {
  const page = join(root, "docs/speed.md");
  const text = `<!-- rows -->\n${[`Measured ${place}.`, growthTable, peerTable].join("\n\n")}\n<!-- /rows -->`;
  writeFileSync(page, readFileSync(page, "utf8").replace(/<!-- rows -->[\s\S]*<!-- \/rows -->/, () => text));
}

/** One run of a command: seconds, of the processor as well, and the most memory. */
async function timed([program, ...words]) {
  const environment = { ...process.env, PYTHONPATH: python ?? "" };
  const done = await run("python3", [join(peers, "run.py"), program, ...words], { env: environment });
  const whole = JSON.parse(done.stdout);
  // What DuckDB and polars tell themselves leaves out the start of Python and of their packages.
  const own = done.stderr.startsWith("{") ? JSON.parse(done.stderr) : {};
  return { ...whole, ...own };
}

/** The folder of the packages from PyPI, installed once for each state of the file that pins them. */
async function packages() {
  const pinned = join(peers, "requirements.txt");
  const to = join(root, "target/peers-python");
  const stamp = join(to, "requirements.txt");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === readFileSync(pinned, "utf8")) return to;
  try {
    await run("python3", ["-m", "pip", "--version"]);
  } catch {
    return undefined;
  }
  rmSync(to, { recursive: true, force: true });
  await run("python3", ["-m", "pip", "install", "--quiet", "--no-deps", "--only-binary", ":all:", "--target", to, "--requirement", pinned]);
  writeFileSync(stamp, readFileSync(pinned));
  return to;
}

function median(times, of) {
  return [...times].sort((left, right) => of(left) - of(right))[Math.floor(times.length / 2)];
}

function table(head, rows) {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function nanoseconds(seconds, rows) {
  return `${((seconds * 1e9) / rows).toFixed(0)} ns`;
}

function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

function thousands(count) {
  return `${(count / 1e3).toFixed(0)} k`;
}

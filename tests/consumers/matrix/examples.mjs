/** The examples of the repository, each in a folder with the packed package beside it, used as a person would. */

import assert from "node:assert/strict";
import { cp, readFile, readdir } from "node:fs/promises";
import { join } from "node:path";

import { CASE_A, output } from "../harness.mjs";
import { inWorkerd } from "./rows/servers.mjs";

/**
 * @param {import("../harness.mjs").Report} report
 * @param {{ lab: import("./lab.mjs").Lab, chosen: import("../tools.mjs").Tools, repository: string }} parts
 */
export async function exampleChecks(report, { lab, chosen, repository }) {
  const started = new Set();
  const example = async (name) => {
    started.add(name);
    const folder = await lab.project(chosen, `example-${name}`);
    await cp(join(repository, "examples", name), folder, { recursive: true });
    return folder;
  };
  await report.check("example: vanilla", async () => {
    const address = await lab.serve(await example("vanilla"));
    await lab.withPage(address, async (page) => {
      const answer = page.locator("#answer");
      await answer.getByText("62,407.28").waitFor();
      await page.fill("[name=principal]", "6000,0");
      assert.match(await page.locator("#problems li").first().textContent(), /^\/arrears\/0\/principal: /);
      assert.equal(await answer.textContent(), "");
      // Principal 10,000.00, penalty 10,000 × 9 % × 99 / 360 = 247.50, with the interest 900.00 and 22.28 on it.
      await page.fill("[name=principal]", "10000");
      await answer.getByText("11,169.78").waitFor();
      assert.equal(await page.locator("#problems li").count(), 0);
    });
  });
  await report.check("example: react", async () => {
    const folder = await example("react");
    const { build } = await chosen.load("vite");
    await build({ root: folder, logLevel: "error" });
    await lab.withPage(await lab.serve(join(folder, "dist")), async (page) => {
      const outcome = page.locator("#outcome");
      // 30 % of 34,000 are 10,200.00 a month, 61,200.00 in six: 1,207.28 are too much.
      await outcome.getByText("no: possible after a deposit of 1207.28").waitFor();
      await page.getByLabel("Monthly income").fill("36000");
      await outcome.getByText("yes", { exact: true }).waitFor();
      assert.match(await page.locator("tr").last().textContent(), /^6 months10401\.2110401\.23yes$/);
      await page.getByLabel("Monthly income").fill("");
      await outcome.getByText("undetermined: not known yet is /borrower/monthlyIncome").waitFor();
      await page.getByLabel("Interest overdue").fill("1,000");
      await page.locator("input[aria-invalid=true]").waitFor();
      assert.notEqual(await page.getByRole("alert").nth(1).textContent(), "");
    });
  });
  await report.check("example: element", async () => {
    await lab.withPage(await lab.serve(await example("element")), async (page) => {
      await page.locator("#told").getByText("Total due: 62407.28").waitFor();
      await page.locator("#own").getByText("¥62,407.28", { exact: true }).waitFor();
      await page.locator("#filed").getByText("Facts missing").first().waitFor();
      await page.locator("#own").getByLabel("Overdue principal").fill("6000,0");
      await page.locator("#told").getByText("No total yet: /arrears/0/principal notADecimal").waitFor();
      // Principal 10,000.00, penalty 10,000 × 9 % × 99 / 360 = 247.50, with the interest 900.00 and 22.28 on it.
      await page.locator("#own").getByLabel("Overdue principal").fill("10000");
      await page.locator("#own").getByText("¥11,169.78", { exact: true }).waitFor();
      await page.getByLabel("Language").selectOption("zh-Hant");
      await page.locator("#own").getByText("估算應還合計", { exact: true }).waitFor();
      await page.locator("#filed").getByText("逾期本金", { exact: true }).waitFor();
    });
  });
  await report.check("example: web-worker", async () => {
    await lab.withPage(await lab.serve(await example("web-worker")), async (page) => {
      await page.locator("#problem").getByText("2025-11-31").waitFor();
      const totals = await page.locator("#totals li").allTextContents();
      // A day's penalty is 60,000.00 × 9 % / 360 = 15.00, and 900.00 × 9 % / 360 = 0.225 on the interest.
      assert.deepEqual([totals.length, totals[0], totals[98]], [99, "60915.23", "62407.28"]);
    });
  });
  await report.check("example: node-batch", async () => {
    const folder = await example("node-batch");
    const input = await readFile(join(folder, "cases.ndjson"), "utf8");
    const lines = (await output(process.execPath, ["batch.mjs"], { cwd: folder, input })).trimEnd().split("\n").map((line) => JSON.parse(line));
    const told = lines.map(({ id, total, litigation, problems }) => [id, total, litigation, problems?.map(({ code }) => code)]);
    assert.deepEqual(told, [
      ["A", "62407.28", "yes", undefined],
      ["B", "62407.28", "undetermined", undefined],
      [undefined, undefined, undefined, ["notADate", "emptyList"]],
      [undefined, undefined, undefined, ["notJson"]],
      // 1,000.00 × 9 % × 2 / 360 = 0.50, and 5.00 × 9 % × 2 / 360 = 0.0025.
      ["E", "1005.50", "no", undefined],
    ]);
  });
  await report.check("example: cloudflare", async () => {
    await inWorkerd(chosen, await example("cloudflare"), async (workerd) => {
      const ask = (method, body) => workerd.dispatchFetch("http://localhost/", { method, body });
      assert.equal((await (await ask("POST", JSON.stringify(CASE_A))).json()).due.total, "62407.28");
      const refused = await ask("POST", "{}");
      assert.deepEqual([refused.status, (await refused.json()).code], [422, "invalidFacts"]);
      assert.equal((await ask("POST", "{")).status, 400);
      assert.equal((await ask("GET")).status, 405);
    });
  });
  await report.check("example: every folder was run", async () => {
    const folders = (await readdir(join(repository, "examples"), { withFileTypes: true })).filter((entry) => entry.isDirectory());
    assert.deepEqual([...started].sort(), folders.map(({ name }) => name).sort());
  });
}

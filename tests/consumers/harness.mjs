/** What the checks share: counting, child processes, and the worked example that every consumer repeats. */

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** Collects checks and prints one line for each as it ends. */
export class Report {
  passed = 0;
  failed = 0;

  /** Runs a group of checks; what it throws outside of them counts as one that failed. */
  async suite(body, installed) {
    try {
      await body(this, installed);
    } catch (error) {
      await this.check(`${body.name} could be run`, () => {
        throw error;
      });
    }
  }

  /** Runs one check; `body` fails by throwing. */
  async check(name, body) {
    try {
      await body();
      this.passed += 1;
      console.log(`ok ${name}`);
    } catch (error) {
      this.failed += 1;
      console.log(`not ok ${name}: ${oneLine(error)}`);
    }
  }
}

function oneLine(error) {
  const detail = [error?.message ?? String(error), error?.stderr, error?.stdout].filter(Boolean).join(" | ");
  return detail.replace(/\s+/g, " ").slice(0, 2_000);
}

/**
 * Runs a program and gives its standard output; a non-zero exit is a failure with both streams.
 *
 * @param {{ cwd: string, input?: string, env?: Record<string, string> }} options `input` goes to its standard input,
 *   `env` is added to the environment
 */
export function output(program, args, { cwd, input = "", env = {} }) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env: { ...process.env, ...env } });
    const streams = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"]) {
      child[name].setEncoding("utf8").on("data", (text) => {
        streams[name] += text;
      });
    }
    // A program that ends without reading its input closes the pipe; its exit code tells the story.
    child.stdin.on("error", () => {});
    child.stdin.end(input);
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(streams.stdout);
      else reject(Object.assign(new Error(`${program} ${args.join(" ")} ended with ${code}`), streams));
    });
  });
}

/** Runs a Node program that reads case A and prints one JSON value. */
export async function nodeJson(args, { folder }) {
  return JSON.parse(await output(process.execPath, args, { cwd: folder, input: JSON.stringify(CASE_A) }));
}

/** The package as installed, in this process. */
export function load(installed) {
  return import(pathToFileURL(join(installed.package, "index.js")).href);
}

/** The error of a call that must fail. */
export function caught(call) {
  try {
    call();
  } catch (error) {
    return error;
  }
  throw new assert.AssertionError({ message: "the call gave an answer" });
}

/**
 * Case A: 99 days overdue, worked by hand.
 *
 * Penalty 60,000.00 × 9 % × 99 / 360 = 1,485.00; compound 900.00 × 9 % × 99 / 360 = 22.275, half-up
 * 22.28; total 60,000.00 + 900.00 + 1,485.00 + 22.28 = 62,407.28. A sixth of it is 10,401.2133…, half-up
 * 10,401.21; five of these leave 10,401.23. The limit is 30 % of 36,000 = 10,800.00, and a fifth would be
 * 12,481.46.
 */
export const CASE_A = Object.freeze({
  asOf: "2025-11-22",
  loan: { annualRate: "6%" },
  arrears: [{ dueOn: "2025-08-15", principal: "60000.00", interest: "900.00" }],
  borrower: { monthlyIncome: "36000" },
  contacts: { failedAttempts: 3 },
});

/** Every known figure and outcome of case A, in an answer to `assess`. */
export function assertCaseA(answer) {
  const { delinquency, due, waiver, installments, escalation } = answer;
  assert.equal(answer.asOf, "2025-11-22");
  assert.equal(answer.policy.id, "cn-bank-loan");
  assert.match(answer.policy.fingerprint, /^[0-9a-f]{64}$/);
  assert.equal(delinquency.daysPastDue, 99);
  assert.equal(delinquency.class, "severe");
  assert.equal(due.principal, "60000.00");
  assert.equal(due.interest, "900.00");
  assert.equal(due.penalty, "1485.00");
  assert.equal(due.compound, "22.28");
  assert.equal(due.total, "62407.28");
  assert.equal(waiver.outcome, "no");
  assert.equal(installments.outcome, "yes");
  assertPlans(installments);
  assert.equal(escalation.litigation.outcome, "yes");
  assert.equal(escalation.agency.outcome, "yes");
}

export function assertPlans(installments) {
  assert.equal(installments.shortest, 6);
  const byPeriods = new Map(installments.options.map((option) => [option.periods, option]));
  assert.deepEqual([...byPeriods.keys()], [3, 4, 5, 6]);
  const six = byPeriods.get(6);
  assert.deepEqual([six.payment, six.lastPayment, six.feasible], ["10401.21", "10401.23", "yes"]);
  assert.deepEqual(
    six.schedule.map((row) => row.payment),
    ["10401.21", "10401.21", "10401.21", "10401.21", "10401.21", "10401.23"],
  );
  const five = byPeriods.get(5);
  assert.deepEqual([five.payment, five.feasible], ["12481.46", "no"]);
}

/**
 * Native and wasm give the same bytes: a hundred thousand drawn cases, among them some with problems, go through the
 * command line and through `arrears/portfolio`, and one in fifty also through the operations of the main entry.
 */

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

import { load } from "../harness.mjs";

const run = promisify(execFile);
const CASES = 100_000;
/** One case in so many is asked of the main entry as well. */
const ASKED = 50;
const AS_OF = "2025-11-22";
const NAMES = "id,asOf,dueOn,principal,interest,fees,annualRate,waived,monthlyIncome,failedAttempts,firstArrear,cameForward,refusedToPay,lastReachedOn,arrears.1.dueOn,arrears.1.principal";

export async function differentialChecks(report, installed) {
  const { Portfolio } = await import(pathToFileURL(join(installed.package, "portfolio.js")).href);
  const { assess } = await load(installed);
  const draw = drawn(20_251_122);
  const rows = Array.from({ length: CASES }, (_, place) => row(place, draw));
  const csv = `${NAMES}\n${rows.map((cells) => cells.map(quoted).join(",")).join("\n")}\n`;
  const file = join(installed.folder, "drawn.csv");
  await writeFile(file, csv);
  for (const policy of ["cn-bank-loan", "cn-home-mortgage"]) {
    for (const format of ["csv", "ndjson"]) {
      await report.check(`differential: ${CASES} cases under ${policy}, native and wasm, byte for byte, as ${format}`, async () => {
        const out = join(installed.folder, "native.out");
        const summaryFile = join(installed.folder, "native.json");
        const words = ["portfolio", file, "-o", out, "--summary", summaryFile, "--policy", policy, "--as-of", AS_OF, "--format", format];
        await run("cargo", ["run", "--locked", "--quiet", "--package", "arrears-cli", "--", ...words, "--accept-bad-rows", "--quiet"], {
          cwd: installed.repository,
        });
        const portfolio = new Portfolio({ policy, asOf: AS_OF, output: format });
        const bytes = new TextEncoder().encode(csv);
        const pieces = [];
        for (let from = 0; from < bytes.length; from += 100_003) pieces.push(portfolio.push(bytes.subarray(from, from + 100_003)));
        const { rows: last, summary } = portfolio.finish();
        assert.equal(summary.rows, CASES);
        assert.ok(summary.withProblems > CASES / 200 && summary.assessed > CASES / 2, JSON.stringify(summary.problems.byCode));
        assert.ok(Buffer.concat([...pieces, last]).equals(await readFile(out)), "the results differ");
        assert.deepEqual(JSON.parse(await readFile(summaryFile, "utf8")), summary);
        if (format === "ndjson") compare(assess, policy, rows, Buffer.concat([...pieces, last]).toString());
      });
    }
  }
}

/** One in `ASKED` of the rows against what `assess` says of the same facts. */
function compare(assess, policy, rows, text) {
  const lines = text.trimEnd().split("\n");
  let compared = 0;
  for (let place = 0; place < rows.length; place += ASKED) {
    const line = JSON.parse(lines[place]);
    if (line.problems !== undefined || line.problem !== undefined) continue;
    const answer = assess(factsOf(rows[place]), { policy });
    const { waiver, installments, escalation, due, delinquency } = answer;
    assert.deepEqual(
      [line.daysPastDue, line.class ?? null, line.due ?? null, line.penalty ?? null, line.compound ?? null],
      [delinquency.daysPastDue, delinquency.class ?? null, due.total, due.penalty, due.compound],
      `row ${place}`,
    );
    assert.deepEqual(
      [line.waiver, line.installments, line.litigation, line.agency, line.litigationOpensOn],
      [waiver.outcome, installments.outcome, escalation.litigation.outcome, escalation.agency.outcome, escalation.litigation.opensOn],
      `row ${place}`,
    );
    compared += 1;
  }
  assert.ok(compared > rows.length / ASKED / 2, `${compared} were compared`);
}

function factsOf(cells) {
  const [, asOf, dueOn, principal, interest, fees, annualRate, waived, monthlyIncome, failed, first, came, refused, reached, due1, principal1] =
    cells.map((cell) => (cell === "" ? undefined : cell));
  const answer = (cell) => (cell === undefined ? undefined : cell === "true");
  const arrears = [{ dueOn, principal, interest, fees }];
  if (due1 !== undefined) arrears.push({ dueOn: due1, principal: principal1 });
  return {
    asOf: asOf ?? AS_OF,
    loan: { annualRate },
    arrears,
    waived,
    borrower: { monthlyIncome, firstArrear: answer(first), cameForward: answer(came), refusedToPay: answer(refused), lastReachedOn: reached },
    contacts: { failedAttempts: failed === undefined ? undefined : Number(failed) },
  };
}

/** One row: boundaries are drawn often, and now and then something is missing or wrong. */
function row(place, draw) {
  const maybe = (value) => (draw(5) === 0 ? "" : value);
  const amount = () => [`${draw(200_000)}.${String(draw(100)).padStart(2, "0")}`, "50000.00", "50000.01", "0.01", "0", "999999999999.99"][Math.max(0, draw(12) - 6)];
  const answer = () => maybe(draw(2) === 0 ? "true" : "false");
  const due = draw(10) === 0 ? ["2025-08-24", "2025-08-23", "2025-10-23", "2025-10-22", "2024-02-29"][draw(5)] : day(draw);
  const wrong = draw(60) === 0 ? ["2025-02-30", "x", "1e5", "-1"][draw(4)] : undefined;
  const second = draw(4) === 0 ? [day(draw), amount()] : ["", ""];
  return [
    ["A", "中文", 'q"', "a,b", "=1+1", "-5"][draw(6)] + place,
    draw(4) === 0 ? day(draw).replace(/^\d{4}/, "2026") : "",
    draw(2) === 0 ? (wrong ?? due) : due,
    wrong ?? amount(),
    maybe(amount()),
    maybe(["0", "12.30"][draw(2)]),
    maybe(["6%", "0.0435", "24%", "0", "0.0000000001"][draw(5)]),
    maybe("0.00"),
    maybe(amount()),
    maybe(String(draw(12))),
    answer(),
    answer(),
    answer(),
    maybe(day(draw)),
    ...second,
  ];
}

function day(draw) {
  const [month, date] = [1 + draw(12), 1 + draw(28)];
  return `202${3 + draw(3)}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
}

function quoted(cell) {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Numbers below a bound, the same in every run (mulberry32). */
function drawn(seed) {
  let state = seed;
  return (bound) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  };
}

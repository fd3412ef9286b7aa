/** The cases that the benchmark times, many of them on an edge, against whole-number fractions. */

import assert from "node:assert/strict";

import { canonical, CASE_A, cases, reference } from "../../../benches/peers/cases.mjs";
import { plain } from "../../../benches/peers/plain.mjs";
import { load } from "../harness.mjs";

const COUNT = 3_000;

export async function figureChecks(report, installed) {
  const { assess } = await load(installed);
  await report.check("figures: the cases of the benchmark come out as fractions say", () => {
    for (const facts of [CASE_A, ...cases(COUNT)]) assert.equal(canonical(plain(assess(facts))), canonical(reference(facts)), JSON.stringify(facts));
    assert.equal(reference(CASE_A).total, "62407.28");
  });
  await report.check("figures: many of them sit on an edge", () => {
    const answers = cases(COUNT).map((facts) => [facts, reference(facts)]);
    const share = (is) => answers.filter(([facts, answer]) => is(answer, facts)).length / COUNT;
    assert.ok(share(({ total }) => ["49999.99", "50000.00", "50000.01"].includes(total)) > 0.1);
    assert.ok(share(({ plans }, { borrower }) => plans.some(({ payment }) => Math.round(payment * 1_000) === Math.round(borrower.monthlyIncome * 300))) > 0.02);
    assert.ok(share(({ daysPastDue }) => [30, 31, 90, 91].includes(daysPastDue)) > 0.1);
  });
}

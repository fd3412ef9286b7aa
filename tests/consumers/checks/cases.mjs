/** Loans worked by hand: each outcome, each class boundary, each operation alone. */

import assert from "node:assert/strict";

import { assertCaseA, assertPlans, CASE_A, load } from "../harness.mjs";

const due = (asOf) => ({ ...CASE_A, asOf });

/** More loans, for the checks that need answers of every shape. */
export const ANSWER_CASES = [
  {
    // 2025-08-15 to 2025-09-14 is 30 days. Penalty 60,000 × 9 % × 30 / 360 = 450.00, compound
    // 900 × 9 % × 30 / 360 = 6.75; a fifth of 456.75 is 91.35. Litigation opens after 90 days, on the
    // 91st: 2025-08-15 + 91 days = 2025-11-14.
    name: "mild, waiver granted, litigation later",
    facts: { ...due("2025-09-14"), borrower: { firstArrear: true, cameForward: true, monthlyIncome: "100000" } },
    expect(answer) {
      assert.deepEqual([answer.delinquency.daysPastDue, answer.delinquency.class], [30, "mild"]);
      assert.deepEqual([answer.due.penalty, answer.due.compound, answer.due.total], ["450.00", "6.75", "61356.75"]);
      assert.deepEqual([answer.waiver.outcome, answer.waiver.max], ["yes", "91.35"]);
      const { litigation } = answer.escalation;
      assert.deepEqual([litigation.outcome, litigation.opensOn], ["notYet", "2025-11-14"]);
    },
  },
  {
    // A payment of three: 61,356.75 / 3 = 20,452.25; 30 % of 68,174.17 is 20,452.251.
    name: "the limit just reached by the shortest plan",
    facts: { ...due("2025-09-14"), borrower: { monthlyIncome: "68174.17" } },
    expect(answer) {
      const { shortest, limit, options } = answer.installments;
      assert.deepEqual([shortest, limit, options[0].payment], [3, "20452.25", "20452.25"]);
    },
  },
  {
    name: "facts missing: the decisions that hang on them say which",
    facts: { ...CASE_A, borrower: {}, contacts: {} },
    expect(answer) {
      assert.deepEqual(answer.installments.missing, ["/borrower/monthlyIncome"]);
      assert.equal(answer.escalation.litigation.outcome, "undetermined");
      assert.ok(answer.escalation.litigation.missing.includes("/contacts/failedAttempts"));
      assert.equal(answer.waiver.outcome, "no");
    },
  },
  {
    name: "rate unknown: charges are null, never zero",
    facts: { ...CASE_A, loan: {} },
    expect(answer) {
      assert.deepEqual([answer.due.penalty, answer.due.total], [null, null]);
      assert.ok(answer.due.missing.includes("/loan/annualRate"));
      assert.equal(answer.escalation.litigation.outcome, "yes");
    },
  },
  {
    name: "nothing overdue on the due date itself",
    facts: due("2025-08-15"),
    expect(answer) {
      assert.deepEqual([answer.delinquency.daysPastDue, answer.delinquency.class], [0, "current"]);
      assert.equal(answer.due.total, "0.00");
      const { waiver, installments, escalation } = answer;
      for (const decision of [waiver, installments, escalation.litigation, escalation.agency]) {
        assert.equal(decision.outcome, "no");
      }
    },
  },
  {
    // A log instead of a count: two unanswered, one refusal.
    name: "contacts by log",
    facts: {
      ...CASE_A,
      contacts: {
        log: [
          { at: "2025-09-01", channel: "phone", outcome: "noAnswer" },
          { at: "2025-09-05T09:30", channel: "phone", party: "borrower", outcome: "noAnswer" },
          { at: "2025-10-01", channel: "visit", outcome: "refused" },
          { at: "2025-12-01", channel: "phone", outcome: "reached" },
        ],
      },
    },
    expect(answer) {
      assert.equal(answer.escalation.litigation.outcome, "yes");
      assert.equal(answer.conventions.laterEvents, 1);
    },
  },
  {
    // Two due dates: 40,000.00 since 2025-08-15 (99 days), 20,000.00 since 2025-09-15 (68 days).
    // Penalty 40,000 × 9 % × 99 / 360 = 990.00 and 20,000 × 9 % × 68 / 360 = 340.00.
    name: "two arrears, the older counts",
    facts: {
      ...CASE_A,
      arrears: [
        { dueOn: "2025-09-15", principal: "20000.00", interest: "0", fees: "10.00" },
        { dueOn: "2025-08-15", principal: "40000.00", interest: "0", fees: "0" },
      ],
      waived: "40.00",
    },
    expect(answer) {
      assert.equal(answer.delinquency.daysPastDue, 99);
      assert.deepEqual([answer.due.penalty, answer.due.compound, answer.due.fees], ["1330.00", "0.00", "10.00"]);
      assert.deepEqual([answer.due.waived, answer.due.total], ["40.00", "61300.00"]);
    },
  },
];

/** Loans under the mortgage policy, which classes by days and by amount: the worse decides. */
const MORTGAGES = [
  {
    // 20 days is mild, 10,100.00 overdue is moderate; a waiver is the supervisor's to decide.
    name: "moderate by amount alone, the waiver referred",
    facts: { ...due("2025-09-04"), arrears: [{ dueOn: "2025-08-15", principal: "10000.00", interest: "100.00" }] },
    expect(answer) {
      const { daysPastDue, class: name, classByDays, classByAmount } = answer.delinquency;
      assert.deepEqual([daysPastDue, name, classByDays, classByAmount], [20, "moderate", "mild", "moderate"]);
      assert.deepEqual([answer.waiver.outcome, answer.waiver.refersTo], ["refer", "supervisor"]);
    },
  },
  {
    name: "severe by amount opens no litigation before 91 days",
    facts: due("2025-09-04"),
    expect(answer) {
      assert.equal(answer.delinquency.class, "severe");
      const { litigation } = answer.escalation;
      assert.deepEqual([litigation.outcome, litigation.opensOn], ["notYet", "2025-11-14"]);
    },
  },
  {
    name: "an unknown interest that could make it worse leaves the class open",
    facts: { ...due("2025-09-04"), arrears: [{ dueOn: "2025-08-15", principal: "4000.00" }] },
    expect(answer) {
      const { class: name, classByDays, classByAmount } = answer.delinquency;
      assert.deepEqual([name, classByDays, classByAmount], [null, "mild", undefined]);
    },
  },
].map((each) => ({ ...each, options: { policy: "cn-home-mortgage" } }));

ANSWER_CASES.push(...MORTGAGES);

/** as-of date, days, class */
const BOUNDARIES = [
  ["2025-08-16", 1, "mild"],
  ["2025-09-14", 30, "mild"],
  ["2025-09-15", 31, "moderate"],
  ["2025-11-13", 90, "moderate"],
  ["2025-11-14", 91, "severe"],
];

export async function caseChecks(report, installed) {
  const api = await load(installed);
  const { assess } = api;
  await report.check("case A: every known figure and outcome", () => assertCaseA(assess(CASE_A)));
  await report.check("case A: the working adds up to what is due", () => {
    const { penalty, due: sums } = assess(CASE_A);
    const fen = (text) => BigInt(text.replace(".", ""));
    const sum = (component) =>
      penalty.lines.filter((line) => line.component === component).reduce((total, line) => total + fen(line.amount), 0n);
    assert.deepEqual([sum("penalty"), sum("compound")], [fen(sums.penalty), fen(sums.compound)]);
    const [segment] = penalty.lines[0].segments;
    assert.deepEqual(
      [segment.from, segment.to, segment.days, segment.base, segment.annualRate, segment.exact],
      ["2025-08-15", "2025-11-22", 99, "60000.00", "0.09", "1485/1"],
    );
  });
  await report.check("case A: each operation alone says what assess says", () => {
    const { asOf, policy, penalty, waiver, installments, escalation } = assess(CASE_A);
    const head = { asOf, policy };
    assert.deepEqual(api.penaltyInterest(CASE_A), { ...head, ...penalty });
    assert.deepEqual(api.waiver(CASE_A), { ...head, ...waiver });
    assert.deepEqual(api.installments(CASE_A), { ...head, ...installments });
    assert.deepEqual(api.escalation(CASE_A), { ...head, ...escalation });
    assertPlans(api.installments(CASE_A));
  });
  await report.check("case A: a hundred calls give the same bytes", () => {
    const first = JSON.stringify(assess(CASE_A));
    for (let count = 0; count < 100; count += 1) assert.equal(JSON.stringify(assess(CASE_A)), first);
  });
  for (const { name, facts, options, expect } of ANSWER_CASES) {
    await report.check(`case: ${name}`, () => expect(assess(facts, options)));
  }
  for (const [asOf, days, name] of BOUNDARIES) {
    await report.check(`case: ${days} days past due is ${name}`, () => {
      const { daysPastDue, class: found } = assess(due(asOf)).delinquency;
      assert.deepEqual([daysPastDue, found], [days, name]);
    });
  }
  await report.check("case: what would change comes only when asked for, and holds", () => {
    const facts = due("2025-09-14");
    assert.equal(assess(facts).escalation.agency.changes, undefined);
    const { agency } = assess(facts, { include: ["changes"] }).escalation;
    const [change] = agency.changes;
    assert.deepEqual([change.by, change.on, change.outcome], ["time", "2025-11-14", "yes"]);
    assert.equal(assess(due(change.on)).escalation.agency.outcome, "yes");
    assert.notEqual(assess(due("2025-11-13")).escalation.agency.outcome, "yes");
  });
}

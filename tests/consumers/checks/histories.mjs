/** Loans given by their whole history: what follows from it, and what pays it off. */

import assert from "node:assert/strict";

import { caught, load } from "../harness.mjs";

const paidInPart = {
  asOf: "2025-03-21",
  loan: { annualRate: "6%" },
  history: {
    drawdown: { on: new Date("2025-01-01"), amount: 1000n },
    schedule: [{ dueOn: "2025-03-01", principal: "1000", interest: "0" }],
    events: [{ on: "2025-03-11", kind: "payment", amount: 400 }],
  },
};
const halfDue = {
  asOf: "2025-03-11",
  loan: { annualRate: "6%" },
  history: {
    drawdown: { on: "2025-01-01", amount: "3000" },
    schedule: [
      { dueOn: "2025-03-01", principal: "1000", interest: "10" },
      { dueOn: "2025-04-01", principal: "2000", interest: "12" },
    ],
  },
};

/** Calls for the checks of types and of doors. */
export const HISTORY_CALLS = [
  ["assess", "Answer", plain(paidInPart), undefined],
  ["assess", "Answer", withEvents([{ on: "2025-03-06", kind: "fee", amount: "20" }, { on: "2025-03-10", kind: "acceleration" }]), undefined],
  ["delinquency", "DelinquencyAnswer", plain(paidInPart), undefined],
  ["settlement", "SettlementAnswer", halfDue, { on: "2025-03-21" }],
].map(([operation, type, facts, options]) => ({ operation, wire: operation, type, args: [facts, options], facts, options }));

/** As JSON holds it. */
function plain(facts) {
  const { drawdown, ...history } = facts.history;
  return { ...facts, history: { ...history, drawdown: { on: "2025-01-01", amount: Number(drawdown.amount) } } };
}

function withEvents(events) {
  return { ...halfDue, history: { ...halfDue.history, events } };
}

export async function historyChecks(report, installed) {
  const { assess, delinquency, explain, settlement } = await load(installed);
  await report.check("history: a payment takes the penalty first, and the line is still rounded once", () => {
    // 1,000 × 9 % × 10 / 360 = 2.50, so 397.50 goes to principal; 602.50 × 9 % × 10 / 360 = 1.50625; the line is
    // 4.00625, half-up 4.01, of which 2.50 is paid.
    const { due, penalty, ledger, conventions } = assess(paidInPart);
    assert.deepEqual([due.principal, due.penalty, due.total], ["602.50", "1.51", "604.01"]);
    assert.deepEqual(penalty.lines[0].adjustments, [{ by: "paid", amount: "2.50", bound: "4.01" }]);
    const [{ event, parts }] = ledger.settled;
    assert.equal(event, "/history/events/0");
    assert.deepEqual(parts.map(({ component, amount }) => [component, amount]), [["penalty", "2.50"], ["principal", "397.50"]]);
    assert.deepEqual([ledger.installments[0].state, conventions.laterEvents], ["overdue", 0]);
  });
  await report.check("history: a list of arrears beside it is a problem, and so is a payment that is none", () => {
    const problems = (facts) => caught(() => assess(facts)).problems.map(({ code, path }) => [code, path]);
    assert.deepEqual(problems({ ...halfDue, arrears: [{ dueOn: "2025-03-01", principal: 1 }] }), [["bothGiven", ""]]);
    assert.deepEqual(problems(withEvents([{ on: "2025-03-01", kind: "reversal", of: 7 }])), [["notAPayment", "/history/events/0/of"]]);
  });
  await report.check("history: a rate that floats is set anew on its day", () => {
    // 3.45 % + 0.55 % = 4 % up to 2025-01-15, 3.10 % + 0.55 % = 3.65 % from then on: 36,000 × 6 % × 15 / 360 = 90.00
    // and 36,000 × 5.475 % × 16 / 360 = 87.60.
    const floating = { base: "lpr1y", spread: "0.55%", resetEvery: "halfYear", resetFrom: "2024-01-15" };
    const arrears = [{ dueOn: "2024-12-31", principal: "36000", interest: "0" }];
    assert.equal(assess({ asOf: "2025-01-31", loan: { floating }, arrears }).due.penalty, "177.60");
    assert.equal(assess({ asOf: "2025-01-31", loan: { floating: { ...floating, spread: -0.002 } }, arrears }).ledger, undefined);
  });
  await report.check("delinquency: of a history, with its pauses of the clock", () => {
    // 59 days from 2025-01-01 to 03-01, less the 20 from 01-11 to 01-30 that two pauses cover together.
    const history = {
      drawdown: { on: "2024-12-01", amount: "60000" },
      schedule: [{ dueOn: "2025-01-01", principal: "36000", interest: "0" }],
      events: [
        { on: "2025-01-16", kind: "pause", what: "clock", until: "2025-01-31" },
        { on: "2025-01-11", kind: "pause", what: "clock", until: "2025-01-21" },
      ],
    };
    const asked = { asOf: "2025-03-01", loan: { annualRate: "6%" }, history };
    const { daysPastDue, calendarDays, perInstallment } = delinquency(asked);
    assert.deepEqual([daysPastDue, calendarDays, perInstallment[0].arrear], [39, 59, "/history/schedule/0"]);
    assert.equal(delinquency({ ...asked, graceDays: 9 }).daysPastDue, 30);
    assert.deepEqual(caught(() => delinquency({ ...asked, payments: [] })).problems.map(({ path }) => path), ["/payments"]);
  });
  await report.check("settlement: what is due, and what is not with its interest to the day", () => {
    // 1,000 × 9 % × 20 / 360 = 5.00; 10 × 9 % × 20 / 360 = 0.05; 2,000 × 6 % × 20 / 360 = 6.67; with 1,010.00 and
    // 2,000.00: 3,021.72.
    const { asOf, on, total, interestAccrued, principalNotDue, dailyGrowth, missing } = settlement(halfDue, { on: new Date("2025-03-21") });
    assert.deepEqual([asOf, on, total, interestAccrued], ["2025-03-21", "2025-03-21", "3021.72", "6.67"]);
    assert.deepEqual([principalNotDue, dailyGrowth, missing], ["2000.00", "0.58", []]);
    assert.equal(caught(() => settlement(halfDue, { on: "2025-03-10" })).problems[0].path, "/options/on");
  });
  await report.check("explain: an answer of a history is told like any", () => {
    assert.ok(explain(assess(paidInPart), { level: "full" }).text.includes("604.01"));
  });
}

/** The calculators that stand alone, each called for real and held to figures worked by hand. */

import assert from "node:assert/strict";

import { caught, load } from "../harness.mjs";

const due = [
  { dueOn: "2024-03-10", interest: "1400.00" },
  { dueOn: "2024-02-10", interest: "3616.67" },
];
const stoodStill = {
  asOf: "2023-11-15",
  arrears: [{ dueOn: "2023-10-16", principal: "100" }],
  clockPauses: [{ from: "2023-10-06", until: "2023-10-25" }],
  graceDays: 3,
  buckets: [{ name: "M0", fromDays: 0, toDays: 0 }, { name: "M1", fromDays: 1, toDays: 30 }],
};
const income = { income: "10000", livingCosts: "4000", otherDebtPayments: "1500", rule: "disposableIncome" };

/** Of three installments, 75.00 of the first is overdue. */
const overdue = [["2024-01-16", "75"], ["2024-01-31", "125"], ["2024-02-15", "125"]].map(([dueOn, principal]) => ({ dueOn, principal }));

/** The calls for the checks of types and of doors. */
export const CALCULATOR_CALLS = [
  ["dayCount", "DayCountAnswer", { convention: "ACT/360", from: "2025-08-15", to: "2025-11-22" }],
  ["interest", "InterestAnswer", { base: "60000", annualRate: "9%", from: "2025-08-15", to: "2025-11-22", dayCount: "ACT/360" }],
  ["interest", "InterestAnswer", { base: "1955", annualRate: "6.48%", multiplier: 1.5, days: 20, dayCount: "ACT/360" }],
  ["schedule", "ScheduleAnswer", { principal: "100000", annualRate: "6%", months: 12, method: "equalSplit" }],
  ["schedule", "ScheduleAnswer", { principal: "1200", annualRate: "6%", payments: 3, method: "equalInstallment", startOn: "2025-01-01" }],
  ["allocate", "AllocateAnswer", { payment: "5000", paidOn: "2024-04-15", order: ["interest", "principal"], due }],
  ["allocate", "AllocateAnswer", { payment: "1", paidOn: "2024-04-15", due: [{ ...due[0], charges: [{ component: "cost", dueOn: "2024-04-01", amount: "2" }] }] }],
  ["reschedule", "RescheduleAnswer", { due: overdue, on: "2024-01-30", mode: "reAmortize", multipleOf: 1, rounding: "halfEven" }],
  ["reschedule", "RescheduleAnswer", { due: overdue, on: "2024-01-30", mode: "reAge", firstDueOn: "2024-03-01", every: { days: 30 }, count: 3 }],
  ["delinquency", "DelinquencyAnswer", { ...stoodStill, payments: [{ on: "2023-11-01", amount: "1" }] }],
  ["affordability", "AffordabilityAnswer", income],
  ["affordability", "AffordabilityAnswer", { rule: "shareOfIncome" }],
  ["courtFee", "CourtFeeAnswer", { kind: "acceptance", claim: "250000", procedure: "summary" }],
  ["courtFee", "CourtFeeAnswer", { kind: "preservation", claim: "10000000" }],
  ["judgmentInterest", "JudgmentInterestAnswer", { base: "1000000", days: 30 }],
  ["workingDays", "WorkingDaysAnswer", { from: "2025-10-01", restDays: "following" }],
  ["lpr", "LprAnswer", { on: "2025-05-20", term: "1y", times: 4 }],
].map(([operation, type, facts]) => ({ operation, wire: operation, type, args: [facts], facts, options: undefined }));

export async function calculatorChecks(report, installed) {
  const api = await load(installed);
  await periodChecks(report, api);
  await debtChecks(report, api);
  await lawChecks(report, api);
  await report.check("calculators: problems are told at their fields, in the language asked for", () => {
    for (const { operation, facts } of CALCULATOR_CALLS) {
      const [problem] = caught(() => api[operation]({ ...facts, stray: 1 }, { locale: "zh-Hans" })).problems;
      assert.deepEqual([problem.code, problem.path], ["unknownField", "/stray"], operation);
      assert.match(problem.message, /[\u4e00-\u9fff]/);
    }
  });
}

async function periodChecks(report, { dayCount, interest, schedule }) {
  await report.check("dayCount: 99 days are 11/40 of a year of 360 days; with both ends 100", () => {
    const span = { convention: "ACT/360", from: new Date("2025-08-15"), to: "2025-11-22" };
    assert.deepEqual(dayCount(span), { days: 99, fraction: { exact: "11/40", decimal: "0.275000000000000" } });
    assert.equal(dayCount({ ...span, daysCounted: "both" }).days, 100);
    assert.equal(caught(() => dayCount({ ...span, convention: "ACT/361" })).problems[0].path, "/convention");
  });
  await report.check("interest: over a change of rate, with its working", () => {
    // 60,000 × 9 % × 17 / 360 = 255.00 to the end of August, then 60,000 × 6 % × 82 / 360 = 820.00.
    const annualRate = [{ from: "2025-08-15", rate: "9%" }, { from: "2025-09-01", rate: "0.06" }];
    const { days, exact, amount, segments } = interest({ base: 60_000n, annualRate, from: "2025-08-15", to: "2025-11-22", dayCount: "ACT/360" });
    assert.deepEqual([days, exact, amount], [99, "1075/1", "1075.00"]);
    assert.deepEqual(segments.map((segment) => segment.amount), ["255.00", "820.00"]);
    assert.equal(segments[0].formula, "60000.00 × 0.09 × 17 ÷ 360");
  });
  await report.check("interest: of so many days, with a raised rate, to a tenth of a fen", () => {
    // 1,955 × 6.48 % × 1.5 × 20 / 360 = 10.557.
    const given = { base: "1955", annualRate: "6.48%", multiplier: "150%", days: 20, dayCount: "ACT/360" };
    assert.equal(interest(given).amount, "10.56");
    assert.equal(interest({ ...given, rounding: { places: 3 } }).amount, "10.557");
    assert.equal(interest({ ...given, rounding: { mode: "down" } }).amount, "10.55");
  });
  await report.check("schedule: principal in twelve parts, all interest with the last", () => {
    // 500 × (12 + 11 + … + 1) / 12 = 3,250.00; 8,333.37 + 3,250.00 = 11,583.37.
    const answer = schedule({ principal: "100000", annualRate: "6%", months: 12, method: "equalSplit" });
    assert.deepEqual([answer.payment, answer.lastPayment, answer.totalInterest], ["8333.33", "11583.37", "3250.00"]);
    assert.deepEqual([answer.rows.length, answer.rows.at(-1).balance, answer.rows[0].dueOn], [12, "0.00", undefined]);
  });
  await report.check("schedule: a due date on a Sunday moves to Monday, the others stay", () => {
    const terms = { principal: "300", annualRate: 0, months: 3, method: "equalPrincipal", firstDueOn: "2025-08-31" };
    const days = (restDays) => schedule({ ...terms, restDays }).rows.map((row) => row.dueOn);
    assert.deepEqual(days("following"), ["2025-09-01", "2025-09-30", "2025-10-31"]);
    assert.deepEqual(days(undefined), ["2025-08-31", "2025-09-30", "2025-10-31"]);
  });
}

async function debtChecks(report, { affordability, allocate, delinquency, reschedule, Policy }) {
  await report.check("reschedule: what is overdue goes to those due later, or everything to new installments", () => {
    // 75 over two, to whole yuan: 37.5 is 38 half-even, and the last takes 37.
    const later = reschedule({ due: overdue, on: "2024-01-30", mode: "reAmortize", multipleOf: 1, rounding: "halfEven" });
    assert.deepEqual([later.moved, ...later.due.map(({ principal }) => principal)], ["75.00", undefined, "163.00", "162.00"]);
    const anew = reschedule({ due: overdue, on: "2024-01-30", mode: "reAge", firstDueOn: "2024-01-31", count: 3 });
    assert.deepEqual(anew.due.slice(3), [["2024-01-31", "108.33"], ["2024-02-29", "108.33"], ["2024-03-31", "108.34"]].map(([dueOn, principal]) => ({ dueOn, principal })));
  });
  await report.check("allocate: the oldest interest first, and what is left takes the next payment", () => {
    // 5,000.00 − 3,616.67 = 1,383.33; 1,400.00 − 1,383.33 = 16.67; 20.00 − 16.67 = 3.33.
    const first = allocate({ payment: "5000", paidOn: "2024-04-15", order: ["interest", "principal"], due });
    assert.deepEqual(first, {
      daysPastDue: 65,
      allocations: [
        { due: "/due/1", dueOn: "2024-02-10", interest: "3616.67" },
        { due: "/due/0", dueOn: "2024-03-10", interest: "1383.33" },
      ],
      excess: "0.00",
      left: [{ dueOn: "2024-03-10", interest: "16.67" }, { dueOn: "2024-02-10" }],
    });
    assert.equal(allocate({ payment: "20", paidOn: "2024-05-01", order: ["interest"], due: first.left }).excess, "3.33");
  });
  await report.check("allocate: without an order, by the policy's", () => {
    const owed = [{ dueOn: "2025-08-15", principal: "100", penalty: "5", compound: "4", interest: "3", fee: "2", cost: "1" }];
    const [paid] = allocate({ payment: "6", paidOn: "2025-11-22", due: owed }, { policy: Policy.builtin("cn-bank-loan") }).allocations;
    assert.deepEqual(paid, { due: "/due/0", dueOn: "2025-08-15", cost: "1.00", fee: "2.00", interest: "3.00" });
    const error = caught(() => allocate({ payment: "6", paidOn: "2003-12-31", due: owed }));
    assert.deepEqual([error.code, error.problems[0].path], ["invalidPolicy", "/paidOn"]);
  });
  await report.check("delinquency: 30 days, less 9 of a pause and 3 of grace", () => {
    // 2023-10-16 to 11-15 are 30 days; of the pause those from 10-16 to 10-24 count, 9; whole it has 19.
    const { daysPastDue, calendarDays, bucket, delinquentFrom, perBucket } = delinquency(stoodStill);
    assert.deepEqual([daysPastDue, calendarDays, bucket, delinquentFrom], [18, 30, "M1", "2023-10-19"]);
    assert.deepEqual(perBucket, [{ bucket: "M1", overdue: "100.00" }]);
    assert.equal(delinquency({ ...stoodStill, pauseReach: "whole" }).daysPastDue, 8);
    const paid = delinquency({ ...stoodStill, payments: [{ on: "2023-11-01", amount: "100.50" }, { on: "2023-11-16", amount: "1" }] });
    assert.deepEqual([paid.daysPastDue, paid.bucket, paid.excess, paid.laterEvents], [0, "M0", "0.50", 1]);
  });
  await report.check("affordability: what is left of the income, or the policy's share of it", () => {
    const left = affordability(income);
    assert.deepEqual([left.limit, left.disposableIncome, left.missing], ["4500.00", "4500.00", []]);
    assert.deepEqual([affordability({ income: "10000", rule: "shareOfIncome" }).limit], ["3000.00"]);
    // 3,333.33 × 25 % = 833.3325, down to the fen.
    assert.equal(affordability({ income: "3333.33", rule: { shareOfIncome: "25%" } }).limit, "833.33");
    const open = affordability({ ...income, livingCosts: null });
    assert.deepEqual([open.limit, open.missing], [null, ["/livingCosts"]]);
  });
}

async function lawChecks(report, { courtFee, judgmentInterest, lpr, workingDays }) {
  await report.check("courtFee: 250,000 by the ordinary and by the summary procedure", () => {
    // 50 + 90,000 × 2.5 % + 100,000 × 2 % + 50,000 × 1.5 % = 5,050.00; half of it is 2,525.00.
    const { fee, bands, citation } = courtFee({ kind: "acceptance", claim: "250000" });
    assert.deepEqual([fee, bands.map((band) => band.fee)], ["5050.00", ["50.00", "2250.00", "2000.00", "750.00"]]);
    assert.ok(citation.source.clause.length > 0 && citation.title["zh-Hans"].length > 0);
    const summary = courtFee({ kind: "acceptance", claim: "250000", procedure: "summary" });
    assert.deepEqual([summary.fee, summary.full, summary.part.divisor], ["2525.00", "5050.00", 2]);
    assert.equal(courtFee({ kind: "paymentOrder", claim: "250000" }).fee, "1683.33");
    assert.equal(caught(() => courtFee({ kind: "enforcement", claim: 1, procedure: "summary" })).problems[0].path, "/procedure");
  });
  await report.check("judgmentInterest: a million for thirty days", () => {
    // 1,000,000 × 0.0175 % × 30 = 5,250.00.
    const { amount, days, dayRate, exact, citation } = judgmentInterest({ base: "1000000", days: 30 });
    assert.deepEqual([amount, days, dayRate, exact, citation.source.document], ["5250.00", 30, "0.000175", "5250/1", "fashi-2014-8"]);
    assert.equal(judgmentInterest({ base: "12345.67", from: "2025-03-01", to: "2025-03-31" }).amount, "64.81");
    assert.equal(judgmentInterest({ base: "1", from: "2025-03-01", to: "2025-03-31", daysCounted: "both" }).days, 31);
    assert.equal(caught(() => judgmentInterest({ base: 1, from: "2014-07-31", to: "2014-08-02" })).code, "tableEnds");
  });
  await report.check("lpr: four times the rate, and a multiple that is no whole number", () => {
    assert.deepEqual(lpr({ on: "2025-05-20", term: "1y", times: 4 }), { rate: "0.03", publishedOn: "2025-05-20", multiple: "0.12" });
    assert.equal(lpr({ on: "2025-05-20", term: "1y", times: "1.5" }).multiple, "0.045");
  });
  await report.check("workingDays: a due date off the October holidays, either way", () => {
    const moved = (from, restDays) => workingDays({ from, restDays }).on;
    assert.deepEqual([moved("2025-10-01", "following"), moved("2025-10-05", "preceding")], ["2025-10-09", "2025-09-30"]);
    assert.equal(moved("2025-10-01", "stay"), "2025-10-01");
    assert.equal(caught(() => workingDays({ from: "2025-10-01", add: 1, restDays: "stay" })).problems[0].code, "bothGiven");
  });
}

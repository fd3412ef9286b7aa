/** Every function beside `assess` and its parts, called for real and held to figures worked by hand. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { CASE_A, caught, load } from "../harness.mjs";
import { CALCULATOR_CALLS } from "./calculators.mjs";
import { HISTORY_CALLS } from "./histories.mjs";

const tight = { ...CASE_A, borrower: { monthlyIncome: "34000" } };
const mild = { ...CASE_A, asOf: "2025-09-14" };
const planned = { at: "2025-11-22T21:59", channel: "phone", party: "debtor", number: "A" };
const logged = { ...CASE_A, contacts: { log: [] } };
const applicant = {
  asOf: "2025-11-22",
  arrears: [{ dueOn: "2025-08-15", principal: "60000.00", interest: "0.00" }],
  borrower: {
    monthlyIncome: "8000.00",
    livingCosts: "5000.00",
    otherDebtPayments: "0.00",
    firstArrear: true,
    hardship: { cause: "illness", evidenced: true },
  },
};
const notEvidenced = {
  ...applicant,
  borrower: { ...applicant.borrower, hardship: { cause: "illness", evidenced: false } },
};
const script = "If not, WE WILL\n   TELL your\tFamily!";
const comparison = { before: "cn-bank-loan", after: "cn-home-mortgage", cases: [CASE_A], asOf: "2025-11-22" };
const events = [{ on: "2021-06-15", kind: "due" }, { on: "2022-06-15", kind: "partPayment" }];

/** A loan of two years with a year to go, of which 6,000.00 and 200.00 of interest are 99 days overdue. */
const negotiated = {
  asOf: "2025-11-22",
  loan: { annualRate: "8%", outstandingPrincipal: "44000", maturesOn: "2026-11-22", originalTermMonths: 24 },
  arrears: [{ dueOn: "2025-08-15", principal: "6000", interest: "200" }],
  borrower: { monthlyIncome: "5000", livingCosts: "2500", otherDebtPayments: "400" },
};
const tooPoor = { ...negotiated, borrower: { ...negotiated.borrower, monthlyIncome: "3000" } };

/** Three installments, of which the first came in a day late and the second is unpaid for 36 days. */
const agreed = {
  asOf: "2025-06-06",
  plan: {
    agreedOn: "2025-03-10",
    installments: ["2025-04-01", "2025-05-01", "2025-07-01"].map((dueOn) => ({ dueOn, amount: "1000" })),
    payments: [{ on: "2025-04-02", amount: "1000" }],
  },
};
const keptPlan = { ...agreed, asOf: "2025-04-20" };

/** The calls that need no case or have options of their own, for the checks of types and of doors. */
export const OTHER_CALLS = [
  call("conduct", "ConductAnswer", [logged, planned]),
  call("hardship", "HardshipAnswer", [applicant]),
  call("hardship", "HardshipAnswer", [notEvidenced]),
  call("change", "ChangeAnswer", [tight, { decision: "installments" }]),
  { ...call("screenScript", "ScreeningAnswer", [script, { asOf: "2025-11-22" }]), facts: null, options: { script, asOf: "2025-11-22" } },
  call("workingDays", "WorkingDaysAnswer", [{ from: "2025-09-30", add: 3 }]),
  call("limitation", "LimitationAnswer", [{ events }]),
  call("lpr", "LprAnswer", [{ on: "2025-05-19", term: "1y" }]),
  { ...call("listPolicies", "PolicyList", []), wire: "policies" },
  { ...call("viewPolicy", "PolicyView", [{ policy: "cn-home-mortgage" }]), wire: "policy", facts: undefined, options: {} },
  call("vocabulary", "Vocabulary", []),
  call("checkPolicy", "PolicyReport", ["{ }"]),
  { ...call("comparePolicies", "Comparison", [comparison]), facts: undefined, options: comparison },
  call("restructure", "RestructureAnswer", [negotiated]),
  call("restructure", "RestructureAnswer", [tooPoor]),
  call("restructure", "RestructureAnswer", [{ ...negotiated, loan: null }]),
  call("assess", "Answer", [negotiated]),
  call("tracking", "TrackingAnswer", [agreed]),
  call("tracking", "TrackingAnswer", [keptPlan]),
  call("tracking", "TrackingAnswer", [{ ...keptPlan, asOf: "2025-05-02" }]),
  call("assess", "Answer", [{ ...negotiated, plan: agreed.plan }]),
  ...CALCULATOR_CALLS,
  ...HISTORY_CALLS,
];

function call(operation, type, args) {
  return { operation, wire: operation, type, args, facts: args[0], options: args[1] };
}

export async function operationChecks(report, installed) {
  const api = await load(installed);
  await changeChecks(report, api);
  await dateChecks(report, api);
  await collectionChecks(report, api);
  await wordChecks(report, api);
  await tableChecks(report, api);
  await policyChecks(report, api, (id) => readFile(join(installed.repository, `src/policy/builtin/${id}.json`), "utf8"));
}

async function changeChecks(report, { assess, change, installments, restructure }) {
  await report.check("change: the smallest deposit makes six payments feasible, a fen less does not", () => {
    // Six payments of at most 30 % of 34,000 = 10,200.00 come to 61,200.00: 62,407.28 − 61,200.00 = 1,207.28.
    const [{ decision, outcome, changes }] = change(tight, { decision: "installments" }).decisions;
    assert.deepEqual([decision, outcome], ["installments", "no"]);
    const deposit = changes.find((each) => each.fact === "deposit");
    assert.deepEqual([deposit.by, deposit.amount, deposit.periods, deposit.outcome], ["borrower", "1207.28", 6, "yes"]);
    // 1,207.32 leaves 61,199.96: five of 10,199.99 and a last one of 10,200.01, a fen too much.
    assert.deepEqual(deposit.intervals[0], { from: "1207.28", to: "1207.31" });
    assert.equal(deposit.intervals[1].from, "1207.33");
    assert.equal(installments(tight).deposit, "1207.28");
  });
  await report.check("change: the income that is enough is the one that it names", () => {
    // 10,401.23 ÷ 30 % = 34,670.766…, up to the fen.
    const [{ changes }] = change(tight, { decision: "installments" }).decisions;
    const income = changes.find((each) => each.fact === "monthlyIncome").to;
    assert.equal(income, "34670.77");
    const outcome = (monthlyIncome) => installments({ ...CASE_A, borrower: { monthlyIncome } }).outcome;
    assert.deepEqual([outcome(income), outcome("34670.76")], ["yes", "no"]);
  });
  await report.check("change: without a name, every decision, as `assess` tells them", () => {
    const { asOf, policy, decisions } = change(mild);
    const whole = assess(mild, { include: ["changes"] });
    assert.deepEqual([asOf, policy], [whole.asOf, whole.policy]);
    const { waiver, installments: plans, escalation } = whole;
    const expected = { waiver, installments: plans, ...escalation };
    assert.deepEqual(decisions.map(({ decision }) => decision), ["waiver", "installments", "litigation", "agency"]);
    for (const { decision, outcome, changes } of decisions) {
      assert.deepEqual([outcome, changes], [expected[decision].outcome, expected[decision].changes]);
    }
    // The facts say nothing of the whole loan, so that both leave restructuring out unless it is asked for by name.
    assert.equal(whole.restructure, undefined);
    const [named] = change(mild, { decision: "restructure" }).decisions;
    assert.deepEqual([named.outcome, named.changes], [restructure(mild).outcome, []]);
  });
  await report.check("change: a wrong decision is a problem", () => {
    const [problem] = caught(() => change(tight, { decision: "settlement" })).problems;
    assert.deepEqual([problem.code, problem.path], ["notOneOf", "/options/decision"]);
  });
}

async function dateChecks(report, { actions, assess, keyDates }) {
  await report.check("keyDates: litigation opens on day 91, the class is severe on that day too", () => {
    // 2025-08-15 + 91 days = 2025-11-14; + 31 days = 2025-09-15.
    const dates = keyDates(mild).keyDates;
    const on = (event, extra = () => true) => dates.find((each) => each.event === event && extra(each))?.on;
    assert.equal(on("litigationOpens"), "2025-11-14");
    assert.equal(on("classChange", (each) => each.class === "moderate"), "2025-09-15");
    assert.equal(on("classChange", (each) => each.class === "severe"), "2025-11-14");
    assert.deepEqual(dates.map((each) => each.on), dates.map((each) => each.on).toSorted());
  });
  await report.check("keyDates: as a calendar, one event a date, with an id of the case's own", () => {
    const { keyDates: dates, ics } = keyDates(mild, { format: "ics", caseId: "L-7", locale: "en" });
    assert.ok(ics.startsWith("BEGIN:VCALENDAR\r\n") && ics.endsWith("END:VCALENDAR\r\n"));
    assert.equal(ics.match(/^BEGIN:VEVENT\r$/gm).length, dates.length);
    const ids = ics.match(/^UID:.*$/gm);
    assert.equal(new Set(ids).size, dates.length);
    assert.ok(!ics.includes(keyDates(mild, { format: "ics", caseId: "L-8" }).ics.match(/^UID:.*$/m)[0]));
    assert.equal(keyDates(mild).ics, undefined);
  });
  await report.check("assess: changes, key dates and actions come together, each as its own function tells it", () => {
    const bare = assess(mild);
    assert.deepEqual([bare.keyDates, bare.actions], [undefined, undefined]);
    const whole = assess(mild, { include: ["changes", "keyDates", "actions"] });
    assert.deepEqual(whole.keyDates, keyDates(mild).keyDates);
    assert.deepEqual(whole.actions, actions(mild).actions);
  });
}

async function trackingChecks(report, { assess, tracking }) {
  await report.check("tracking: late by a day, unpaid for 36 days, failed since day 31", () => {
    const { asOf: _asOf, policy: _policy, ...alone } = tracking(agreed);
    assert.deepEqual([alone.outcome, alone.failedOn, alone.overdue, alone.daysPastDue], ["yes", "2025-06-01", "1000.00", 36]);
    assert.deepEqual(alone.installments.map(({ status, daysLate }) => [status, daysLate]), [["late", 1], ["missed", 36], ["upcoming", undefined]]);
    assert.deepEqual(alone.consequences.map(({ id }) => id), ["returnToCollection", "creditReport"]);
    assert.deepEqual(assess({ ...negotiated, asOf: agreed.asOf, plan: agreed.plan }).tracking, alone);
    const kept = tracking(keptPlan);
    assert.deepEqual([kept.outcome, kept.failsOn, kept.next], ["no", "2025-06-01", { dueOn: "2025-05-01", amount: "1000.00" }]);
  });
}

async function collectionChecks(report, { actions, assess, conduct, hardship, restructure, screenScript, tracking }) {
  await trackingChecks(report, { assess, tracking });
  await report.check("restructure: over 24 months the payment leaves enough to live on, equal principal does not", () => {
    // 6,000 × 12 % × 99 / 360 = 198.00 and 200 × 12 % × 99 / 360 = 6.60: 44,000.00 + 404.60. A year is left, and half
    // of the two years of the contract may be added; 5,000 − 2,500 − 400 = 2,100.00.
    const answer = restructure(negotiated);
    assert.deepEqual([answer.outcome, answer.base, answer.longest, answer.limit], ["yes", "44404.60", 24, "2100.00"]);
    const [level, equal] = answer.methods;
    const longest = level.options.at(-1);
    assert.deepEqual([level.shortest, longest.months, longest.payment, longest.endsOn], [23, 24, "2008.30", "2027-11-22"]);
    assert.deepEqual([longest.schedule.length, equal.shortest, typeof equal.deposit], [24, undefined, "string"]);
    const { asOf: _asOf, policy: _policy, ...alone } = answer;
    assert.deepEqual(assess(negotiated).restructure, alone);
    assert.equal(assess(CASE_A).restructure, undefined);
  });
  await report.check("restructure: where no term will do, the rights; where a fact is missing, which", () => {
    const refused = restructure(tooPoor);
    assert.equal(refused.outcome, "no");
    assert.ok(refused.rights.length > 0 && refused.methods.every(({ shortest }) => shortest === undefined));
    const open = restructure({ ...negotiated, loan: { ...negotiated.loan, maturesOn: undefined } });
    assert.deepEqual([open.outcome, open.missing, open.methods], ["undetermined", ["/loan/maturesOn"], []]);
  });
  await report.check("actions: day 99 is the supervisor's, with the court file and the agency's list", () => {
    const facts = { ...CASE_A, agency: { licensed: true }, documents: { loanContract: false } };
    const { stage, actions: list } = actions(facts);
    assert.deepEqual([stage.id, stage.from, stage.role], ["legal", "2025-11-14", "supervisor"]);
    const by = Object.fromEntries(list.map((action) => [action.id, action]));
    const status = (action, item) => action.checklist.find((each) => each.id === item).status;
    assert.equal(status(by.agency, "licensed"), "yes");
    assert.equal(status(by.agency, "audited"), "unknown");
    assert.equal(status(by.litigation, "loanContract"), "no");
    assert.deepEqual([by.litigation.approvedBy, by.litigation.outcome], [assess(facts).escalation.litigation.approvedBy, "yes"]);
  });
  await report.check("hardship: complete is passed on, without evidence refused with the rights", () => {
    const passed = hardship(applicant);
    assert.deepEqual([passed.outcome, passed.refersTo, passed.complete, passed.cause.id], ["refer", "supervisor", true, "illness"]);
    assert.deepEqual(passed.measures.map(({ id }) => id), ["adjustPlan", "extendTerm", "convert"]);
    const refused = hardship(notEvidenced);
    assert.deepEqual([refused.outcome, refused.blocking], ["no", ["hardship.evidenced"]]);
    assert.ok(refused.rights.length > 0);
    const { asOf: _asOf, policy: _policy, ...alone } = passed;
    assert.deepEqual(assess(applicant).hardship, alone);
    assert.equal(assess(CASE_A).hardship, undefined);
  });
  await report.check("hardship: a cause that the policy does not list is a problem", () => {
    const facts = { ...applicant, borrower: { hardship: { cause: "bad luck" } } };
    const [problem] = caught(() => hardship(facts)).problems;
    assert.deepEqual([problem.code, problem.path], ["notOneOf", "/borrower/hardship/cause"]);
  });
  await report.check("conduct: 21:59 is allowed, 22:00 is not, a day without its hour is open", () => {
    const verdict = (at) => conduct(logged, { ...planned, at });
    assert.equal(verdict("2025-11-22T21:59").outcome, "yes");
    assert.deepEqual([verdict("2025-11-22T22:00").outcome, verdict("2025-11-22T22:00").forbiddenBy], ["no", ["contact.quietFrom"]]);
    assert.deepEqual([verdict("2025-11-22").outcome, verdict("2025-11-22").missing], ["undetermined", ["/options/at"]]);
    assert.equal(conduct(logged, { ...planned, at: "2025-11-22T22:00", agreed: true }).outcome, "yes");
  });
  await report.check("conduct: what is missing or wrong about the plan is told with the facts' problems", () => {
    const error = caught(() => conduct({ ...logged, stray: 1 }, { at: "25:00", channel: "fax" }));
    const found = error.problems.map(({ path }) => path).sort();
    assert.deepEqual(found, ["/options/at", "/options/channel", "/options/party", "/stray"]);
  });
  await report.check("screenScript: a phrase is found at its characters, whatever its case and spaces", () => {
    const { clean, findings, phrasesChecked, policy } = screenScript(script);
    assert.deepEqual([clean, phrasesChecked, policy.id], [false, 8, "cn-bank-loan"]);
    const [{ id, from, to, text }] = findings;
    assert.deepEqual([id, from, to], ["tellFamily", 8, 35]);
    assert.equal([...script].slice(from, to).join(""), text);
    assert.deepEqual(screenScript("Please pay by Friday.", { policy: "cn-home-mortgage" }).findings, []);
  });
  await report.check("screenScript: its day and its other options are judged like any", () => {
    const problems = (...args) => caught(() => screenScript(...args)).problems.map(({ code, path }) => [code, path]);
    assert.deepEqual(problems(7), [["wrongType", "/options/script"]]);
    assert.deepEqual(problems("x", { asOf: "yesterday" }), [["notADate", "/options/asOf"]]);
    assert.deepEqual(problems("x", { stray: 1 }), [["unknownField", "/options/stray"]]);
    assert.deepEqual(problems("x", "y"), [["wrongType", "/options"]]);
    assert.deepEqual(problems("x", { asOf: "1999-01-01" }), [["noPolicyInForce", "/options/asOf"]]);
  });
}

async function wordChecks(report, { assess, change, explain, policies, vocabulary }) {
  await report.check("explain: at each level and in each language, with the figures of the answer", () => {
    const answer = JSON.parse(JSON.stringify(assess(CASE_A, { include: ["changes"] })));
    const { locales, levels } = vocabulary();
    assert.deepEqual([locales, levels], [["zh-Hans", "zh-Hant", "en"], ["sentence", "checklist", "full"]]);
    for (const locale of locales) {
      const said = levels.map((level) => explain(answer, { locale, level }));
      assert.deepEqual(said.map(({ level }) => level), levels);
      for (const { text } of said) assert.ok(text.includes("62,407.28"), `${locale}: the total is not said`);
      assert.ok(said[0].text.length < said[1].text.length && said[1].text.length < said[2].text.length);
      assert.ok(said[2].text.includes("1,485.00") && said[2].text.includes("10,401.23"));
    }
    const [hans, hant, en] = locales.map((locale) => explain(answer, { locale }).text);
    assert.equal(new Set([hans, hant, en]).size, 3);
    assert.equal(explain(answer, { locale: "zh-TW" }).text, hant);
    assert.equal(explain(answer).text, en);
  });
  await report.check("explain: an answer of any built-in policy is told in that policy's words", () => {
    for (const policy of policies) {
      const answer = assess(mild, { policy });
      assert.deepEqual(explain(answer, { level: "full" }), explain(answer, { level: "full", policy }));
    }
  });
  await report.check("explain: what is no answer is refused at its pointers", () => {
    const answer = assess(CASE_A);
    const error = caught(() => explain({ ...answer, asOf: undefined }));
    assert.deepEqual(error.problems.map(({ code, path }) => [code, path]), [["required", "/asOf"]]);
    assert.equal(caught(() => explain(undefined)).code, "invalidFacts");
    assert.equal(caught(() => explain(answer, { level: "whole" })).problems[0].path, "/options/level");
  });
  await report.check("locale: changes and problems are worded in it, an unknown one is a problem", () => {
    const words = (locale) => change(tight, { decision: "installments", locale }).decisions[0].changes[0].text;
    assert.match(words("zh-Hans"), /[\u4e00-\u9fff]/);
    assert.doesNotMatch(words("en"), /[\u4e00-\u9fff]/);
    assert.equal(words(undefined), words("en"));
    const message = (locale) => caught(() => assess({}, { locale })).problems[0].message;
    assert.match(message("zh-Hant"), /[\u4e00-\u9fff]/);
    const [problem] = caught(() => assess(CASE_A, { locale: "fr" })).problems;
    assert.deepEqual([problem.code, problem.path], ["unknownLocale", "/options/locale"]);
  });
  await report.check("vocabulary: a name in three languages", () => {
    assert.equal(vocabulary().names.outcomes.notYet["zh-Hans"], "尚未");
  });
}

async function tableChecks(report, { limitation, lpr, workingDays }) {
  await report.check("workingDays: over the October holidays, with a Saturday that is worked", () => {
    // 2025-10-01 to 10-08 are days off; Saturday 2025-10-11 is worked.
    const days = [1, 2, 3].map((add) => workingDays({ from: new Date("2025-09-30"), add }).on);
    assert.deepEqual(days, ["2025-10-09", "2025-10-10", "2025-10-11"]);
    assert.equal(caught(() => workingDays({ from: "2060-01-01", add: 1 })).code, "tableEnds");
  });
  await report.check("limitation: three years from the due date, anew from a part payment, moved off a Saturday", () => {
    // 2024-06-15 is a Saturday, so Monday 2024-06-17; 2025-06-15 is a Sunday, so Monday 2025-06-16.
    const alone = limitation({ events: [events[0]] });
    assert.deepEqual(alone, { expiresOn: "2024-06-17", adjusted: true, runsFrom: "2021-06-15", years: 3, interruptedBy: null });
    const anew = limitation({ events });
    assert.deepEqual(anew, { expiresOn: "2025-06-16", adjusted: true, runsFrom: "2022-06-15", years: 3, interruptedBy: events[1] });
    assert.equal(caught(() => limitation({ events: [] })).problems[0].code, "emptyList");
  });
  await report.check("lpr: a rate holds until the next one is published", () => {
    assert.deepEqual(lpr({ on: "2025-05-19", term: "1y" }), { rate: "0.031", publishedOn: "2025-04-21" });
    assert.deepEqual(lpr({ on: "2025-05-20", term: "1y" }), { rate: "0.03", publishedOn: "2025-05-20" });
    assert.deepEqual(lpr({ on: "2025-05-20", term: "5y" }), { rate: "0.035", publishedOn: "2025-05-20" });
    assert.equal(caught(() => lpr({ on: "2001-01-01", term: "1y" })).code, "tableEnds");
  });
}

async function policyChecks(report, api, read) {
  const { assess, checkPolicy, comparePolicies, listPolicies, policies, Policy, viewPolicy } = api;
  const text = await read("cn-bank-loan");
  const markup = (value) => {
    const document = JSON.parse(text);
    document.penalty.markup.value = value;
    return document;
  };
  /** Two versions: with the raise of 50 % until the eve of 2025-09-01, with 30 % from then on. */
  const versions = (from = "2025-09-01") => [
    { ...markup("0.5"), effectiveTo: "2025-08-31" },
    { ...markup("0.3"), version: "2.0.0", effectiveFrom: from },
  ];
  await report.check("listPolicies, viewPolicy: the policies that ship, with the values that decide", () => {
    assert.deepEqual(listPolicies().policies.map(({ id }) => id), policies);
    const view = viewPolicy({ policy: "cn-bank-loan" });
    assert.deepEqual([view.id, view.fingerprint], ["cn-bank-loan", assess(CASE_A).policy.fingerprint]);
    const entry = view.sections.flatMap(({ entries }) => entries).find(({ pointer }) => pointer === "/penalty/markup");
    assert.deepEqual([entry.value, entry.source.clause], ["0.5", JSON.parse(text).penalty.markup.source.clause]);
    assert.deepEqual(viewPolicy().id, "cn-bank-loan");
    assert.equal(caught(() => viewPolicy({ policyDate: "1999-01-01" })).problems[0].code, "noPolicyInForce");
  });
  const raised = (code) => code === "markupOutsideLaw";
  await report.check("checkPolicy: what ships has no error; a raise of 60 % is a warning with its law and line", () => {
    const shipped = checkPolicy(text);
    assert.deepEqual([shipped.errorCount, shipped.usable, shipped.diagnostics.some(({ code }) => raised(code))], [0, true, false]);
    const lined = text.replace(/("markup": \{\s*"value": )"0\.5"/, '$1"0.6"');
    const { diagnostics, warningCount, usable } = checkPolicy(lined);
    assert.deepEqual([warningCount, usable], [shipped.warningCount + 1, true]);
    const { code, severity, path, line, citation } = diagnostics.find((each) => raised(each.code));
    assert.equal(severity, "warning");
    assert.ok(path.startsWith("/penalty/markup") && citation.title.en.length > 0);
    assert.match(lined.split("\n")[line - 1], /"0\.6"|"markup"/);
    const fromData = checkPolicy(markup("0.6")).diagnostics.find((each) => raised(each.code));
    assert.deepEqual([fromData.code, fromData.path, fromData.line], [code, path, undefined]);
  });
  await report.check("checkPolicy: errors are an answer, with the place and the nearest known key", () => {
    const wrong = text.replace('"waiver": {', '"waivers": {');
    const { diagnostics, errorCount, usable } = checkPolicy(wrong);
    assert.ok(errorCount >= 2 && !usable);
    const unknown = diagnostics.find(({ code }) => code === "unknownField");
    assert.deepEqual([unknown.severity, unknown.path], ["error", "/waivers"]);
    const lines = wrong.split("\n");
    assert.equal(lines[unknown.line - 1].slice(unknown.column - 1).startsWith('"waivers"'), true);
    assert.match(unknown.help, /`waiver`/);
    assert.equal(caught(() => checkPolicy(text, { asOf: "soon" })).problems[0].path, "/options/asOf");
  });
  await report.check("checkPolicy: findings are said in the language asked for", () => {
    const help = (locale) => checkPolicy(text, { asOf: "2099-01-01", locale }).diagnostics.find(({ code }) => code === "reviewPassed").help;
    assert.equal(help("en"), help(undefined));
    assert.match(help("zh-Hans"), /确认/);
    assert.match(help("zh-HK"), /確認/);
  });
  await report.check("checkPolicy: a review that has passed is told for the day that is asked about", () => {
    const passed = (asOf) => checkPolicy(text, { asOf }).diagnostics.filter(({ code }) => code === "reviewPassed");
    const [early, late] = [passed("2025-11-22"), passed("2099-01-01")];
    assert.deepEqual(early, []);
    assert.ok(late.length > 0 && late.every(({ severity }) => severity === "warning"));
  });
  await report.check("policy: a problem has line and column in a text, and none in data", () => {
    const wrong = text.replace('"waiver": {', '"waivers": {');
    const fromText = caught(() => Policy.compile(wrong)).problems.find(({ code }) => code === "unknownField");
    assert.deepEqual([fromText.path, wrong.split("\n")[fromText.line - 1].includes('"waivers"')], ["/waivers", true]);
    const fromData = caught(() => Policy.compile(JSON.parse(wrong))).problems.find(({ code }) => code === "unknownField");
    assert.deepEqual([fromData.path, fromData.line, fromData.column], ["/waivers", undefined, undefined]);
  });
  await report.check("policy: a list of versions compiles, the as-of date or `policyDate` picks one", () => {
    const policy = Policy.compile(versions());
    const penalty = (facts, options) => assess(facts, { policy, ...options }).due.penalty;
    // 60,000 × 6 % × 1.3 × 99 / 360 = 1,287.00; under the older version × 1.5: 1,485.00.
    assert.equal(penalty(CASE_A), "1287.00");
    assert.equal(penalty(CASE_A, { policyDate: "2025-08-31" }), "1485.00");
    assert.equal(assess({ ...CASE_A, asOf: "2025-08-31" }, { policy }).policy.version, "1.0.0");
    assert.equal(viewPolicy({ policy }).version, "2.0.0");
    assert.equal(viewPolicy({ policy, policyDate: new Date("2025-08-31") }).version, "1.0.0");
    assert.deepEqual(caught(() => Policy.compile(versions("2025-09-02"))).problems.map(({ code }) => code), ["versionsGap"]);
    assert.deepEqual(caught(() => Policy.compile(versions("2025-08-31"))).problems.map(({ code }) => code), ["versionsOverlap"]);
    policy.dispose();
  });
  await report.check("comparePolicies: the same policy differs in nothing", () => {
    const { before, after, changes, witnesses } = comparePolicies({ before: "cn-bank-loan", after: text });
    assert.deepEqual([before, changes, witnesses], [after, [], []]);
  });
  await report.check("comparePolicies: a smaller raise moves the money that it should, and nothing else", () => {
    const { changes, cases } = comparePolicies({ before: "cn-bank-loan", after: markup("0.3"), cases: [CASE_A] });
    assert.deepEqual(changes, [{ path: "/penalty/markup/value", before: "0.5", after: "0.3" }]);
    // 60,000 × 7.8 % × 99 / 360 = 1,287.00 and 900 × 7.8 % × 99 / 360 = 19.305, up to 19.31: 1,306.31 in
    // place of 1,507.28 is 200.97 less.
    assert.deepEqual([cases.compared, cases.leftOut, cases.dueMoved, cases.dueUnknown], [1, [], "-200.97", []]);
    assert.deepEqual(cases.attribution.map(({ dueMoved }) => dueMoved), ["-200.97"]);
  });
  await report.check("comparePolicies: a witness is a loan that the two really take differently", () => {
    const { witnesses } = comparePolicies(comparison);
    assert.ok(witnesses.length > 0);
    for (const { decision, facts, before, after } of witnesses) {
      const outcome = (policy) => {
        const { waiver, installments, escalation, hardship, restructure } = assess(facts, { policy });
        return { waiver, installments, ...escalation, hardship, restructure }[decision].outcome;
      };
      assert.deepEqual([outcome("cn-bank-loan"), outcome("cn-home-mortgage")], [before, after]);
      assert.notEqual(before, after);
    }
  });
  await report.check("comparePolicies: a side that is no policy and a bad loan are problems in their place", () => {
    const problems = (input) => caught(() => comparePolicies(input)).problems.map(({ code, path }) => [code, path]);
    assert.deepEqual(problems({ before: "cn-bank-loans", after: 7 }), [["unknownPolicy", "/options/before"], ["wrongType", "/options/after"]]);
    const [id] = problems({ before: "cn-bank-loan", after: { ...JSON.parse(text), id: 5 } });
    assert.deepEqual(id, ["wrongType", "/options/after/id"]);
    assert.deepEqual(problems({ ...comparison, cases: [{ ...CASE_A, asOf: "x" }] }), [["notADate", "/options/cases/0/asOf"]]);
    assert.equal(caught(() => comparePolicies({ before: "cn-bank-loan", after: {} })).code, "invalidPolicy");
  });
}

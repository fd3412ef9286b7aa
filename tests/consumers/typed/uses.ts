/** Every export, used as a careful program would; compiled in each module resolution. */

import {
  actions,
  affordability,
  allocate,
  assess,
  ArrearsError,
  change,
  checkPolicy,
  comparePolicies,
  conduct,
  courtFee,
  dayCount,
  delinquency,
  escalation,
  explain as inWords,
  hardship,
  init,
  installments,
  interest,
  judgmentInterest,
  keyDates,
  limitation,
  listPolicies,
  lpr,
  penaltyInterest,
  policies,
  Policy,
  reschedule,
  restructure,
  schedule,
  screenScript,
  settlement,
  tracking,
  version,
  viewPolicy,
  vocabulary,
  waiver,
  workingDays,
  type Answer,
  type AssessOptions,
  type Decision,
  type EngineSource,
  type ErrorCode,
  type Facts,
  type PlanOption,
  type Problem,
  type ProblemCode,
} from "arrears";
import { schemas } from "arrears/schemas";
import * as slim from "arrears/slim";

const plainDate = {
  year: 2025,
  month: 11,
  day: 22,
  calendarId: "iso8601",
  toString: () => "2025-11-22",
} as const;

const dates: Facts["asOf"][] = ["2025-11-22", new Date(0), plainDate];

const facts: Facts = {
  asOf: "2025-11-22",
  loan: { annualRate: "6%", currency: "CNY", maturesOn: null, startedOn: undefined },
  arrears: [
    { dueOn: new Date(0), principal: 60_000n, interest: 900, fees: "0.00" },
    { dueOn: plainDate, principal: "1", interest: null },
  ],
  borrower: { monthlyIncome: "36000", hardship: { cause: "illness", evidenced: true } },
  contacts: {
    log: [
      { at: "2025-09-01T09:30", channel: "phone", outcome: "noAnswer" },
      { at: plainDate, channel: "other", party: "thirdParty", number: "010-1", outcome: "reached" },
    ],
  },
  agency: { licensed: true },
  documents: { loanContract: true, proofOfArrears: null },
};

function explain(decision: Decision): string {
  switch (decision.outcome) {
    case "yes":
      return decision.clauses.map((clause) => clause.source.clause).join();
    case "no":
      return decision.blocking.join();
    case "notYet":
      return decision.opensOn;
    case "undetermined":
      return decision.missing[0];
    case "refer":
      return decision.refersTo;
  }
}

function report(error: unknown): Problem[] {
  if (!(error instanceof ArrearsError)) throw error;
  const code: ErrorCode = error.code;
  const codes: ProblemCode[] = error.problems.map((problem) => problem.code);
  return error.problemCount > codes.length || code === "engine" ? [] : error.problems;
}

function affordable(answer: Answer): PlanOption | undefined {
  return answer.installments.options.find((option) => option.feasible === "yes");
}

export async function main(source: EngineSource, document: string): Promise<string[]> {
  await init();
  await init(source);
  await slim.init(source);
  const policy = Policy.compile(document);
  const options: AssessOptions = { policy, include: ["changes", "keyDates", "actions"], locale: "zh-Hans", policyDate: plainDate };
  try {
    const answer = assess(facts, options);
    const total: string | null = answer.due.total;
    const last = affordable(answer)?.schedule.at(-1)?.balance;
    const parts = [
      penaltyInterest(facts).lines[0]?.segments[0]?.formula,
      waiver(facts, { policy: "cn-bank-loan" }).max,
      installments(facts, { policy: null }).shortest?.toFixed(),
      explain(escalation(facts).litigation),
      slim.assess(facts, { policy: Policy.builtin(policies[0] ?? "") }).policy.fingerprint,
      answer.waiver.changes?.[0]?.on,
      version,
      total,
      last,
      ...dates.map(String),
    ];
    return parts.filter((part) => typeof part === "string");
  } catch (error) {
    return report(error).map((problem) => problem.help ?? problem.message);
  } finally {
    policy.dispose();
  }
}

export function besides(document: string): (string | number | undefined)[] {
  const [first] = change(facts, { decision: "installments", locale: "en" }).decisions;
  const dates = keyDates(facts, { format: "ics", caseId: "1", noticeOn: new Date(0), complaintOn: "2025-11-01T09:30" });
  const next = actions(facts, { policy: "cn-home-mortgage" });
  const planned = conduct(facts, { at: "2025-11-24T09:30", channel: "phone", party: "debtor", number: "1", agreed: true });
  const compared = comparePolicies({ before: "cn-bank-loan", after: document, cases: [facts], asOf: plainDate });
  const warnings = checkPolicy([{ schema: "policy.v1" }], { asOf: new Date(0) }).diagnostics.map((each) =>
    each.severity === "warning" ? each.citation?.title.en : each.code,
  );
  const asked = compared.witnesses[0]?.facts ?? facts;
  return [
    first?.changes[0]?.intervals?.[0]?.to,
    dates.ics,
    dates.keyDates[0]?.class,
    next.stage?.roleIfHighRisk,
    next.actions[0]?.checklist?.[0]?.status,
    planned.forbiddenBy[0],
    screenScript("text", { asOf: "2025-11-24" }).findings[0]?.label["zh-Hant"],
    workingDays({ from: plainDate, add: 3 }).on,
    limitation({ events: [{ on: "2022-11-22", kind: "due" }] }).interruptedBy?.kind,
    lpr({ on: plainDate, term: "5y" }).rate,
    listPolicies().policies[0]?.versions[0]?.effectiveTo,
    viewPolicy({ policy: "cn-bank-loan", policyDate: null }).sections[0]?.entries[0]?.source.clause,
    explain(hardship(asked)),
    inWords(assess(asked), { level: "full", locale: "zh-TW" }).sections[0]?.lines[0],
    vocabulary().names.classes.severe["zh-Hant"],
    ...warnings,
    ...[schemas.policy, schemas.case, schemas.answer].map(({ $schema }) => $schema),
  ];
}

/** Every calculator, with input in more than one of its shapes. */
export function calculated(document: string): (string | number | null | undefined)[] {
  const first = allocate({ payment: 5000n, paidOn: plainDate, order: ["cost", { scope: "due", component: "principal" }], due: [] });
  const next = allocate(
    { payment: "1", paidOn: "2025-11-22", due: first.left, order: { entries: ["interest"], byDays: [{ fromDays: 90, entries: ["principal"] }] } },
    { policy: Policy.compile(document), locale: "en" },
  );
  const moved = reschedule({ due: next.left, on: plainDate, mode: "reAge", firstDueOn: plainDate, every: { months: 1 }, count: 3, multipleOf: 1n });
  const onward = reschedule({ due: moved.due, on: "2025-11-22", mode: "reAmortize", rounding: "halfEven" });
  const standing = delinquency({
    asOf: new Date(0),
    arrears: [{ dueOn: "2025-08-15", fees: "1", charges: [{ component: "cost", dueOn: plainDate, amount: 2 }] }],
    payments: [{ on: "2025-09-01", amount: "1" }],
    firstDay: 1,
    clockPauses: [{ from: "2025-08-20", until: "2025-08-30" }, { resumedOn: plainDate }],
    buckets: [{ name: "M1", fromDays: 1 }],
  });
  const table = [{ from: plainDate, rate: "6%" }];
  const plan = schedule({ principal: 1000, annualRate: table, payments: 3, method: "equalPrincipal", every: { days: 30 }, startOn: plainDate, dayCount: "30E/360" });
  return [
    onward.moved,
    onward.due[0]?.principal,
    dayCount({ convention: "30/360-ISDA", from: "2025-01-01", to: plainDate, daysCounted: "both" }).fraction.exact,
    interest({ base: [{ from: plainDate, base: 1 }], annualRate: table, from: plainDate, to: "2026-01-01", dayCount: "ACT/365F" }).segments[0]?.from,
    interest({ base: 1, annualRate: 0.06, days: 3, dayCount: "ACT/360", rounding: { mode: "halfEven", stage: "once", places: 4 } }).amount,
    plan.rows[0]?.balance,
    plan.excess,
    next.allocations[0]?.principal,
    standing.perInstallment[0]?.bucket,
    delinquency({ asOf: plainDate, loan: { annualRate: 0 }, history: { drawdown: { on: "2025-01-01", amount: 1 }, schedule: [] }, graceDays: 3 }).bucket,
    affordability({ income: null, rule: { disposableIncome: "50%" } }).limit,
    courtFee({ kind: "acceptance", claim: "1", procedure: "withdrawal" }).part?.citation?.title.en,
    judgmentInterest({ base: "1", from: "2025-01-01", to: plainDate }).citation?.source.clause,
    workingDays({ from: plainDate, restDays: "modifiedFollowing" }).on,
    lpr({ on: plainDate, term: "1y", times: "1.5" }).multiple,
  ];
}

const replayed: Facts = {
  asOf: plainDate,
  loan: { floating: { base: "lpr5y", spread: "-0.2%", resetEvery: "year", resetFrom: "2025-01-01" } },
  history: {
    drawdown: { on: "2025-01-01", amount: 1000n },
    schedule: [{ dueOn: "2025-03-01", principal: "1000", interest: 0 }],
    events: [
      { on: "2025-03-11", kind: "payment", amount: "400", bookedOn: "2025-03-12" },
      { on: "2025-03-12", kind: "reversal", of: 0 },
      { on: "2025-03-13", kind: "waiver", component: "penalty", amount: 1 },
      { on: "2025-03-14", kind: "pause", what: "clock", until: plainDate },
      { on: "2025-03-15", kind: "acceleration" },
    ],
  },
};

export function settled(): (string | null | undefined)[] {
  const { methods, outcome } = restructure(replayed, { policyDate: plainDate });
  const { ledger, penalty } = assess({ ...replayed, waived: null });
  const due = settlement(replayed, { on: plainDate, policyDate: "2025-11-22", policy: "cn-bank-loan" });
  const overdue = ledger?.installments.find((item) => item.state === "overdue");
  return [outcome, methods[0]?.options[0]?.schedule?.[0]?.payment, due.total, due.accruing[0]?.formula, overdue?.penalty, ledger?.settled[0]?.parts[0]?.component, penalty.lines[0]?.adjustments?.[0]?.by];
}

export function followed(): (string | null | undefined)[] {
  const plan = { agreedOn: plainDate, installments: [{ dueOn: "2025-12-22", amount: 1000 }], payments: null };
  const { failsOn, installments: rows, onTime } = tracking({ asOf: "2025-11-22", plan }, { policy: "cn-bank-loan" });
  const answer = assess({ ...replayed, plan });
  return [failsOn, rows[0]?.status, onTime.share, answer.tracking?.consequences[0]?.id];
}

export const approved: Facts = { asOf: "2025-11-22", loan: { misused: false }, arrears: [], approvals: { waiver: true, restructure: null } };
export const compiledData: Policy = Policy.compile({ schema: "policy.v1" }, { locale: "zh-TW" });
export const countedInBigint: Facts = { asOf: "2025-11-22", arrears: [], contacts: { failedAttempts: 3n } };
export const compiledVersions: Policy = Policy.compile([{ schema: "policy.v1" }]);
export const made: ArrearsError = new ArrearsError({ code: "engine", problems: [], problemCount: 0 }, { cause: 1 });

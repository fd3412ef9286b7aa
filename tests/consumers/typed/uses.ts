/** Every export, used as a careful program would; compiled in each module resolution. */

import {
  assess,
  ArrearsError,
  escalation,
  init,
  installments,
  penaltyInterest,
  policies,
  Policy,
  version,
  waiver,
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
  contacts: { log: [{ at: "2025-09-01T09:30", channel: "phone", outcome: "noAnswer" }] },
  documents: { contract: true, ledger: null },
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
  const options: AssessOptions = { policy, include: ["changes"] };
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

export const compiledData: Policy = Policy.compile({ schema: "policy.v1" });
export const made: ArrearsError = new ArrearsError({ code: "engine", problems: [], problemCount: 0 }, { cause: 1 });

/** Uses that must not compile; each wrong line says so, and no other line may fail. */

import { assess, ArrearsError, change, conduct, courtFee, dayCount, delinquency, installments, interest, lpr, Policy, schedule, workingDays, type Answer, type Facts, type WaiverDecision } from "arrears";

export const noDate: Facts = {}; // WRONG
export const noArrears: Facts = { asOf: "2025-11-22" }; // WRONG
export const misspelt: Facts = { asOf: "2025-11-22", arrears: [], borower: {} }; // WRONG
export const badAmount: Facts = { asOf: "2025-11-22", arrears: [{ dueOn: "2025-08-15", principal: true }] }; // WRONG
export const both: Facts = { asOf: "2025-11-22", arrears: [], contacts: { failedAttempts: 3, log: [] } }; // WRONG
export const moment: Facts = { asOf: { year: 2025, month: 11, day: 22, hour: 8 }, arrears: [] }; // WRONG
export const outcome: Facts = { asOf: "2025-11-22", arrears: [], contacts: { log: [{ at: "2025-09-01", channel: "phone", outcome: "busy" }] } }; // WRONG
export const noPolicy = new Policy(); // WRONG
export const part = assess({ asOf: "2025-11-22", arrears: [] }, { includes: [] }); // WRONG
export const policyNumber = assess({ asOf: "2025-11-22", arrears: [] }, { policy: 7 }); // WRONG

export const badChannel: Facts = { asOf: "2025-11-22", arrears: [], contacts: { log: [{ at: "2025-09-01", channel: "fax", outcome: "reached" }] } }; // WRONG
export const badInclude = assess({ asOf: "2025-11-22", arrears: [] }, { include: ["everything"] }); // WRONG
export const badDecision = change({ asOf: "2025-11-22", arrears: [] }, { decision: "settlement" }); // WRONG
export const noParty = conduct({ asOf: "2025-11-22", arrears: [] }, { at: "2025-11-24T09:30", channel: "phone" }); // WRONG
export const badTerm = lpr({ on: "2025-11-22", term: "2y" }); // WRONG
export const badConvention = dayCount({ convention: "ACT/361", from: "2025-08-15", to: "2025-11-22" }); // WRONG
export const daysAndDates = interest({ base: 1, annualRate: 0, from: "2025-08-15", to: "2025-11-22", days: 3, dayCount: "ACT/360" }); // WRONG
export const monthsAndPayments = schedule({ principal: 1, annualRate: 0, months: 3, payments: 3, method: "equalSplit" }); // WRONG
export const noProcedure = courtFee({ kind: "enforcement", claim: 1, procedure: "summary" }); // WRONG
export const addAndMove = workingDays({ from: "2025-11-22", add: 1, restDays: "stay" }); // WRONG
export const listAndHistory: Facts = { asOf: "2025-11-22", arrears: [], history: { drawdown: { on: "2025-01-01", amount: 1 }, schedule: [] } }; // WRONG
export const badEvent: Facts = { asOf: "2025-11-22", history: { drawdown: { on: "2025-01-01", amount: 1 }, schedule: [], events: [{ on: "2025-02-01", kind: "refund", amount: 1 }] } }; // WRONG
export const badBase: Facts = { asOf: "2025-11-22", loan: { floating: { base: "lpr3y", spread: 0, resetEvery: "year", resetFrom: "2025-01-01" } }, arrears: [] }; // WRONG
export const paidTwice = delinquency({ asOf: "2025-11-22", history: { drawdown: { on: "2025-01-01", amount: 1 }, schedule: [] }, payments: [] }); // WRONG
export const badApproval: Facts = { asOf: "2025-11-22", arrears: [], approvals: { litigation: true } }; // WRONG

export function opens(decision: WaiverDecision): string {
  return decision.opensOn; // WRONG
}

export function total(answer: Answer): string {
  return answer.due.total; // WRONG
}

export function known(error: ArrearsError): boolean {
  return error.code === "wrongFacts"; // WRONG
}

export function exhaustive(decision: WaiverDecision): string {
  switch (decision.outcome) {
    case "yes":
      return decision.max ?? "unknown";
    case "no":
      return decision.blocking.join();
    case "notYet":
      return decision.opensOn;
    case "undetermined":
      return decision.missing[0];
    default: {
      const rest: never = decision; // WRONG
      return rest;
    }
  }
}

export const first = installments({ asOf: "2025-11-22", arrears: [] }).options[0].payment; // WRONG

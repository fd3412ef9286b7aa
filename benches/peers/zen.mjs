// The zen engine (native), one decision of two expression nodes. It computes in decimals and gives numbers out.
import { ZenEngine } from "@gorules/zen-engine";

const expressions = (id, list) => ({
  id,
  name: id,
  type: "expressionNode",
  content: { expressions: list.map(([key, value], index) => ({ id: `${id}${index}`, key, value })), passThrough: true, inputField: null, outputPath: null, executionMode: "single" },
});
const amounts = expressions("amounts", [
  ["daysPastDue", "(date(asOf) - date(dueOn)) / 86400"],
  ["penalty", "round(number(principal) * number(annualRate) * 1.5 * $.daysPastDue / 360, 2)"],
  ["compound", "round(number(interest) * number(annualRate) * 1.5 * $.daysPastDue / 360, 2)"],
  ["total", "number(principal) + number(interest) + $.penalty + $.compound"],
  ["most", "number(monthlyIncome) * 0.3"],
]);
const payment = "round(total / #, 2)";
const last = `(total - ${payment} * (# - 1))`;
const decisions = expressions("decisions", [
  ["class", 'daysPastDue <= 30 ? "mild" : daysPastDue <= 90 ? "moderate" : "severe"'],
  ["waiver.possible", "daysPastDue <= 30 and firstArrear and cameForward"],
  ["waiver.max", "daysPastDue <= 30 and firstArrear and cameForward ? floor((penalty + compound) * 20) / 100 : 0"],
  ["plans", `map([3, 4, 5, 6], {periods: #, payment: ${payment}, lastPayment: ${last}, feasible: ${payment} > 0 and ${last} > 0 and ${payment} <= most and ${last} <= most})`],
  ["litigation.daysPastDue", "daysPastDue > 90"],
  ["litigation.overdueAmount", "total > 50000"],
  ["litigation.failedAttempts", "failedAttempts >= 3"],
  ["litigation.refusedToPay", "refusedToPay"],
  ["litigation.daysUnreachable", "(date(asOf) - date(lastReachedOn)) / 86400 > 30"],
  ["agency", "daysPastDue > 90 and (failedAttempts >= 3 or refusedToPay or (date(asOf) - date(lastReachedOn)) / 86400 > 30)"],
  ["litigation.possible", "$.agency and total > 50000"],
]);
const node = (id, type) => ({ id, name: id, type });
const content = {
  nodes: [node("in", "inputNode"), amounts, decisions, node("out", "outputNode")],
  edges: [["in", "amounts"], ["amounts", "decisions"], ["decisions", "out"]].map(([sourceId, targetId], index) => ({ id: `edge${index}`, type: "edge", sourceId, targetId })),
};
const decision = new ZenEngine().createDecision(Buffer.from(JSON.stringify(content)));

export async function answer({ asOf, loan, arrears: [arrear], borrower, contacts }) {
  const { result } = await decision.evaluate({ asOf, ...loan, ...arrear, ...borrower, ...contacts });
  result.shortest = result.plans.find(({ feasible }) => feasible)?.periods ?? null;
  return result;
}

/** Its numbers as amounts; not timed. */
export function plain(result) {
  const text = (amount) => amount.toFixed(2);
  const { possible, ...met } = result.litigation;
  return {
    daysPastDue: result.daysPastDue,
    class: result.class,
    penalty: text(result.penalty),
    compound: text(result.compound),
    total: text(result.total),
    waiver: { possible: result.waiver.possible, max: text(result.waiver.max) },
    plans: result.plans.map((plan) => ({ ...plan, payment: text(plan.payment), lastPayment: text(plan.lastPayment) })),
    shortest: result.shortest,
    litigation: { possible, ...met },
    agency: result.agency,
  };
}

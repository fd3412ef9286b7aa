/** What the others give, read out of an answer. */
export function plain({ delinquency, due, waiver, installments, escalation: { litigation, agency } }) {
  const met = (name) => litigation.clauses.find(({ fact }) => fact === name).status === "met";
  const names = ["daysPastDue", "overdueAmount", "failedAttempts", "refusedToPay", "daysUnreachable"];
  return {
    daysPastDue: delinquency.daysPastDue,
    class: delinquency.class,
    penalty: due.penalty,
    compound: due.compound,
    total: due.total,
    waiver: { possible: waiver.outcome === "yes", max: waiver.max ?? "0.00" },
    plans: installments.options.map(({ periods, payment, lastPayment, feasible }) => ({ periods, payment, lastPayment, feasible: feasible === "yes" })),
    shortest: installments.shortest ?? null,
    litigation: { possible: litigation.outcome === "yes", ...Object.fromEntries(names.map((name) => [name, met(name)])) },
    agency: agency.outcome === "yes",
  };
}

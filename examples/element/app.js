// The element on a page of somebody else: facts go in as a property, answers and problems come out as events.
const [own, filed] = ["own", "filed"].map((id) => document.getElementById(id));
const told = document.querySelector("#told");

// At the document: the events bubble, and leave the shadow roots that they come from.
document.addEventListener("answer", ({ target, detail }) => {
  if (target === own) told.textContent = `Total due: ${detail.due.total ?? "not known yet"}`;
});
document.addEventListener("problems", ({ target, detail }) => {
  if (target === own) told.textContent = `No total yet: ${detail.map(({ path, code }) => `${path} ${code}`).join(", ")}`;
});

own.facts = {
  asOf: "2025-11-22",
  loan: { annualRate: "6%" },
  arrears: [{ dueOn: "2025-08-15", principal: "60000.00", interest: "900.00" }],
  borrower: { monthlyIncome: "36000" },
  contacts: { failedAttempts: 3 },
};
filed.facts = { asOf: "2025-11-22", arrears: [{ dueOn: "2025-11-01", principal: "1000.50" }] };

document.querySelector("#language").addEventListener("change", ({ target }) => {
  for (const element of [own, filed]) element.locale = target.value;
});

// A page without a bundler: what the fields hold is assessed at every keystroke, on the page itself.
import { assess, ArrearsError, explain } from "arrears";

const form = document.querySelector("form");
form.addEventListener("input", show);
show();

function show() {
  const given = Object.fromEntries(new FormData(form));
  const [answer, problems] = [document.querySelector("#answer"), document.querySelector("#problems")];
  try {
    answer.textContent = explain(assess(facts(given)), { level: "sentence", locale: "en" }).text;
    problems.replaceChildren();
  } catch (error) {
    if (!(error instanceof ArrearsError)) throw error;
    answer.textContent = "";
    problems.replaceChildren(...error.problems.map(shown));
  }
}

/** An empty field is a fact that is not known; it is left out, not taken for nothing. */
function facts(given) {
  const known = (name) => given[name] || undefined;
  return {
    asOf: known("asOf"),
    loan: { annualRate: known("annualRate") },
    arrears: [{ dueOn: known("dueOn"), principal: known("principal"), interest: known("interest") }],
    borrower: { monthlyIncome: known("monthlyIncome") },
  };
}

function shown({ path, message, help }) {
  const item = document.createElement("li");
  item.textContent = [`${path}: ${message}`, help].filter(Boolean).join("; ");
  return item;
}

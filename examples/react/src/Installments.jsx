import { ArrearsError, installments } from "arrears";
import { useMemo, useState } from "react";

const FIELDS = [
  ["principal", "/arrears/0/principal", "Principal overdue"],
  ["interest", "/arrears/0/interest", "Interest overdue"],
  ["monthlyIncome", "/borrower/monthlyIncome", "Monthly income"],
];

/** Which installment plans the borrower can afford, worked out while one types. */
export function Installments() {
  const [fields, setFields] = useState({ principal: "60000.00", interest: "900.00", monthlyIncome: "34000" });
  // A call takes well under a millisecond, so there is nothing to wait for.
  const { decision, problems } = useMemo(() => decided(fields), [fields]);
  const problemAt = (path) => problems.find((problem) => problem.path === path);
  return (
    <main>
      <h1>Installments</h1>
      {FIELDS.map(([name, path, label]) => (
        <p key={name}>
          <label>
            {label}{" "}
            <input
              value={fields[name]}
              aria-invalid={problemAt(path) !== undefined}
              onChange={(event) => setFields({ ...fields, [name]: event.target.value })}
            />
          </label>{" "}
          <strong role="alert">{problemAt(path)?.message}</strong>
        </p>
      ))}
      {decision && <Plans decision={decision} />}
    </main>
  );
}

function Plans({ decision }) {
  return (
    <section aria-live="polite">
      <p id="outcome">
        {decision.outcome}
        {decision.deposit && `: possible after a deposit of ${decision.deposit}`}
        {decision.missing.length > 0 && `: not known yet is ${decision.missing.join(", ")}`}
      </p>
      <table>
        <tbody>
          {decision.options.map(({ periods, payment, lastPayment, feasible }) => (
            <tr key={periods}>
              <th>{periods} months</th>
              <td>{payment}</td>
              <td>{lastPayment}</td>
              <td>{feasible}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** An empty field is a fact that is not known: left out, and listed as missing where a decision hangs on it. */
function decided({ principal, interest, monthlyIncome }) {
  const facts = {
    asOf: "2025-11-22",
    loan: { annualRate: "6%" },
    arrears: [{ dueOn: "2025-08-15", principal: principal || undefined, interest: interest || undefined }],
    borrower: { monthlyIncome: monthlyIncome || undefined },
  };
  try {
    return { decision: installments(facts), problems: [] };
  } catch (error) {
    if (error instanceof ArrearsError) return { problems: error.problems };
    throw error;
  }
}

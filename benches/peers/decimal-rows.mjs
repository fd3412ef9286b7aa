// The same work over a CSV of cases with decimal.js, line by line. Its results have the columns of the other peers.
//
//   node decimal-rows.mjs CASES RESULTS
import { readFileSync, writeFileSync } from "node:fs";

import { answer } from "./decimal-js.mjs";

const [cases, results] = process.argv.slice(2);
const lines = readFileSync(cases, "utf8").split("\n");
const out = ["id,asOf,class,daysPastDue,due,penalty,compound,waiver,waiverMax,shortest,litigation,agency"];
for (const line of lines.slice(1)) {
  if (line === "") continue;
  const [id, asOf, dueOn, principal, interest, annualRate, monthlyIncome, first, came, attempts, refused, lastReachedOn] = line.split(",");
  const borrower = { monthlyIncome, firstArrear: first === "true", cameForward: came === "true", refusedToPay: refused === "true", lastReachedOn };
  const found = answer({ asOf, loan: { annualRate }, arrears: [{ dueOn, principal, interest }], borrower, contacts: { failedAttempts: Number(attempts) } });
  const { waiver, litigation } = found;
  out.push([id, asOf, found.class, found.daysPastDue, found.total, found.penalty, found.compound, waiver.possible, waiver.possible ? waiver.max : "", found.shortest ?? "", litigation.possible, found.agency].join(","));
}
writeFileSync(results, `${out.join("\n")}\n`);

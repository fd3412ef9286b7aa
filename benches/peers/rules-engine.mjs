// json-rules-engine, one engine for all cases: facts work the amounts out with decimal.js, rules decide.
import Decimal from "decimal.js";
import { Engine } from "json-rules-engine";

const DAY = 86_400_000;
const PERIODS = [3, 4, 5, 6];
const CLAUSES = ["daysPastDue", "overdueAmount", "failedAttempts", "refusedToPay", "daysUnreachable"];
const engine = new Engine();
engine.addOperator("above", (left, right) => left.gt(right));
engine.addOperator("affordable", ([first, last], most) => first.gt(0) && last.gt(0) && first.lte(most) && last.lte(most));

const fact = (name, compute) => engine.addFact(name, compute);
const daysFrom = (name) => async (_, facts) => (Date.parse(await facts.factValue("asOf")) - Date.parse(await facts.factValue(name))) / DAY;
fact("daysPastDue", daysFrom("dueOn"));
fact("daysUnreachable", daysFrom("lastReachedOn"));
fact("factor", async (_, facts) => new Decimal(await facts.factValue("annualRate")).times("1.5").times(await facts.factValue("daysPastDue")));
const charge = (base) => async (_, facts) => new Decimal(await facts.factValue(base)).times(await facts.factValue("factor")).div(360).toDecimalPlaces(2);
fact("penalty", charge("principal"));
fact("compound", charge("interest"));
fact("charges", async (_, facts) => (await facts.factValue("penalty")).plus(await facts.factValue("compound")));
fact("overdueAmount", async (_, facts) => new Decimal(await facts.factValue("principal")).plus(await facts.factValue("interest")).plus(await facts.factValue("charges")));
fact("affordable", async (_, facts) => new Decimal(await facts.factValue("monthlyIncome")).times("0.3"));
fact("plan", async ({ periods }, facts) => {
  const total = await facts.factValue("overdueAmount");
  const payment = total.div(periods).toDecimalPlaces(2);
  return [payment, total.minus(payment.times(periods - 1))];
});

const rule = (type, conditions) => engine.addRule({ name: type, conditions, event: { type } });
const is = (name, operator, value, params) => ({ name, fact: name, operator, value, ...(params && { params }) });
const lost = () => ({ any: [is("failedAttempts", "greaterThanInclusive", 3), is("refusedToPay", "equal", true), is("daysUnreachable", "greaterThan", 30)] });
rule("mild", { all: [is("daysPastDue", "lessThanInclusive", 30)] });
rule("moderate", { all: [is("daysPastDue", "greaterThan", 30), is("daysPastDue", "lessThanInclusive", 90)] });
rule("severe", { all: [is("daysPastDue", "greaterThan", 90)] });
rule("waiver", { all: [is("daysPastDue", "lessThanInclusive", 30), is("firstArrear", "equal", true), is("cameForward", "equal", true)] });
for (const periods of PERIODS) rule(`plan${periods}`, { all: [is("plan", "affordable", { fact: "affordable" }, { periods })] });
rule("litigation", { all: [is("daysPastDue", "greaterThan", 90), is("overdueAmount", "above", 50_000), lost()] });
rule("agency", { all: [is("daysPastDue", "greaterThan", 90), lost()] });
// The engine leaves off where an outcome is certain; rules of one condition have every one of them judged.
for (const [name, operator, value] of [["daysPastDue", "greaterThan", 90], ["overdueAmount", "above", 50_000], ["failedAttempts", "greaterThanInclusive", 3], ["refusedToPay", "equal", true], ["daysUnreachable", "greaterThan", 30]]) {
  rule(`litigation.${name}`, { all: [is(name, operator, value)] });
}

export async function answer({ asOf, loan, arrears: [arrear], borrower, contacts }) {
  const { events, almanac } = await engine.run({ asOf, ...loan, ...arrear, ...borrower, ...contacts });
  const held = new Set(events.map(({ type }) => type));
  const value = (name) => almanac.factValue(name);
  const plans = [];
  for (const periods of PERIODS) {
    const [payment, lastPayment] = await almanac.factValue("plan", { periods });
    plans.push({ periods, payment: payment.toFixed(2), lastPayment: lastPayment.toFixed(2), feasible: held.has(`plan${periods}`) });
  }
  return {
    daysPastDue: await value("daysPastDue"),
    class: ["mild", "moderate", "severe"].find((name) => held.has(name)),
    penalty: (await value("penalty")).toFixed(2),
    compound: (await value("compound")).toFixed(2),
    total: (await value("overdueAmount")).toFixed(2),
    waiver: { possible: held.has("waiver"), max: held.has("waiver") ? (await value("charges")).times("0.2").toFixed(2, Decimal.ROUND_DOWN) : "0.00" },
    plans,
    shortest: plans.find(({ feasible }) => feasible)?.periods ?? null,
    litigation: { possible: held.has("litigation"), ...Object.fromEntries(CLAUSES.map((name) => [name, held.has(`litigation.${name}`)])) },
    agency: held.has("agency"),
  };
}

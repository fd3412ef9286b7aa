// The package: `assess` with a compiled policy. It gives more than the others: every clause with its source, the working
// of every amount, the schedule of every plan.
import { assess, Policy } from "../../target/npm/index.js";

export { plain } from "./plain.mjs";

const policy = Policy.builtin("cn-bank-loan");

export const answer = (facts) => assess(facts, { policy });

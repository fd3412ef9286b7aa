// Both copies in one process. Whether they are one copy depends on the flag that Node was started with;
// errors and policies must pass between them in either case.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import * as esm from "arrears";

const cjs = createRequire(import.meta.url)("arrears");
const facts = JSON.parse(readFileSync(0, "utf8"));
const fromEsm = caught(() => esm.assess({}));
const fromCjs = caught(() => cjs.assess({}));
class Own extends esm.ArrearsError {}
const policy = cjs.Policy.builtin("cn-bank-loan");
console.log(
  JSON.stringify({
    oneCopy: esm.assess === cjs.assess,
    crossed: [
      fromEsm instanceof esm.ArrearsError,
      fromEsm instanceof cjs.ArrearsError,
      fromCjs instanceof esm.ArrearsError,
      fromCjs instanceof cjs.ArrearsError,
      fromCjs instanceof Error,
    ],
    strangers: [
      new Error("x") instanceof esm.ArrearsError,
      { code: "engine", problems: [] } instanceof esm.ArrearsError,
      null instanceof esm.ArrearsError,
      fromEsm instanceof Own,
    ],
    same: JSON.stringify(esm.assess(facts, { policy })) === JSON.stringify(cjs.assess(facts)),
    answer: esm.assess(facts, { policy }),
  }),
);

function caught(call) {
  try {
    call();
  } catch (error) {
    return error;
  }
  throw new Error("the call gave an answer");
}

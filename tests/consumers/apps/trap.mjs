// Makes the running instance trap for real, in the middle of an operation, as a defect of the engine would.
// `unreachable` is executed by a second module, so the error is the runtime's own.
import { readFileSync } from "node:fs";

const trapBytes = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 116, 0, 0, 10, 5, 1, 3, 0, 0, 11];
const { t: trap } = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(trapBytes))).exports;
const Real = WebAssembly.Instance;
let instances = 0;
let armed;
WebAssembly.Instance = function Instance(module, imports) {
  instances += 1;
  const { exports } = new Real(module, imports);
  const watched = { ...exports };
  for (const name of ["policyhandle_call", "policyhandle_callValue", "policyhandle_compile", "policyhandle_builtin"]) {
    if (typeof exports[name] !== "function") throw new Error(`the engine exports no ${name}`);
    watched[name] = (...args) => {
      if (armed === name) {
        armed = undefined;
        trap();
      }
      return exports[name](...args);
    };
  }
  return { exports: watched };
};

const { assess, ArrearsError, Policy } = await import("arrears");
const facts = JSON.parse(readFileSync(0, "utf8"));
const before = JSON.stringify(assess(facts));
const policy = Policy.builtin("cn-bank-loan");
const failures = [];
const answers = [];
for (const name of ["policyhandle_call", "policyhandle_builtin", "policyhandle_call"]) {
  const instancesBefore = instances;
  armed = name;
  failures.push(describe(() => (name === "policyhandle_builtin" ? Policy.builtin("cn-bank-loan") : assess(facts, { policy }))));
  answers.push(JSON.stringify(assess(facts)), JSON.stringify(assess(facts, { policy })));
  if (instances !== instancesBefore + 1) throw new Error(`${instances - instancesBefore} instances were made after a trap`);
}
// A policy of the stopped instance is forgotten and collected: its finaliser must not trap outside a call.
globalThis.gc?.();
await new Promise((done) => setTimeout(done, 50));
globalThis.gc?.();
policy.dispose();
console.log(JSON.stringify({ failures, same: answers.every((answer) => answer === before), answer: JSON.parse(before) }));

function describe(call) {
  try {
    call();
    return "no error";
  } catch (error) {
    return {
      ours: error instanceof ArrearsError,
      code: error.code,
      problem: error.problems[0].code,
      cause: error.cause instanceof WebAssembly.RuntimeError,
    };
  }
}

// Both ways in one process: whether they share a copy or not, errors and policies pass between them.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import * as esm from "arrears";
import { probe } from "./probe.js";

const require = createRequire(import.meta.url);
const cjs = require("arrears");
const slim = await import("arrears/slim");
const errors = [esm, cjs, slim].map(({ assess }) => {
  try {
    return assess({});
  } catch (error) {
    return error;
  }
});
for (const error of errors) {
  for (const { ArrearsError } of [esm, cjs, slim]) assert.ok(error instanceof ArrearsError);
}
const policy = cjs.Policy.builtin("cn-bank-loan");
const facts = { asOf: "2025-11-22", arrears: [{ dueOn: "2025-08-15", principal: 1 }] };
assert.deepEqual(esm.assess(facts, { policy }), cjs.assess(facts));
console.log(JSON.stringify(probe()));

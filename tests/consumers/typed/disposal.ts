/** Compiled with the library that knows `Symbol.dispose`. */

import { assess, Policy, type Facts } from "arrears";

export function once(facts: Facts, document: string): string {
  using policy = Policy.compile(document);
  return assess(facts, { policy }).policy.fingerprint;
}

/**
 * The functions of the package over one engine. Every entry of the package is this facade with another
 * way of getting at the wasm module.
 */

import { Engine } from "./engine.js";
import { ArrearsError, describe, single } from "./errors.js";
import { definePolicy, policyShelf, runWith } from "./policy.js";

/** The policy of a call that names none. */
const DEFAULT_POLICY = "cn-bank-loan";

/**
 * @param {import("./engine.js").Host} host
 * @param {{ version: string, policies: readonly string[] }} build
 */
export function createFacade(host, build) {
  const engine = new Engine(host, build.version);
  const Policy = definePolicy(engine);
  const builtin = policyShelf(Policy);

  /** @param {string} name */
  const operation = (name) => (/** @type {unknown} */ facts, /** @type {unknown} */ options) => {
    const chosen = policyOption(options) ?? DEFAULT_POLICY;
    return runWith(typeof chosen === "string" ? builtin(chosen) : chosen, name, facts, options);
  };

  return {
    assess: operation("assess"),
    penaltyInterest: operation("penaltyInterest"),
    waiver: operation("waiver"),
    installments: operation("installments"),
    escalation: operation("escalation"),
    init: (/** @type {unknown} */ source) => engine.init(source),
    policies: Object.freeze([...build.policies]),
    version: build.version,
    ArrearsError,
    Policy,
  };
}

/**
 * The policy among the options; everything else about them is the engine's to judge.
 *
 * @param {unknown} options
 */
function policyOption(options) {
  if (typeof options !== "object" || options === null) return undefined;
  try {
    return /** @type {{ policy?: unknown }} */ (options).policy;
  } catch (cause) {
    const message = `the option \`policy\` throws when it is read: ${describe(cause)}`;
    throw single("invalidFacts", { code: "notData", path: "/policy", message }, cause);
  }
}

/**
 * The functions of the package over one engine. Every entry of the package is this facade with another
 * way of getting at the wasm module.
 */

import { Engine } from "./engine.js";
import { ArrearsError, inLanguage, worded } from "./errors.js";
import { normalise } from "./normalise.js";
import { option, withoutPlaces } from "./options.js";
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

  /**
   * A policy by its id, or as it is. An unknown id is refused at once, in the language of the call.
   *
   * @param {unknown} policy
   * @param {unknown} options
   */
  const shelved = (policy, options) => {
    if (typeof policy !== "string") return policy;
    return build.policies.includes(policy) ? builtin(policy) : Policy.builtin(policy, { locale: option(options, "locale") });
  };
  /** @param {unknown} options */
  const chosen = (options) => shelved(option(options, "policy") ?? DEFAULT_POLICY, options);
  /**
   * An operation on facts, or on what it takes instead of them.
   *
   * @param {string} name
   */
  const operation = (name) => (/** @type {unknown} */ facts, /** @type {unknown} */ options) =>
    worded(options, () => runWith(chosen(options), name, facts, options));
  /**
   * An operation that no policy has a say in: any engine will do.
   *
   * @param {string} name
   */
  const withoutPolicy = (name) => (/** @type {unknown} */ given, /** @type {unknown} */ options) =>
    worded(options, () => runWith(builtin(DEFAULT_POLICY), name, given, options));

  return {
    assess: operation("assess"),
    penaltyInterest: operation("penaltyInterest"),
    waiver: operation("waiver"),
    installments: operation("installments"),
    escalation: operation("escalation"),
    hardship: operation("hardship"),
    restructure: operation("restructure"),
    tracking: operation("tracking"),
    settlement: operation("settlement"),
    change: operation("change"),
    keyDates: operation("keyDates"),
    actions: operation("actions"),
    conduct: operation("conduct"),
    screenScript: (/** @type {unknown} */ script, /** @type {unknown} */ options) =>
      worded(options, () => {
        return runWith(chosen(options), "screenScript", undefined, screening(script, options));
      }),
    explain: (/** @type {unknown} */ answer, /** @type {unknown} */ options) =>
      worded(options, () => {
        const policy = option(options, "policy") ?? builtinOf(answer, build.policies) ?? DEFAULT_POLICY;
        return runWith(shelved(policy, options), "explain", answer, options);
      }),
    vocabulary: () => withoutPolicy("vocabulary")(undefined, undefined),
    dayCount: withoutPolicy("dayCount"),
    interest: withoutPolicy("interest"),
    schedule: withoutPolicy("schedule"),
    allocate: operation("allocate"),
    reschedule: operation("reschedule"),
    delinquency: operation("delinquency"),
    affordability: operation("affordability"),
    courtFee: withoutPolicy("courtFee"),
    judgmentInterest: withoutPolicy("judgmentInterest"),
    workingDays: withoutPolicy("workingDays"),
    limitation: operation("limitation"),
    lpr: withoutPolicy("lpr"),
    listPolicies: () => withoutPolicy("policies")(undefined, undefined),
    viewPolicy: (/** @type {unknown} */ options) => operation("policy")(undefined, options),
    checkPolicy: withoutPolicy("checkPolicy"),
    comparePolicies: (/** @type {unknown} */ input) =>
      worded(input, () => withoutPlaces(() => runWith(builtin(DEFAULT_POLICY), "comparePolicies", undefined, input))),
    init: (/** @type {unknown} */ source, /** @type {unknown} */ options) =>
      engine.init(source).catch((error) => {
        throw inLanguage(error, options);
      }),
    policies: Object.freeze([...build.policies]),
    version: build.version,
    ArrearsError,
    Policy,
  };
}

/**
 * The wire has the script among the options. Read in one go, so that each property of the caller's options is read
 * once.
 *
 * @param {unknown} script
 * @param {unknown} options
 */
function screening(script, options) {
  const read = normalise(options ?? {}, { omit: "policy" });
  if (typeof read !== "object" || read === null || Array.isArray(read)) return read;
  return { ...read, script };
}

/**
 * The id of the built-in policy that an answer says it was computed under, if it is one. An answer of an own
 * policy, or none at all, is the engine's to judge.
 *
 * @param {unknown} answer
 * @param {readonly string[]} ids
 */
function builtinOf(answer, ids) {
  try {
    const { id } = /** @type {{ policy: { id: string } }} */ (answer).policy;
    return ids.includes(id) ? id : undefined;
  } catch {
    return undefined;
  }
}

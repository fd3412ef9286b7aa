/**
 * The one error class of the package, and the few failures that arise on the JavaScript side of the
 * boundary. Everything about facts and policies is worded by the engine itself.
 */

import { MORE_PROBLEMS, ONE_MORE_PROBLEM, languageOf, say } from "./words.js";

/** @typedef {import("./words.js").Language} Language */
/** @typedef {import("./words.js").Words} Words */
/** @typedef {{ message: Words, help?: Words, values?: readonly unknown[] }} Said */
/** @typedef {import("./types.js").ErrorCode} ErrorCode */
/** @typedef {import("./types.js").Problem} Problem */
/** @typedef {{ code: ErrorCode, problems: Problem[], problemCount: number }} Failure */

// A registered symbol is the same in every copy of this file, so an error made by the CommonJS copy is
// recognised by the ES module copy and the other way round.
const BRAND = Symbol.for("arrears.ArrearsError");
// The words of a problem found on this side, by which it can be said in another language.
const SAID = Symbol.for("arrears.ArrearsError.said");

export class ArrearsError extends Error {
  /**
   * @param {Failure} failure
   * @param {{ cause?: unknown, language?: Language }} [options]
   */
  constructor(failure, options) {
    super(headline(failure, options?.language ?? 0));
    this.code = failure.code;
    this.problems = failure.problems;
    this.problemCount = failure.problemCount;
    // Set by hand: the options argument of `Error` is younger than some supported runtimes.
    if (options && "cause" in options) define(this, "cause", options.cause);
  }

  /** A plain copy for logs: `JSON.stringify` of an ordinary error gives `{}`. */
  toJSON() {
    const { name, message, code, problems, problemCount } = this;
    return { name, message, code, problems, problemCount };
  }

  /** @param {unknown} value */
  static [Symbol.hasInstance](value) {
    // A subclass asks for its own instances, not for every error of the package.
    if (!Object.prototype.hasOwnProperty.call(this.prototype, BRAND)) {
      return Function.prototype[Symbol.hasInstance].call(this, value);
    }
    return typeof value === "object" && value !== null && /** @type {any} */ (value)[BRAND] === true;
  }
}

define(ArrearsError.prototype, "name", "ArrearsError");
define(ArrearsError.prototype, BRAND, true);

/**
 * @param {object} target
 * @param {PropertyKey} key
 * @param {unknown} value
 */
function define(target, key, value) {
  Object.defineProperty(target, key, { value, writable: true, configurable: true });
}

/**
 * @param {Failure} failure
 * @param {Language} language
 */
function headline({ code, problems, problemCount }, language) {
  const first = problems[0];
  if (!first) return code;
  const more = problemCount - 1;
  if (more < 1) return first.message;
  return first.message + say(more === 1 ? ONE_MORE_PROBLEM : MORE_PROBLEMS, language, [more]);
}

/**
 * An error with exactly one problem, found on this side of the boundary; in English until the call that it
 * ends says in which language it is wanted.
 *
 * @param {ErrorCode} code
 * @param {{ code: Problem["code"], path: string }} problem
 * @param {Said} said
 * @param {{ cause?: unknown, language?: Language }} [options]
 */
export function single(code, problem, said, options = {}) {
  const language = options.language ?? 0;
  const message = say(said.message, language, said.values);
  const whole = said.help ? { ...problem, message, help: say(said.help, language, said.values) } : { ...problem, message };
  const error = new ArrearsError({ code, problems: [whole], problemCount: 1 }, options);
  define(error, SAID, said);
  return error;
}

/**
 * Runs a call, and says what it fails with in the language that its options ask for.
 *
 * @template T
 * @param {unknown} options read only when the call has failed
 * @param {() => T} call
 * @returns {T}
 */
export function worded(options, call) {
  try {
    return call();
  } catch (error) {
    throw inLanguage(error, options);
  }
}

/**
 * What a call failed with, in the language that its options ask for. The engine has worded what it found.
 *
 * @param {unknown} error
 * @param {unknown} options
 */
export function inLanguage(error, options) {
  const language = languageOf(localeOf(options));
  if (language === 0 || !(error instanceof ArrearsError)) return error;
  const { code, problems, problemCount } = error;
  const cause = "cause" in error ? { cause: error.cause } : {};
  const said = /** @type {{ [SAID]?: Said }} */ (error)[SAID];
  const [problem] = problems;
  if (said && problem) return single(code, { code: problem.code, path: problem.path }, said, { ...cause, language });
  return problemCount > 1 ? new ArrearsError({ code, problems, problemCount }, { ...cause, language }) : error;
}

/** @param {unknown} options */
function localeOf(options) {
  try {
    return /** @type {{ locale?: unknown }} */ (options).locale;
  } catch {
    return undefined;
  }
}

/**
 * What a failed call threw, read as the engine's own failure; undefined when it is something else.
 *
 * @param {unknown} thrown
 * @returns {Failure | undefined}
 */
export function failureFrom(thrown) {
  const value = typeof thrown === "string" ? parsed(thrown) : thrown;
  if (typeof value !== "object" || value === null) return undefined;
  const { code, problems, problemCount } = /** @type {Partial<Failure>} */ (value);
  if (typeof code !== "string" || !Array.isArray(problems) || typeof problemCount !== "number") return undefined;
  return { code, problems, problemCount };
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @param {unknown} thrown */
export function describe(thrown) {
  try {
    return thrown instanceof Error ? thrown.message : String(thrown);
  } catch {
    return "a value that cannot be shown";
  }
}

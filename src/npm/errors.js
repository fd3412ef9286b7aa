/**
 * The one error class of the package, and the few failures that arise on the JavaScript side of the
 * boundary. Everything about facts and policies is worded by the engine itself.
 */

/** @typedef {import("./types.js").ErrorCode} ErrorCode */
/** @typedef {import("./types.js").Problem} Problem */
/** @typedef {{ code: ErrorCode, problems: Problem[], problemCount: number }} Failure */

// A registered symbol is the same in every copy of this file, so an error made by the CommonJS copy is
// recognised by the ES module copy and the other way round.
const BRAND = Symbol.for("arrears.ArrearsError");

export class ArrearsError extends Error {
  /**
   * @param {Failure} failure
   * @param {{ cause?: unknown }} [options]
   */
  constructor(failure, options) {
    super(headline(failure));
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

/** @param {Failure} failure */
function headline({ code, problems, problemCount }) {
  const first = problems[0];
  if (!first) return code;
  const more = problemCount - 1;
  if (more < 1) return first.message;
  return `${first.message} (and ${more} more ${more === 1 ? "problem" : "problems"})`;
}

/**
 * An error with exactly one problem, found on this side of the boundary.
 *
 * @param {ErrorCode} code
 * @param {Problem} problem
 * @param {unknown} [cause]
 */
export function single(code, problem, cause) {
  const failure = { code, problems: [problem], problemCount: 1 };
  return cause === undefined ? new ArrearsError(failure) : new ArrearsError(failure, { cause });
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

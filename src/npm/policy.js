/**
 * Compiled policies as JavaScript objects, and the way from an operation's arguments to the engine.
 */

import { describe, single, worded } from "./errors.js";
import { normalise } from "./normalise.js";
import { SOURCE, documentText, notAPolicy, withoutPlaces } from "./options.js";
import { TapeReader } from "./tape.js";
import { languageOf } from "./words.js";

/** @typedef {import("./engine.js").Engine} Engine */
/** @typedef {import("./engine.js").Glue} Glue */
/** @typedef {import("arrears:glue").PolicyHandle} Handle */
/** @typedef {{ builtin: string } | { document: string }} Source */
/** @typedef {{ glue: Glue, handle: Handle, reader: TapeReader }} Bound a handle and who reads its tapes */
/** @typedef {"text" | "value"} Door */

// Registered, so that a policy made by one copy of the package (ESM, CJS, slim) works in another: the
// call goes to the engine that compiled it.
const RUN = Symbol.for("arrears.Policy.run");
const PRIVATE = {};
// Their input holds policy documents, which keep their nulls: unlike in facts, they are part of what is
// checked and of what the fingerprint is taken over.
const ON_DOCUMENTS = ["checkPolicy", "comparePolicies"];

/**
 * The class is made once for each engine, so that `Policy.compile` needs no engine argument.
 *
 * @param {Engine} engine
 */
export function definePolicy(engine) {
  class Policy {
    /** @type {Source | undefined} undefined once disposed of */
    #source;
    /** @type {Bound | undefined} */
    #bound;

    /**
     * @param {unknown} key
     * @param {Source} source
     * @param {unknown} options in which language to word the problems of the document
     */
    constructor(key, source, options) {
      if (key !== PRIVATE) throw new TypeError("use Policy.builtin or Policy.compile");
      this.#source = source;
      this.#handle(JSON.stringify(normalise(options ?? {})));
    }

    /**
     * @param {string} id
     * @param {unknown} [options]
     */
    static builtin(id, options) {
      const source = { builtin: typeof id === "string" ? id : shownId(id) };
      return worded(options, () => new Policy(PRIVATE, source, options));
    }

    /**
     * @param {unknown} document
     * @param {unknown} [options]
     */
    static compile(document, options) {
      return worded(options, () => {
        if (typeof document === "string") return new Policy(PRIVATE, { document: documentText(document, "") }, options);
        const text = JSON.stringify(normalise(document, { keepNull: true }));
        return withoutPlaces(() => new Policy(PRIVATE, { document: text }, options));
      });
    }

    dispose() {
      this.#source = undefined;
      const bound = this.#bound;
      this.#bound = undefined;
      if (bound) engine.run(bound.glue, () => bound.handle.free());
    }

    /** What it was compiled from, for an engine of another kind: the id of a built-in policy, or a document's text. */
    [SOURCE]() {
      if (!(#source in this)) throw notAPolicy();
      const source = this.#source;
      if (!source) throw disposed();
      return "builtin" in source ? source.builtin : source.document;
    }

    /**
     * @param {string} operation
     * @param {unknown} facts
     * @param {unknown} options without the policy
     * @param {Door} door the text door is the faster one for objects this large; both give one answer
     */
    [RUN](operation, facts, options, door) {
      // A proxy of a policy has its functions and not its state.
      if (!(#source in this)) throw notAPolicy();
      // Read first: reading runs the caller's getters, which may themselves call into the engine.
      const keepNull = ON_DOCUMENTS.includes(operation);
      const settings = isNothing(options) ? {} : normalise(options, { omit: "policy", keepNull });
      const given = normalise(facts, { keepNull, language: languageIn(settings) });
      const bound = this.#handle();
      const { handle } = bound;
      if (door === "value") return this.#answer(bound, () => handle.callValue(operation, given, settings));
      const [factsText, optionsText] = [JSON.stringify(given), JSON.stringify(settings)];
      return this.#answer(bound, () => handle.call(operation, factsText, optionsText));
    }

    /**
     * Runs a call and reads its tape. A tape that could not be read to its end (no room on the stack) has told
     * things that the reader now lacks: the next call gets a handle and a reader that know nothing yet.
     *
     * @param {Bound} bound
     * @param {() => number} call
     */
    #answer({ glue, reader }, call) {
      const address = engine.run(glue, call);
      try {
        return reader.read(address);
      } catch (cause) {
        this.#bound = undefined;
        throw cause;
      }
    }

    /**
     * The handle in the running instance, compiled again when that is a new one after a trap.
     *
     * @param {string} [options]
     */
    #handle(options = "{}") {
      const source = this.#source;
      if (!source) throw disposed();
      const glue = engine.glue();
      if (this.#bound?.glue !== glue) {
        const { PolicyHandle } = glue;
        const handle = engine.run(glue, () =>
          "builtin" in source
            ? PolicyHandle.builtin(source.builtin, options)
            : PolicyHandle.compile(source.document, options),
        );
        this.#bound = { glue, handle, reader: new TapeReader(engine.memory(glue)) };
      }
      return /** @type {Bound} */ (this.#bound);
    }
  }
  hide(Policy.prototype, RUN);
  hide(Policy.prototype, SOURCE);
  const { dispose } = /** @type {{ dispose?: symbol }} */ (Symbol);
  if (dispose) Object.defineProperty(Policy.prototype, dispose, { value: Policy.prototype.dispose, configurable: true });
  return Policy;
}

/**
 * Built-in policies by id, compiled on first use. Only ids that exist get in, so it cannot grow.
 *
 * @param {ReturnType<typeof definePolicy>} Policy
 */
export function policyShelf(Policy) {
  /** @type {Map<string, InstanceType<typeof Policy>>} */
  const shelf = new Map();
  return (/** @type {string} */ id) => {
    let policy = shelf.get(id);
    if (!policy) {
      policy = Policy.builtin(id);
      shelf.set(id, policy);
    }
    return policy;
  };
}

/**
 * Runs an operation with a policy of this or any other copy of the package.
 *
 * @param {unknown} policy
 * @param {string} operation
 * @param {unknown} facts
 * @param {unknown} options
 * @param {Door} [door]
 */
export function runWith(policy, operation, facts, options, door = "text") {
  const run = runOf(policy);
  if (typeof run !== "function") throw notAPolicy();
  return run.call(policy, operation, facts, options, door);
}

/** @param {unknown} policy */
function runOf(policy) {
  try {
    return typeof policy === "object" && policy !== null ? /** @type {any} */ (policy)[RUN] : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {object} prototype
 * @param {symbol} key
 */
function hide(prototype, key) {
  Object.defineProperty(prototype, key, { enumerable: false });
}

/** @param {unknown} id */
function shownId(id) {
  return typeof id === "symbol" ? "a symbol" : describe(id);
}

/** @param {unknown} value */
function isNothing(value) {
  return value === undefined || value === null;
}

/** @param {import("./normalise.js").Json} settings */
function languageIn(settings) {
  return languageOf(/** @type {{ locale?: unknown }} */ (settings).locale);
}

/** @type {import("./words.js").Words} */
const DISPOSED = ["this policy has been disposed of", "这份政策已经释放", "這份政策已經釋放"];
/** @type {import("./words.js").Words} */
const COMPILE_AGAIN = ["compile it again", "请重新编译", "請重新編譯"];

function disposed() {
  return single("invalidPolicy", { code: "policyDisposed", path: "" }, { message: DISPOSED, help: COMPILE_AGAIN });
}

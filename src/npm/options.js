/**
 * What is read of a caller's options before the engine sees them: the policy, in each of its forms, and the language.
 */

import { ArrearsError, describe, single } from "./errors.js";
import { isWhole } from "./normalise.js";

// Registered, so that a policy made by one copy of the package works in another, with an engine of its own.
/** The key under which a compiled policy gives what it was compiled from: the id of a built-in one, or a text. */
export const SOURCE = Symbol.for("arrears.Policy.source");

/** @type {import("./words.js").Words} */
const OPTION_THROWS = [
  "the option `{0}` throws when it is read: {1}",
  "读取选项 `{0}` 时出错：{1}",
  "讀取選項 `{0}` 時出錯：{1}",
];
/** @type {import("./words.js").Words} */
const NOT_A_POLICY = [
  "the policy is neither an id nor a compiled policy",
  "给出的政策既不是标识，也不是编译好的政策",
  "給出的政策既不是識別碼，也不是編譯好的政策",
];
/** @type {import("./words.js").Words} */
const COMPILE_FIRST = [
  "compile a document with `Policy.compile` first",
  "请先用 `Policy.compile` 编译政策文件",
  "請先用 `Policy.compile` 編譯政策文件",
];
/** @type {import("./words.js").Words} */
const NO_SOURCE = [
  "the policy is neither an id nor a document nor a compiled policy",
  "给出的政策既不是标识，也不是政策文件或编译好的政策",
  "給出的政策既不是識別碼，也不是政策文件或編譯好的政策",
];
/** @type {import("./words.js").Words} */
const GIVE_SOURCE = [
  "give the id of a built-in policy, a document as an object or as JSON text, or a policy of `Policy.builtin` or `Policy.compile`",
  "请给出内置政策的标识、政策文件（对象或 JSON 文本），或 `Policy.builtin`、`Policy.compile` 得到的政策",
  "請給出內建政策的識別碼、政策文件（物件或 JSON 文字），或 `Policy.builtin`、`Policy.compile` 得到的政策",
];

/** @type {import("./words.js").Words} */
const HALF_IN_DOCUMENT = [
  "the document holds half of a surrogate pair: it was cut inside a character",
  "政策文件含有半个代理对：文字在一个字符中间被截断",
  "政策文件含有半個代理對：文字在一個字元中間被截斷",
];

/**
 * One of the options, as their own: what a prototype lends is none of them. Everything else about them is the engine's
 * to judge.
 *
 * @param {unknown} options
 * @param {"policy" | "after" | "locale"} name
 */
export function option(options, name) {
  if (typeof options !== "object" || options === null) return undefined;
  try {
    const isOwn = Object.prototype.hasOwnProperty.call(options, name);
    return isOwn ? /** @type {Record<string, unknown>} */ (options)[name] : undefined;
  } catch (cause) {
    const said = { message: OPTION_THROWS, values: [name, describe(cause)] };
    throw single("invalidFacts", { code: "notData", path: `/${name}` }, said, { cause });
  }
}

/** Where a call takes what `Policy` made, or an id. */
export function notAPolicy() {
  return single("invalidPolicy", { code: "notAPolicy", path: "/policy" }, { message: NOT_A_POLICY, help: COMPILE_FIRST });
}

/**
 * Where a call takes a document as well.
 *
 * @param {string} path
 */
export function noSource(path) {
  return single("invalidPolicy", { code: "notAPolicy", path }, { message: NO_SOURCE, help: GIVE_SOURCE });
}

/**
 * The text of a document as it is. Half of a surrogate pair has no form in the engine, which would take another
 * character for it.
 *
 * @param {string} text
 * @param {string} path where the document stands
 */
export function documentText(text, path) {
  if (isWhole(text)) return text;
  throw single("invalidPolicy", { code: "notData", path }, { message: HALF_IN_DOCUMENT });
}

/**
 * What a compiled policy, of any copy of the package, was compiled from; undefined where it is none.
 *
 * @param {unknown} policy
 * @returns {string | undefined}
 */
export function sourceOf(policy) {
  const isObject = typeof policy === "object" && policy !== null;
  const source = isObject ? attempt(() => /** @type {any} */ (policy)[SOURCE]) : undefined;
  return typeof source === "function" ? source.call(policy) : undefined;
}

/**
 * @template T
 * @param {() => T} read
 */
function attempt(read) {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/**
 * Runs a call whose document was given as data: lines and columns of the text that it was turned into would
 * lead nowhere.
 *
 * @template T
 * @param {() => T} call
 * @returns {T}
 */
export function withoutPlaces(call) {
  try {
    return call();
  } catch (error) {
    if (!(error instanceof ArrearsError) || !error.problems.some((problem) => "line" in problem)) throw error;
    const problems = error.problems.map(({ line: _line, column: _column, ...problem }) => problem);
    throw new ArrearsError({ code: error.code, problems, problemCount: error.problemCount });
  }
}

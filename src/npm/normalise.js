/**
 * Turns whatever a caller passes into plain JSON data, without deciding anything about it.
 *
 * `JSON.stringify` would turn NaN into null, drop functions, and read a Date in the caller's time zone,
 * all without a word. Here such a value becomes a marker, a string that starts with NUL and a code, and
 * the engine reports it at its pointer together with every other problem. The input is only read, each
 * property once, and never changed.
 */

import { single } from "./errors.js";
import { languageOf, say } from "./words.js";

/** Nesting beyond this is marked; the deepest fact of the contract sits at 5. */
export const DEPTH_MAX = 64;
/** Values in one call, keys not counted: ten times what the largest accepted history holds. */
export const VALUES_MAX = 1_000_000;
/** UTF-16 units of all keys and texts in one call. */
export const TEXT_MAX = 33_554_432;
/** A prototype chain longer than this is not plain data. */
const PROTOTYPES_MAX = 8;
/** Digits of a bigint before its text is no longer worth making (it takes quadratic time). */
const BIGINT_DIGITS_MAX = 60;

const MARK = "\u0000";
const DAY_MS = 86_400_000;
// A half of a surrogate pair on its own: such a text has no UTF-8 form.
const LONE_SURROGATE = /\p{Surrogate}/u;
/** Younger than some supported runtimes, and several times faster than a pattern. */
const { isWellFormed } = /** @type {{ isWellFormed?: (this: string) => boolean }} */ (/** @type {unknown} */ (String.prototype));
const readTime = Date.prototype.getTime;
const writeIso = Date.prototype.toISOString;

/** @typedef {import("./words.js").Words} Words */

/** @type {Words} */
const VERBATIM = ["{0}", "{0}", "{0}"];
/** @type {Words} */
const A_FUNCTION = ["a function", "函数", "函數"];
/** @type {Words} */
const A_SYMBOL = ["a symbol", "符号值", "符號值"];
/** @type {Words} */
const HALF_IN_TEXT = ["text with half of a surrogate pair", "含有半个代理对的文字", "含有半個代理對的文字"];
/** @type {Words} */
const HALF_IN_KEY = ["a key with half of a surrogate pair", "含有半个代理对的键", "含有半個代理對的鍵"];
/** @type {Words} */
const UNREADABLE = ["an object that cannot be read", "不能读取的对象", "不能讀取的物件"];
/** @type {Words} */
const THROWS = ["a property that throws when it is read", "读取时出错的属性", "讀取時出錯的屬性"];
/** @type {Words} */
const LONG_BIGINT = ["a bigint of more than {0} digits", "超过 {0} 位的大整数", "超過 {0} 位的大整數"];
/** @type {Words} */
const NO_LENGTH = ["an array without a length", "没有长度的数组", "沒有長度的陣列"];
/** @type {Words} */
const INSTANCE = ["an object of class {0}", "{0} 类的对象", "{0} 類別的物件"];
/** @type {Words} */
const OTHER_CALENDAR = ["a date in the calendar {0}", "{0} 历法的日期", "{0} 曆法的日期"];
/** @type {Words} */
const TOO_MANY_VALUES = ["the input holds more than {0} values", "输入的值超过 {0} 个", "輸入的值超過 {0} 個"];
/** @type {Words} */
const TOO_MUCH_TEXT = [
  "the input holds more than {0} characters of text",
  "输入的文字超过 {0} 个字符",
  "輸入的文字超過 {0} 個字元",
];

/** @typedef {"notFinite" | "notData" | "dateNotMidnight" | "invalidDate" | "cyclic" | "tooDeep"} Mark */
/** @typedef {null | boolean | number | string | Json[] | { [key: string]: Json }} Json */
/**
 * @typedef {object} Settings
 * @property {boolean} [keepNull] keep null entries of objects; for facts null and absent are the same
 * @property {string} [omit] a key of the outermost object to leave out unread; that object is then options,
 *   whose own `locale` is the language of markers
 * @property {import("./words.js").Language} [language] of markers
 */

/**
 * @param {unknown} value
 * @param {Settings} [settings]
 * @returns {Json} a fresh tree that shares nothing with `value`
 */
export function normalise(value, settings = {}) {
  return new Walk(settings).value(value) ?? null;
}

class Walk {
  /** @param {Settings} settings */
  constructor(settings) {
    this.keepNull = settings.keepNull === true;
    this.omit = settings.omit;
    this.language = settings.language ?? 0;
    this.values = 0;
    this.text = 0;
    /** @type {object[]} the objects around the one being read, outermost first */
    this.around = [];
    /** @type {(string | number)[]} the way to it */
    this.path = [];
  }

  /**
   * @param {unknown} value
   * @returns {Json | undefined} undefined for nothing given
   */
  value(value) {
    this.values += 1;
    if (this.values > VALUES_MAX) throw this.tooMuch(TOO_MANY_VALUES, VALUES_MAX);
    switch (typeof value) {
      case "string":
        this.count(value.length);
        return isWhole(value) ? value : this.told(mark("notData", HALF_IN_TEXT));
      case "number":
        return this.told(number(value));
      case "boolean":
        return value;
      case "undefined":
        return undefined;
      case "bigint":
        return this.told(bigint(value));
      case "object":
        return value === null ? null : this.object(value);
      default:
        return this.told(mark("notData", typeof value === "function" ? A_FUNCTION : A_SYMBOL));
    }
  }

  /**
   * @template {Json} T
   * @param {T | Marker} read
   * @returns {T | string}
   */
  told(read) {
    return read instanceof Marker ? read.text(this.language) : read;
  }

  /** @param {number} length */
  count(length) {
    this.text += length;
    if (this.text > TEXT_MAX) throw this.tooMuch(TOO_MUCH_TEXT, TEXT_MAX);
  }

  /**
   * @param {object} object
   * @returns {Json}
   */
  object(object) {
    const seen = this.around.indexOf(object);
    if (seen >= 0) return this.told(mark("cyclic", VERBATIM, pointer(this.path.slice(0, seen))));
    if (this.around.length >= DEPTH_MAX) return this.told(mark("tooDeep", VERBATIM, DEPTH_MAX));
    let kind;
    try {
      kind = classify(object);
    } catch {
      kind = mark("notData", UNREADABLE);
    }
    if (typeof kind === "string" || kind instanceof Marker) return this.told(kind);
    this.around.push(object);
    const copy = typeof kind === "number" ? this.array(/** @type {unknown[]} */ (object), kind) : this.record(object, kind);
    this.around.pop();
    return copy;
  }

  /**
   * @param {unknown[]} array
   * @param {number} length
   */
  array(array, length) {
    if (length > VALUES_MAX - this.values) throw this.tooMuch(TOO_MANY_VALUES, VALUES_MAX);
    /** @type {Json[]} */
    const copy = [];
    for (let index = 0; index < length; index += 1) {
      copy.push(this.member(array, index) ?? null);
    }
    return copy;
  }

  /**
   * @param {object} object
   * @param {string[]} keys
   */
  record(object, keys) {
    /** @type {{ [key: string]: Json }} */
    const copy = {};
    const outermost = this.around.length === 1;
    const isOptions = outermost && this.omit !== undefined;
    for (const key of isOptions ? localeFirst(keys) : keys) {
      if (outermost && key === this.omit) continue;
      this.count(key.length);
      const value = this.member(object, key);
      if (isOptions && key === "locale") this.language = languageOf(value);
      if (value === undefined || (value === null && !this.keepNull)) continue;
      if (!isWhole(key)) copy[wellFormed(key)] = mark("notData", HALF_IN_KEY).text(this.language);
      // Plain assignment to `__proto__` would set the prototype and lose the entry.
      else if (key === "__proto__") Object.defineProperty(copy, key, { value, enumerable: true, configurable: true });
      else copy[key] = value;
    }
    return copy;
  }

  /**
   * @param {object} object
   * @param {string | number} key
   */
  member(object, key) {
    let read;
    try {
      read = /** @type {any} */ (object)[key];
    } catch {
      return mark("notData", THROWS).text(this.language);
    }
    this.path.push(key);
    const value = this.value(read);
    this.path.pop();
    return value;
  }

  /**
   * @param {Words} message
   * @param {number} bound
   */
  tooMuch(message, bound) {
    return single("limit", { code: "inputTooLarge", path: pointer(this.path) }, { message, values: [bound] });
  }
}

/** What stands in the tree for a value that is no data, once its language is known. */
class Marker {
  /**
   * @param {Mark} code
   * @param {Words} words
   * @param {readonly unknown[]} values
   */
  constructor(code, words, values) {
    this.code = code;
    this.words = words;
    this.values = values;
  }

  /** @param {import("./words.js").Language} language */
  text(language) {
    return `${MARK}${this.code}:${say(this.words, language, this.values)}`;
  }
}

/**
 * @param {Mark} code
 * @param {Words} words
 * @param {readonly unknown[]} values
 */
function mark(code, words, ...values) {
  return new Marker(code, words, values);
}

/**
 * The language first, so that what is marked after it can be said in it.
 *
 * @param {string[]} keys
 */
function localeFirst(keys) {
  return keys.includes("locale") ? ["locale", ...keys.filter((key) => key !== "locale")] : keys;
}

/**
 * Whether a text holds no half of a surrogate pair on its own.
 *
 * @param {string} text
 */
export function isWhole(text) {
  return isWellFormed ? isWellFormed.call(text) : !LONE_SURROGATE.test(text);
}

/** @param {string} text */
function wellFormed(text) {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}

/** @param {number} value */
function number(value) {
  if (!Number.isFinite(value)) return mark("notFinite", VERBATIM, value);
  // `String(-0)` is "0", and both doors of the engine must read the same number.
  return value === 0 ? 0 : value;
}

/**
 * A bigint is the whole number that it is: so many yuan, times, days. Beyond the integers that a number holds
 * exactly, which no field takes, it is kept as its digits, so that the problem shows what was given.
 *
 * @param {bigint} value
 */
function bigint(value) {
  const number = Number(value);
  if (Number.isSafeInteger(number)) return number;
  const bound = BigInt(10) ** BigInt(BIGINT_DIGITS_MAX);
  return value >= bound || value <= -bound ? mark("notData", LONG_BIGINT, BIGINT_DIGITS_MAX) : value.toString();
}

/**
 * What an object is: an array of a length, a record with these keys, or already the text that stands for it.
 *
 * @param {object} object
 * @returns {string | Marker | number | string[]}
 */
function classify(object) {
  if (Array.isArray(object)) {
    // Only a proxy can give a length that is no count.
    const length = object.length;
    return Number.isSafeInteger(length) && length >= 0 ? length : mark("notData", NO_LENGTH);
  }
  if (isPlain(object)) {
    const keys = Object.keys(object);
    return isPlainDateRecord(object, keys) ? plainDate(/** @type {PlainDate} */ (object)) : keys;
  }
  return date(object) ?? instance(object);
}

/**
 * Plain data of any realm: no prototype on the way up brings a constructor other than `Object`.
 *
 * @param {object} object
 */
function isPlain(object) {
  let prototype = Object.getPrototypeOf(object);
  if (prototype === Object.prototype) return true;
  for (let steps = 0; prototype !== null; steps += 1) {
    if (steps >= PROTOTYPES_MAX) return false;
    const own = Object.getOwnPropertyDescriptor(prototype, "constructor");
    if (own && !(typeof own.value === "function" && own.value.name === "Object")) return false;
    prototype = Object.getPrototypeOf(prototype);
  }
  return true;
}

/**
 * @param {object} object
 * @returns {string | Marker | undefined} undefined when it is no Date
 */
function date(object) {
  let time;
  try {
    time = readTime.call(object);
  } catch {
    return undefined;
  }
  if (Number.isNaN(time)) return mark("invalidDate", VERBATIM, "Invalid Date");
  const iso = writeIso.call(object);
  return time % DAY_MS === 0 ? iso.slice(0, iso.indexOf("T")) : mark("dateNotMidnight", VERBATIM, iso);
}

/** @typedef {{ year: number, month: number, day: number, calendarId?: unknown, hour?: unknown }} PlainDate */

/** @param {object} object */
function instance(object) {
  const value = /** @type {PlainDate} */ (object);
  const isDate = isCount(value.year) && isCount(value.month) && isCount(value.day) && value.hour === undefined;
  return isDate ? plainDate(value) : mark("notData", INSTANCE, className(object));
}

/**
 * @param {object} object
 * @param {string[]} keys
 */
function isPlainDateRecord(object, keys) {
  if (keys.length !== 3 && keys.length !== 4) return false;
  if (!keys.every((key) => key === "year" || key === "month" || key === "day" || key === "calendarId")) return false;
  const value = /** @type {PlainDate} */ (object);
  return isCount(value.year) && isCount(value.month) && isCount(value.day);
}

/** @param {PlainDate} value */
function plainDate({ year, month, day, calendarId }) {
  if (calendarId !== undefined && calendarId !== "iso8601") {
    return mark("notData", OTHER_CALENDAR, attempt(() => String(calendarId), "unknown"));
  }
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`;
}

/**
 * @param {number} value
 * @param {number} width
 */
function digits(value, width) {
  return String(value).padStart(width, "0");
}

/** @param {unknown} value */
function isCount(value) {
  return Number.isSafeInteger(value);
}

/** @param {object} object */
function className(object) {
  const name = object.constructor?.name;
  return typeof name === "string" && name !== "" ? name : "unknown";
}

/**
 * @template T
 * @param {() => T} read
 * @param {T} otherwise
 */
function attempt(read, otherwise) {
  try {
    return read();
  } catch {
    return otherwise;
  }
}

/**
 * The JSON pointer (RFC 6901) of a path.
 *
 * @param {readonly (string | number)[]} path
 */
function pointer(path) {
  return path.map((step) => `/${String(step).replace(/~/g, "~0").replace(/\//g, "~1")}`).join("");
}

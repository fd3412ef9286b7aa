/**
 * Turns whatever a caller passes into plain JSON data, without deciding anything about it.
 *
 * `JSON.stringify` would turn NaN into null, drop functions, and read a Date in the caller's time zone,
 * all without a word. Here such a value becomes a marker, a string that starts with NUL and a code, and
 * the engine reports it at its pointer together with every other problem. The input is only read, each
 * property once, and never changed.
 */

import { single } from "./errors.js";

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
const readTime = Date.prototype.getTime;
const writeIso = Date.prototype.toISOString;

/** @typedef {"notFinite" | "notData" | "dateNotMidnight" | "invalidDate" | "cyclic" | "tooDeep"} Mark */
/** @typedef {null | boolean | number | string | Json[] | { [key: string]: Json }} Json */
/**
 * @typedef {object} Settings
 * @property {boolean} [keepNull] keep null entries of objects; for facts null and absent are the same
 * @property {string} [omit] a key of the outermost object to leave out unread
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
    if (this.values > VALUES_MAX) throw this.tooMuch(`more than ${VALUES_MAX} values`);
    switch (typeof value) {
      case "string":
        return this.string(value);
      case "number":
        return number(value);
      case "boolean":
        return value;
      case "undefined":
        return undefined;
      case "bigint":
        return bigint(value);
      case "object":
        return value === null ? null : this.object(value);
      default:
        return mark("notData", typeof value === "function" ? "a function" : "a symbol");
    }
  }

  /** @param {string} text */
  string(text) {
    this.count(text.length);
    return LONE_SURROGATE.test(text) ? mark("notData", "text with half of a surrogate pair") : text;
  }

  /** @param {number} length */
  count(length) {
    this.text += length;
    if (this.text > TEXT_MAX) throw this.tooMuch(`more than ${TEXT_MAX} characters of text`);
  }

  /**
   * @param {object} object
   * @returns {Json}
   */
  object(object) {
    const seen = this.around.indexOf(object);
    if (seen >= 0) return mark("cyclic", pointer(this.path.slice(0, seen)));
    if (this.around.length >= DEPTH_MAX) return mark("tooDeep", String(DEPTH_MAX));
    const kind = attempt(() => classify(object), mark("notData", "an object that cannot be read"));
    if (typeof kind === "string") return kind;
    this.around.push(object);
    const copy = kind.isArray ? this.array(/** @type {unknown[]} */ (object), kind.length) : this.record(object, kind.keys);
    this.around.pop();
    return copy;
  }

  /**
   * @param {unknown[]} array
   * @param {number} length
   */
  array(array, length) {
    if (length > VALUES_MAX - this.values) throw this.tooMuch(`more than ${VALUES_MAX} values`);
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
    for (const key of keys) {
      if (outermost && key === this.omit) continue;
      this.count(key.length);
      const value = this.member(object, key);
      if (value === undefined || (value === null && !this.keepNull)) continue;
      if (LONE_SURROGATE.test(key)) copy[wellFormed(key)] = mark("notData", "a key with half of a surrogate pair");
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
      return mark("notData", "a property that throws when it is read");
    }
    this.path.push(key);
    const value = this.value(read);
    this.path.pop();
    return value;
  }

  /** @param {string} what */
  tooMuch(what) {
    return single("limit", { code: "inputTooLarge", path: pointer(this.path), message: `the input holds ${what}` });
  }
}

/**
 * @param {Mark} code
 * @param {string} shown
 */
function mark(code, shown) {
  return `${MARK}${code}:${shown}`;
}

/** @param {string} text */
function wellFormed(text) {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}

/** @param {number} value */
function number(value) {
  if (!Number.isFinite(value)) return mark("notFinite", String(value));
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
  const shown = `a bigint of more than ${BIGINT_DIGITS_MAX} digits`;
  return value >= bound || value <= -bound ? mark("notData", shown) : value.toString();
}

/**
 * What an object is: an array, a record with these keys, or already the text that stands for it.
 *
 * @param {object} object
 * @returns {string | { isArray: true, length: number } | { isArray: false, keys: string[] }}
 */
function classify(object) {
  if (Array.isArray(object)) {
    // Only a proxy can give a length that is no count.
    const length = object.length;
    return Number.isSafeInteger(length) && length >= 0 ? { isArray: true, length } : mark("notData", "an array without a length");
  }
  if (isPlain(object)) {
    const keys = Object.keys(object);
    return isPlainDateRecord(object, keys) ? plainDate(/** @type {PlainDate} */ (object)) : { isArray: false, keys };
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
 * @returns {string | undefined} undefined when it is no Date
 */
function date(object) {
  let time;
  try {
    time = readTime.call(object);
  } catch {
    return undefined;
  }
  if (Number.isNaN(time)) return mark("invalidDate", "Invalid Date");
  const iso = writeIso.call(object);
  return time % DAY_MS === 0 ? iso.slice(0, iso.indexOf("T")) : mark("dateNotMidnight", iso);
}

/** @typedef {{ year: number, month: number, day: number, calendarId?: unknown, hour?: unknown }} PlainDate */

/** @param {object} object */
function instance(object) {
  const value = /** @type {PlainDate} */ (object);
  const isDate = isCount(value.year) && isCount(value.month) && isCount(value.day) && value.hour === undefined;
  return isDate ? plainDate(value) : mark("notData", `an object of class ${className(object)}`);
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
    return mark("notData", `a date in the calendar ${attempt(() => String(calendarId), "unknown")}`);
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

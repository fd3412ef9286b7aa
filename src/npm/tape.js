/**
 * The reader of tapes: an answer comes out of the engine as words and one text, and is built here. What the
 * words mean stands in the engine's module of the same name.
 *
 * Each compiled policy has a reader of its own, which goes through all its tapes in their order: rows of names,
 * words of closed vocabularies and the sources of the policy are told once. A source is the same frozen object in
 * every answer under that policy; all else in an answer is fresh.
 */

const CONSTANT = 0;
const WHOLE = 1;
const TEXT = 2;
const NAME = 3;
const LIST = 4;
const OBJECT = 5;
const MAP = 6;

const FALSE = 1;
const TRUE = 2;
const NUMBER_AS_TEXT = 3;
const FIRST_SIGHT = 4;

/** Where the value begins. */
const START = 4;

/** @typedef {null | boolean | number | string | Value[] | { [key: string]: Value }} Value */

export class TapeReader {
  constructor() {
    /** @type {(readonly string[])[]} the names of each shape */
    this.shapes = [[]];
    /** @type {string[]} */
    this.names = [];
    /** @type {Value[]} */
    this.lasting = [];
    /** @type {Uint32Array} */
    this.words = new Uint32Array();
    this.text = "";
    this.word = 0;
    this.unit = 0;
  }

  /**
   * @param {Uint32Array} words
   * @param {string} text
   */
  read(words, text) {
    this.words = words;
    this.text = text;
    if (words[0] !== 0) this.define();
    this.word = START;
    this.unit = 0;
    const value = this.value();
    this.text = "";
    return value;
  }

  define() {
    const [words, texts, shapes, names] = /** @type {Iterable<number> & [number, number, number, number]} */ (
      /** @type {unknown} */ (this.words)
    );
    this.word = words;
    this.unit = texts;
    for (let left = shapes; left > 0; left -= 1) {
      const parent = this.shape(this.next());
      this.shapes.push([...parent, this.slice(this.next())]);
    }
    for (let left = names; left > 0; left -= 1) this.names.push(this.slice(this.next()));
  }

  /** The next word; a tape has all those that it announces. */
  next() {
    return /** @type {number} */ (this.words[this.word++]);
  }

  /** @param {number} number */
  shape(number) {
    return /** @type {readonly string[]} */ (this.shapes[number]);
  }

  /** @param {number} units */
  slice(units) {
    const start = this.unit;
    this.unit = start + units;
    return this.text.slice(start, this.unit);
  }

  /** @returns {Value} */
  value() {
    const word = this.next();
    const number = word >>> 3;
    switch (word & 7) {
      case CONSTANT:
        return this.constant(number);
      case WHOLE:
        return number;
      case TEXT:
        return this.slice(number);
      case NAME:
        return /** @type {string} */ (this.names[number]);
      case LIST:
        return this.list(number);
      case OBJECT:
        return this.object(this.shape(number));
      case MAP:
        return this.map(number);
      default:
        return /** @type {Value} */ (this.lasting[number]);
    }
  }

  /**
   * @param {number} number
   * @returns {Value}
   */
  constant(number) {
    switch (number) {
      case FALSE:
        return false;
      case TRUE:
        return true;
      case NUMBER_AS_TEXT:
        return Number(this.slice(this.next() >>> 3));
      case FIRST_SIGHT: {
        const place = this.next();
        const value = /** @type {Value} */ (deeplyFrozen(this.value()));
        this.lasting[place] = value;
        return value;
      }
      default:
        return null;
    }
  }

  /** @param {number} count */
  list(count) {
    /** @type {Value[]} */
    const list = [];
    for (let left = count; left > 0; left -= 1) list.push(this.value());
    return list;
  }

  /** @param {readonly string[]} names */
  object(names) {
    /** @type {{ [key: string]: Value }} */
    const object = {};
    for (const name of names) object[name] = this.value();
    return object;
  }

  /** @param {number} count */
  map(count) {
    /** @type {{ [key: string]: Value }} */
    const map = {};
    for (let left = count; left > 0; left -= 1) {
      const name = /** @type {string} */ (this.value());
      const value = this.value();
      // Plain assignment to `__proto__` would set the prototype and lose the entry.
      if (name === "__proto__") Object.defineProperty(map, name, { value, enumerable: true, configurable: true, writable: true });
      else map[name] = value;
    }
    return map;
  }
}

/** @param {unknown} value */
function deeplyFrozen(value) {
  if (typeof value === "object" && value !== null) Object.values(value).forEach(deeplyFrozen);
  return Object.freeze(value);
}

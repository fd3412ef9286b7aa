/**
 * The reader of tapes: an answer comes out of the engine as words and two texts, and is built here. What the
 * words mean stands in the engine's module of the same name. All three are read where the engine has them.
 *
 * Each compiled policy has a reader of its own, which goes through all its tapes in their order: rows of names,
 * words of closed vocabularies and the sources of the policy are told once. A source is the same frozen object in
 * every answer under that policy; all else in an answer is fresh.
 */

import { makers } from "arrears:shapes";
import { decoders } from "./platform.js";

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
const WIDE_TEXT = 5;
/** Texts kept in slots, and texts to be kept there, begin at these. */
const FIGURE = 128;
const FIGURE_NEW = 256;

/** Where the value begins, and how many bytes a word has. */
const START = 4;
const WORD = 4;

/** @typedef {null | boolean | number | string | Value[] | { [key: string]: Value }} Value */

/** @typedef {(tape: TapeReader) => { [key: string]: Value }} Maker makes an object of the values that come next */

export class TapeReader {
  /** @param {WebAssembly.Memory} memory of the engine that writes the tapes */
  constructor(memory) {
    this.memory = memory;
    this.decoders = decoders();
    /** @type {(readonly string[])[]} the names of each shape */
    this.shapes = [[]];
    /** @type {(Maker | undefined)[]} what makes objects of each shape, once there has been one */
    this.makers = [];
    /** @type {string[]} */
    this.names = [];
    /** @type {Value[]} */
    this.lasting = [];
    /** @type {string[]} amounts and dates in their slots */
    this.kept = new Array(FIGURE_NEW - FIGURE).fill("");
    /** @type {Uint32Array} all memory of the engine */
    this.words = new Uint32Array();
    /** @type {Uint8Array} */
    this.bytes = new Uint8Array();
    this.narrow = "";
    this.wide = "";
    this.word = 0;
    this.narrowUnit = 0;
    this.wideUnit = 0;
  }

  /**
   * Reads the tape whose head lies at an address.
   *
   * @param {number} address
   */
  read(address) {
    // Memory that has grown has a new buffer, and the views of the old one are empty.
    if (this.words.length === 0) this.view();
    const head = address / WORD;
    const [words, narrow, narrowLength, wide, wideLength] = /** @type {[number, number, number, number, number]} */ (
      /** @type {unknown} */ (this.words.subarray(head, head + 5))
    );
    this.narrow = this.decoders.narrow(this.bytes, narrow, narrow + narrowLength);
    this.wide = wideLength === 0 ? "" : this.decoders.wide(this.bytes.subarray(wide, wide + wideLength));
    const start = words / WORD;
    if (this.words[start] !== 0) this.define(start);
    this.word = start + START;
    this.narrowUnit = 0;
    this.wideUnit = 0;
    const value = this.value();
    this.narrow = "";
    this.wide = "";
    return value;
  }

  view() {
    this.words = new Uint32Array(this.memory.buffer);
    this.bytes = this.decoders.view(this.memory.buffer);
  }

  /** @param {number} start */
  define(start) {
    this.word = start;
    const [words, unit, shapes, names] = [this.next(), this.next(), this.next(), this.next()];
    this.word = start + words;
    this.wideUnit = unit;
    for (let left = shapes; left > 0; left -= 1) {
      const parent = this.shape(this.next());
      this.shapes.push([...parent, this.wideText(this.next())]);
    }
    for (let left = names; left > 0; left -= 1) this.names.push(this.wideText(this.next()));
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
  narrowText(units) {
    const start = this.narrowUnit;
    this.narrowUnit = start + units;
    return this.narrow.slice(start, this.narrowUnit);
  }

  /** @param {number} units */
  wideText(units) {
    const start = this.wideUnit;
    this.wideUnit = start + units;
    return this.wide.slice(start, this.wideUnit);
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
        return this.narrowText(number);
      case NAME:
        return /** @type {string} */ (this.names[number]);
      case LIST:
        return this.list(number);
      case OBJECT:
        return (this.makers[number] ?? this.maker(number))(this);
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
        return Number(this.narrowText(this.next() >>> 3));
      case WIDE_TEXT:
        return this.wideText(this.next() >>> 3);
      case FIRST_SIGHT: {
        const place = this.next();
        const value = /** @type {Value} */ (deeplyFrozen(this.value()));
        this.lasting[place] = value;
        return value;
      }
      default:
        return this.figure(number);
    }
  }

  /** @param {number} number */
  figure(number) {
    if (number < FIGURE) return null;
    if (number < FIGURE_NEW) return /** @type {string} */ (this.kept[number - FIGURE]);
    const text = this.narrowText(this.next() >>> 3);
    this.kept[number - FIGURE_NEW] = text;
    return text;
  }

  /**
   * What makes the objects of a shape: of those that most answers have it stands written out in the package, which
   * engines build several times faster than what is put together name by name.
   *
   * @param {number} number
   * @returns {Maker}
   */
  maker(number) {
    const names = this.shape(number);
    const maker = makers.get(names.join()) ?? ((/** @type {TapeReader} */ tape) => tape.object(names));
    this.makers[number] = maker;
    return maker;
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

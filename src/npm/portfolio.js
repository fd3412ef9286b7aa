/**
 * Many cases in one stream: an entry of its own, with an engine of its own that is built for speed. Bytes go in in
 * pieces of any size, rows of results come out, and a summary ends it. `servePortfolio` and `portfolioIn` are the two
 * ends of a worker.
 */

import { policies as ids, version as release } from "arrears:build";
import * as host from "arrears:host";
import { Engine } from "./engine.js";
import { ArrearsError, single, worded } from "./errors.js";
import { isWhole, normalise } from "./normalise.js";
import { documentText, noSource, option, sourceOf, withoutPlaces } from "./options.js";

export { ArrearsError } from "./errors.js";
/** The ids of the built-in policies. */
export const policies = Object.freeze([...ids]);
/** The version of the package. */
export const version = release;

/** @typedef {{ glue: any, handle: any }} Bound */
/** @typedef {import("./words.js").Words} Words */
/** @typedef {{ rows: Uint8Array, summary: object }} Ended */

const DEFAULT_POLICY = "cn-bank-loan";
/** Bytes given to the engine at once: so little that a cancel is heard within a few milliseconds. */
const PIECE = 262_144;
const PRIVATE = {};

/** @type {Words} */
const ENDED = ["this portfolio has ended", "这个组合已经结束", "這個組合已經結束"];
/** @type {Words} */
const NO_BYTES = [
  "a piece of the input is bytes (Uint8Array) or text",
  "每段输入须是字节（Uint8Array）或文本",
  "每段輸入須是位元組（Uint8Array）或文字",
];
/** @type {Words} */
const NO_INPUT = [
  "the input is text, bytes, a Blob, or a stream of them",
  "输入须是文本、字节、Blob，或由它们组成的流",
  "輸入須是文字、位元組、Blob，或由它們組成的串流",
];

const engine = new Engine(host, release);

/**
 * Compiles the engine ahead of the first portfolio.
 *
 * @param {unknown} [source]
 */
export const init = (source) => engine.init(source);

export class Portfolio {
  /** @type {Bound | undefined} */
  #bound;
  #texts = new Texts();

  /** @param {unknown} [options] the settings, and the `policy` that decides */
  constructor(options) {
    this.#bound = worded(options, () => opened(options));
  }

  /** @param {unknown} chunk */
  push(chunk) {
    const { glue, handle } = this.#open();
    const bytes = this.#texts.bytes(chunk);
    return this.#run(glue, () => handle.push(bytes));
  }

  /** @returns {Ended} */
  finish() {
    const { glue, handle } = this.#open();
    const rest = this.#texts.rest();
    const rows = joined(
      rest.length > 0 ? this.#run(glue, () => handle.push(rest)) : rest,
      this.#run(glue, () => handle.finish()),
    );
    const summary = JSON.parse(engine.run(glue, () => handle.summary()));
    this.dispose();
    return { rows, summary };
  }

  dispose() {
    const bound = this.#bound;
    this.#bound = undefined;
    if (bound) engine.run(bound.glue, () => bound.handle.free());
  }

  #open() {
    if (!this.#bound) throw single("invalidFacts", { code: "notData", path: "" }, { message: ENDED });
    return this.#bound;
  }

  /**
   * Runs one call; after a failure nothing more can be read.
   *
   * @template T
   * @param {any} glue
   * @param {() => T} call
   */
  #run(glue, call) {
    try {
      return engine.run(glue, call);
    } catch (error) {
      this.#bound = undefined;
      throw error;
    }
  }
}

const { dispose } = /** @type {{ dispose?: symbol }} */ (Symbol);
if (dispose) Object.defineProperty(Portfolio.prototype, dispose, { value: Portfolio.prototype.dispose, configurable: true });

/** @param {unknown} options */
function opened(options) {
  const [policy, after] = [named(options, "policy"), named(options, "after")];
  const read = normalise(options ?? {}, { keepNull: true });
  const isRecord = typeof read === "object" && read !== null && !Array.isArray(read);
  const { policy: _policy, after: _after, ...settings } = isRecord ? /** @type {Record<string, unknown>} */ (read) : {};
  const text = JSON.stringify(isRecord ? settings : read);
  const glue = engine.glue();
  const { PortfolioHandle } = /** @type {any} */ (glue);
  const open = () =>
    engine.run(glue, () => PortfolioHandle.open(policy?.text ?? DEFAULT_POLICY, after?.text, text));
  return { glue, handle: policy?.isData || after?.isData ? withoutPlaces(open) : open() };
}

const encoder = new TextEncoder();

/**
 * A text as bytes. Half of a surrogate pair on its own has no form in UTF-8: it goes in as the three bytes that it would
 * have, which are none, so that the row that it stands in is told as every row is that is no text. An encoder would put
 * U+FFFD in its place without a word, and two ids could become one.
 *
 * @param {string} text
 * @returns {Uint8Array}
 */
function encoded(text) {
  const bytes = encoder.encode(text);
  if (isWhole(text)) return bytes;
  let at = 0;
  for (const character of text) {
    const unit = character.codePointAt(0) ?? 0;
    if (unit >= 0xd800 && unit < 0xe000) bytes.set([0xed, 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f)], at);
    at += unit < 0x80 ? 1 : unit < 0x800 ? 2 : unit < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** Pieces of text as bytes: one may end in the middle of a character of two units. */
class Texts {
  #half = "";

  /** @param {unknown} chunk */
  bytes(chunk) {
    if (typeof chunk !== "string") return joined(this.rest(), bytesOf(chunk));
    const text = this.#half + chunk;
    const last = text.charCodeAt(text.length - 1);
    const isHalf = last >= 0xd800 && last < 0xdc00;
    this.#half = isHalf ? text.slice(-1) : "";
    return encoded(isHalf ? text.slice(0, -1) : text);
  }

  /** What is left of a character whose other half never came. */
  rest() {
    const half = this.#half;
    this.#half = "";
    return encoded(half);
  }
}

/**
 * @param {Uint8Array} first
 * @param {Uint8Array} second
 */
function joined(first, second) {
  if (first.length === 0) return second;
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

/**
 * A policy as the engine takes it: the id of a built-in one, or a document's text, and whether the text was made here.
 *
 * @param {unknown} options
 * @param {"policy" | "after"} name
 */
function named(options, name) {
  const policy = option(options, name);
  if (policy === undefined || policy === null) return undefined;
  const text = typeof policy === "string" ? documentText(policy, `/${name}`) : sourceOf(policy);
  if (text !== undefined) return { text, isData: false };
  const document = normalise(policy, { keepNull: true });
  // What is no data is a text here that says so.
  if (typeof document !== "object" || document === null) throw noSource(`/${name}`);
  return { text: JSON.stringify(document), isData: true };
}

/**
 * Settings that a message can carry to another thread: a compiled policy stays on its own.
 *
 * @param {Record<string, unknown>} settings
 */
function portable(settings) {
  /** @param {"policy" | "after"} name */
  const one = (name) => {
    const source = sourceOf(option(settings, name));
    return source === undefined ? {} : { [name]: source };
  };
  return worded(settings, () => ({ ...settings, ...one("policy"), ...one("after") }));
}

/**
 * Works through an input on this thread, a piece at a time, and lets others run between the pieces.
 *
 * @param {unknown} input text, bytes, a Blob, or a stream or iterable of text or bytes
 * @param {any} [options] the settings and the `policy`; `onRows(bytes)`, `onProgress({ bytes, total })`, `signal`
 * @returns {Promise<object>} the summary
 */
export async function assessPortfolio(input, options = {}) {
  const { onRows, onProgress, signal, ...settings } = options;
  /** @type {Source} */
  const source = { input };
  const given = pieces(source);
  const stopped = aborted(signal);
  /** @type {Portfolio | undefined} */
  let portfolio;
  try {
    signal?.throwIfAborted();
    portfolio = new Portfolio(settings);
    let bytes = 0;
    const total = sizeOf(input);
    for (;;) {
      const { done, value: piece } = await Promise.race([given.next(), stopped.promise]);
      if (done) break;
      const rows = portfolio.push(piece);
      if (rows.length > 0) await onRows?.(rows);
      bytes += piece.length;
      onProgress?.({ bytes, total });
      await Promise.race([turn(), stopped.promise]);
    }
    const { rows, summary } = portfolio.finish();
    if (rows.length > 0) await onRows?.(rows);
    return summary;
  } finally {
    stopped.end();
    portfolio?.dispose();
    end(source);
    // Not waited for: whoever never gives anything would hold up the end as well.
    given.return(undefined).catch(() => {});
  }
}

/** @typedef {{ input: any, reader?: any }} Source what is read, and who reads it where it is a stream */

/**
 * A stream is ended, read to its end or not.
 *
 * @param {Source} source
 */
function end({ input, reader }) {
  const stream = reader ?? (typeof input?.getReader === "function" && !input.locked ? input : undefined);
  stream?.cancel().catch(() => {});
}

/**
 * What rejects once a signal is given, also while nothing comes.
 *
 * @param {any} signal
 */
function aborted(signal) {
  /** @type {(reason: unknown) => void} */
  let reject = () => {};
  const promise = /** @type {Promise<never>} */ (new Promise((_resolve, rejected) => (reject = rejected)));
  promise.catch(() => {});
  const listen = () => reject(signal.reason);
  signal?.addEventListener("abort", listen, { once: true });
  return { promise, end: () => signal?.removeEventListener("abort", listen) };
}

/** Lets messages in: a cancel among them. */
function turn() {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve(undefined);
    };
    port2.postMessage(null);
  });
}

/** @param {unknown} input */
function sizeOf(input) {
  if (isBlob(input)) return input.size;
  if (typeof input === "string") return encoder.encode(input).length;
  return isBytes(input) ? bytesOf(input).length : undefined;
}

/** @param {unknown} value @returns {value is Blob} */
function isBlob(value) {
  return typeof Blob === "function" && value instanceof Blob;
}

/**
 * @param {Source} source
 * @returns {AsyncGenerator<Uint8Array>}
 */
async function* pieces(source) {
  let { input } = source;
  if (typeof input === "string") input = encoded(input);
  if (isBlob(input)) {
    // Slices, not its stream: a stream's pieces are as large as the browser likes.
    for (let from = 0; from < input.size; from += PIECE) {
      yield new Uint8Array(await input.slice(from, from + PIECE).arrayBuffer());
    }
    return;
  }
  if (isBytes(input)) return yield* cut(bytesOf(input));
  const parts = typeof input?.getReader === "function" ? readAll(source) : input;
  if (parts?.[Symbol.asyncIterator] === undefined && parts?.[Symbol.iterator] === undefined) {
    throw single("invalidFacts", { code: "notData", path: "" }, { message: NO_INPUT });
  }
  const texts = new Texts();
  for await (const part of parts) yield* cut(texts.bytes(part));
  yield* cut(texts.rest());
}

/** @param {Source} source a stream; not every browser can iterate over one */
async function* readAll(source) {
  source.reader = source.input.getReader();
  for (;;) {
    const { done, value } = await source.reader.read();
    if (done) return;
    yield value;
  }
}

/** @param {Uint8Array} bytes */
function* cut(bytes) {
  for (let from = 0; from < bytes.length; from += PIECE) yield bytes.subarray(from, from + PIECE);
}

/** @param {unknown} value */
function isBytes(value) {
  return ArrayBuffer.isView(value) || Object.prototype.toString.call(value) === "[object ArrayBuffer]";
}

/** @param {unknown} value @returns {Uint8Array} */
function bytesOf(value) {
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  if (isBytes(value)) return new Uint8Array(/** @type {ArrayBuffer} */ (value));
  throw single("invalidFacts", { code: "notData", path: "" }, { message: NO_BYTES });
}

/**
 * The worker's end: works through what the other end sends, until the worker is ended. Each run comes with a port of
 * its own, so that no two can be taken for each other.
 *
 * @param {any} port the worker's own scope (`self`), or a message port
 */
export function servePortfolio(port) {
  port.addEventListener("message", (/** @type {{ data: any }} */ { data }) => {
    if (data?.arrears === "portfolio") void serve(data);
  });
  port.start?.();
}

/** @param {{ input: unknown, settings: object, port: any }} run */
async function serve({ input, settings, port }) {
  const aborting = new AbortController();
  port.onmessage = () => aborting.abort();
  try {
    const summary = await assessPortfolio(input, {
      ...settings,
      signal: aborting.signal,
      onRows: (/** @type {Uint8Array} */ rows) => port.postMessage({ rows }, [rows.buffer]),
      onProgress: (/** @type {object} */ progress) => port.postMessage({ progress }),
    });
    port.postMessage({ summary });
  } catch (error) {
    port.postMessage({ failure: failureOf(error) });
  } finally {
    port.close();
  }
}

/** @param {any} error an error loses its class and fields on the way between threads */
function failureOf(error) {
  if (!(error instanceof ArrearsError)) return { message: String(error?.message ?? error) };
  const { code, problems, problemCount } = error;
  return { code, problems, problemCount };
}

/** @param {any} port a worker that runs `servePortfolio(self)`, or a message port to one */
export function portfolioIn(port) {
  return new PortfolioWorker(PRIVATE, port);
}

class PortfolioWorker {
  #port;

  /**
   * @param {unknown} key
   * @param {any} port
   */
  constructor(key, port) {
    if (key !== PRIVATE) throw new TypeError("use portfolioIn");
    this.#port = port;
    port.start?.();
  }

  /**
   * @param {unknown} input text, bytes or a Blob
   * @param {any} [options] as for `assessPortfolio`
   * @returns {Promise<object>} the summary
   */
  async assess(input, options = {}) {
    const { onRows, onProgress, signal, ...settings } = options;
    signal?.throwIfAborted();
    const sent = portable(settings);
    const { port1: own, port2: theirs } = new MessageChannel();
    const stopped = aborted(signal);
    /** Rows are handed on one after the other; what their receiver throws ends the run. */
    let handed = Promise.resolve();
    const run = new Promise((resolve, reject) => {
      own.onmessage = ({ data }) => {
        if (data.rows) handed = handed.then(() => onRows?.(data.rows));
        else if (data.progress) handed = handed.then(() => onProgress?.(data.progress));
        else if (data.failure) reject(data.failure.code ? new ArrearsError(data.failure) : new Error(data.failure.message));
        else handed.then(() => resolve(data.summary), reject);
        handed.catch(reject);
      };
      this.#port.postMessage({ arrears: "portfolio", input, settings: sent, port: theirs }, [theirs]);
    });
    try {
      return await Promise.race([run, stopped.promise]);
    } catch (error) {
      own.postMessage("cancel");
      throw error;
    } finally {
      stopped.end();
      own.close();
    }
  }
}

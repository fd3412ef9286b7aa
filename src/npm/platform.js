/**
 * What differs between runtimes, found when it is needed and never at import: jsdom has no text codecs,
 * some bundlers polyfill a bare `Buffer`, and `fetch` cannot read files in Node.
 */

import { describe, single } from "./errors.js";

const MODULE = "[object WebAssembly.Module]";
/** @typedef {import("./words.js").Words} Words */

/** @type {Words} */
const NO_CODECS = [
  "this runtime has neither `TextEncoder` nor `Buffer`",
  "此运行环境既没有 `TextEncoder` 也没有 `Buffer`",
  "此執行環境既沒有 `TextEncoder` 也沒有 `Buffer`",
];
/** @type {Words} */
const NO_SOURCE = [
  "the source is no URL, response, bytes or compiled module",
  "来源不是网址、响应、字节或编译好的模块",
  "來源不是網址、回應、位元組或編譯好的模組",
];
/** @type {Words} */
const NOTHING_COMPILED = [
  "this runtime compiles nothing at run time",
  "此运行环境不能在运行时编译",
  "此執行環境不能在執行時編譯",
];
/** @type {Words} */
const PASS_COMPILED = [
  "leave out the source, or pass a WebAssembly.Module",
  "请不要给出来源，或者传入 WebAssembly.Module",
  "請不要給出來源，或者傳入 WebAssembly.Module",
];
/** @type {Words} */
const ANSWERED = [
  "the server answered {0} for the engine",
  "服务器对引擎文件的回应是 {0}",
  "伺服器對引擎檔案的回應是 {0}",
];
/** @type {Words} */
const NO_FILES = [
  "this runtime cannot read a `file:` URL",
  "此运行环境不能读取 `file:` 网址",
  "此執行環境不能讀取 `file:` 網址",
];
/** @type {Words} */
const READ_IT = [
  "read the file yourself and pass its bytes",
  "请自行读取文件，再传入其字节",
  "請自行讀取檔案，再傳入其位元組",
];
/** @type {Words} */
const NOT_LOADED = ["the engine could not be loaded: {0}", "引擎未能加载：{0}", "引擎未能載入：{0}"];
/** @type {Words} */
const ALLOW_WASM = [
  "under a content security policy, `script-src` needs 'wasm-unsafe-eval'",
  "若设有内容安全策略，`script-src` 需要 'wasm-unsafe-eval'",
  "若設有內容安全政策，`script-src` 需要 'wasm-unsafe-eval'",
];

/**
 * The text codecs of the runtime, or the same work done by `Buffer` where they are missing.
 *
 * @returns {{ encoder: new () => object, decoder: new (...options: any[]) => object }}
 */
export function textCodecs() {
  const { TextEncoder, TextDecoder } = globalThis;
  if (typeof TextEncoder === "function" && typeof TextDecoder === "function") {
    return { encoder: TextEncoder, decoder: TextDecoder };
  }
  const { Buffer } = /** @type {any} */ (globalThis);
  if (!Buffer) throw notLoaded({ message: NO_CODECS });
  class Encoder {
    /** @param {string} text */
    encode(text) {
      return new Uint8Array(Buffer.from(text, "utf8"));
    }

    /**
     * @param {string} text
     * @param {Uint8Array} target
     */
    encodeInto(text, target) {
      const bytes = this.encode(text);
      target.set(bytes);
      return { read: text.length, written: bytes.length };
    }
  }
  class Decoder {
    /** @param {Uint8Array} [bytes] */
    decode(bytes) {
      return bytes ? Buffer.from(bytes).toString("utf8") : "";
    }
  }
  return { encoder: Encoder, decoder: Decoder };
}

/**
 * How texts are read out of the engine's memory: `view` gives the bytes of a buffer as the others take them, `narrow`
 * reads what has one byte for each character (Latin-1 without controls beyond ASCII), and `wide` reads UTF-8. Where
 * there is a `Buffer`, as in Node, it reads the first ten times as fast as a `TextDecoder`.
 *
 * @typedef {object} Decoders
 * @property {(buffer: ArrayBuffer) => Uint8Array} view
 * @property {(bytes: Uint8Array, start: number, end: number) => string} narrow
 * @property {(bytes: Uint8Array) => string} wide
 */

/** @returns {Decoders} */
export function decoders() {
  const { decoder: Decoder } = textCodecs();
  const decoder = /** @type {TextDecoder} */ (new Decoder("utf-8", { ignoreBOM: true }));
  const wide = (/** @type {Uint8Array} */ bytes) => decoder.decode(bytes);
  const { Buffer } = /** @type {any} */ (globalThis);
  if (typeof Buffer?.prototype?.latin1Slice === "function") {
    return { view: (buffer) => Buffer.from(buffer), narrow: (bytes, start, end) => /** @type {any} */ (bytes).latin1Slice(start, end), wide };
  }
  const latin1 = latin1Decoder(Decoder);
  return { view: (buffer) => new Uint8Array(buffer), narrow: (bytes, start, end) => latin1(bytes.subarray(start, end)), wide };
}

/**
 * @param {new (...options: any[]) => object} Decoder
 * @returns {(bytes: Uint8Array) => string}
 */
function latin1Decoder(Decoder) {
  try {
    const decoder = /** @type {TextDecoder} */ (new Decoder("latin1"));
    return (bytes) => decoder.decode(bytes);
  } catch {
    // A runtime that decodes nothing but UTF-8.
    return (bytes) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  }
}

/**
 * @param {string} text
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function fromBase64(text) {
  const { Buffer } = /** @type {any} */ (globalThis);
  if (Buffer) return Buffer.from(text, "base64");
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
  return bytes;
}

/**
 * Compiles the engine from wherever the caller has it.
 *
 * @param {unknown} source
 * @returns {Promise<WebAssembly.Module>}
 */
export async function compileFrom(source) {
  const given = await source;
  const kind = kindOf(given);
  if (kind === MODULE) return /** @type {WebAssembly.Module} */ (given);
  if (kind === "[object Response]") return compileResponse(/** @type {Response} */ (given));
  if (kind === "[object ArrayBuffer]" || ArrayBuffer.isView(given)) {
    return WebAssembly.compile(/** @type {ArrayBuffer} */ (given));
  }
  if (kind === "[object URL]" || typeof given === "string") return compileUrl(String(given));
  throw notLoaded({ message: NO_SOURCE });
}

/**
 * Takes the engine from the caller where nothing can be compiled at run time: only a module that is compiled already.
 *
 * @param {unknown} source
 * @returns {Promise<WebAssembly.Module>}
 */
export async function compiledFrom(source) {
  const given = await source;
  if (kindOf(given) === MODULE) return /** @type {WebAssembly.Module} */ (given);
  throw notLoaded({ message: NOTHING_COMPILED, help: PASS_COMPILED });
}

/**
 * What an object is by its name, since one of another realm is no instance of this realm's class.
 *
 * @param {unknown} value
 */
function kindOf(value) {
  return Object.prototype.toString.call(value);
}

/** @param {Response} response */
async function compileResponse(response) {
  if (!response.ok) throw notLoaded({ message: ANSWERED, values: [response.status] });
  // Streaming insists on the media type; a server that sends another one is no reason to fail.
  const streams = typeof WebAssembly.compileStreaming === "function";
  const type = response.headers.get("content-type") ?? "";
  if (streams && type.startsWith("application/wasm")) return WebAssembly.compileStreaming(response);
  // Next wraps the call in a function of its own, in which an `await` among the arguments could not stand.
  const bytes = await response.arrayBuffer();
  return WebAssembly.compile(bytes);
}

/** @param {string} url */
async function compileUrl(url) {
  if (url.startsWith("file:")) return WebAssembly.compile(readFile(url));
  return compileResponse(await fetch(url));
}

/** @param {string} url */
function readFile(url) {
  const { process } = /** @type {any} */ (globalThis);
  if (typeof process?.getBuiltinModule !== "function") {
    throw notLoaded({ message: NO_FILES, help: READ_IT });
  }
  return process.getBuiltinModule("node:fs").readFileSync(new URL(url));
}

/**
 * @param {import("./errors.js").Said} said
 * @param {{ cause?: unknown }} [options]
 */
export function notLoaded(said, options) {
  return single("engine", { code: "engineNotLoaded", path: "" }, said, options);
}

/** @param {unknown} cause */
export function loadFailure(cause) {
  return notLoaded({ message: NOT_LOADED, help: ALLOW_WASM, values: [describe(cause)] }, { cause });
}

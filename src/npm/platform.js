/**
 * What differs between runtimes, found when it is needed and never at import: jsdom has no text codecs,
 * some bundlers polyfill a bare `Buffer`, and `fetch` cannot read files in Node.
 */

import { describe, single } from "./errors.js";

const MODULE = "[object WebAssembly.Module]";

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
  if (!Buffer) throw notLoaded("this runtime has neither `TextEncoder` nor `Buffer`");
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
  throw notLoaded("the source is no URL, response, bytes or compiled module");
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
  throw notLoaded("this runtime compiles nothing at run time", "leave out the source, or pass a WebAssembly.Module");
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
  if (!response.ok) throw notLoaded(`the server answered ${response.status} for the engine`);
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
    throw notLoaded("this runtime cannot read a `file:` URL", "read the file yourself and pass its bytes");
  }
  return process.getBuiltinModule("node:fs").readFileSync(new URL(url));
}

/**
 * @param {string} message
 * @param {string} [help]
 * @param {unknown} [cause]
 */
export function notLoaded(message, help, cause) {
  const problem = { code: /** @type {const} */ ("engineNotLoaded"), path: "", message };
  return single("engine", help === undefined ? problem : { ...problem, help }, cause);
}

/** @param {unknown} cause */
export function loadFailure(cause) {
  const help = "under a content security policy, `script-src` needs 'wasm-unsafe-eval'";
  return notLoaded(`the engine could not be loaded: ${describe(cause)}`, help, cause);
}

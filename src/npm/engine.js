/**
 * The life of the wasm instance: made on the first call, kept, thrown away after a trap.
 */

import { createGlue } from "arrears:glue";
import { ArrearsError, describe, failureFrom, single } from "./errors.js";
import { loadFailure, textCodecs } from "./platform.js";

/** @typedef {ReturnType<typeof createGlue>} Glue */
/**
 * @typedef {object} Host where an entry of the package gets its engine from
 * @property {() => WebAssembly.Module} compileNow
 * @property {() => Promise<WebAssembly.Module>} compile
 * @property {(source: unknown) => Promise<WebAssembly.Module>} compileFrom from what the caller of `init` has
 */

/** @type {import("./words.js").Words} */
const STOPPED = ["the engine stopped unexpectedly: {0}", "引擎意外停止：{0}", "引擎意外停止：{0}"];
/** @type {import("./words.js").Words} */
const REPORT = [
  "the next call starts a new engine; please report the input that led here",
  "下一次调用会启动新的引擎；请报告导致停止的输入",
  "下一次呼叫會啟動新的引擎；請回報導致停止的輸入",
];
/** @type {import("./words.js").Words} */
const VERSIONS_DIFFER = [
  "the engine loaded is version {0}, the package is version {1}",
  "加载的引擎版本是 {0}，软件包版本是 {1}",
  "載入的引擎版本是 {0}，套件版本是 {1}",
];
/** @type {import("./words.js").Words} */
const SERVE_SAME = [
  "serve `arrears.wasm` from the same version of the package",
  "请提供同一版本软件包中的 `arrears.wasm`",
  "請提供同一版本套件中的 `arrears.wasm`",
];

export class Engine {
  /** @type {WebAssembly.Module | undefined} */
  #module;
  /** @type {Glue | undefined} */
  #glue;
  /** @type {Promise<void> | undefined} */
  #starting;
  /** @type {WeakMap<Glue, WebAssembly.Memory>} */
  #memories = new WeakMap();
  #host;
  #version;

  /**
   * @param {Host} host
   * @param {string} version the one version that this glue and these types belong to
   */
  constructor(host, version) {
    this.#host = host;
    this.#version = version;
  }

  /** The running instance's glue; a new object after a trap, so that handles of the old one are known. */
  glue() {
    this.#glue ??= this.#start();
    return this.#glue;
  }

  /**
   * The memory of the instance that a glue leads to.
   *
   * @param {Glue} glue
   */
  memory(glue) {
    return /** @type {WebAssembly.Memory} */ (this.#memories.get(glue));
  }

  /**
   * Compiles ahead of the first call. A second call waits for the first and changes nothing; a failed
   * one may be tried again.
   *
   * @param {unknown} source
   */
  async init(source) {
    if (this.#module) return;
    this.#starting ??= this.#load(source).finally(() => {
      this.#starting = undefined;
    });
    await this.#starting;
  }

  /** @param {unknown} source */
  async #load(source) {
    let module;
    try {
      module = source === undefined ? await this.#host.compile() : await this.#host.compileFrom(source);
    } catch (cause) {
      throw cause instanceof ArrearsError ? cause : loadFailure(cause);
    }
    // Instantiated at once: a module that is not this engine must fail here, not on some later call.
    const glue = this.#instantiate(module);
    this.#module = module;
    this.#glue ??= glue;
  }

  #start() {
    let module = this.#module;
    try {
      module ??= this.#host.compileNow();
    } catch (cause) {
      throw cause instanceof ArrearsError ? cause : loadFailure(cause);
    }
    const glue = this.#instantiate(module);
    this.#module = module;
    return glue;
  }

  /** @param {WebAssembly.Module} module */
  #instantiate(module) {
    const { encoder, decoder } = textCodecs();
    const glue = createGlue(encoder, decoder);
    let version;
    try {
      const { exports } = new WebAssembly.Instance(module, { "./arrears_bg.js": glue });
      glue.__wbg_set_wasm(exports);
      this.#memories.set(glue, /** @type {WebAssembly.Memory} */ (exports["memory"]));
      /** @type {{ __wbindgen_start(): void }} */ (/** @type {unknown} */ (exports)).__wbindgen_start();
      version = glue.version();
    } catch (cause) {
      throw loadFailure(cause);
    }
    if (version !== this.#version) throw wrongVersion(version, this.#version);
    return glue;
  }

  /**
   * Runs one call into the engine. What the engine reports is thrown as it says; anything else means
   * that the instance stopped half-way through, and the next call gets a new one.
   *
   * @template T
   * @param {Glue} glue the instance that `call` works on
   * @param {() => T} call
   * @returns {T}
   */
  run(glue, call) {
    try {
      return call();
    } catch (thrown) {
      const failure = failureFrom(thrown);
      if (failure) throw new ArrearsError(failure);
      this.#discard(glue);
      throw stopped(thrown);
    }
  }

  /** @param {Glue} glue */
  #discard(glue) {
    if (this.#glue === glue) this.#glue = undefined;
    // The glue frees forgotten handles from a finaliser; in a stopped instance that would trap again,
    // outside of any call. From here on its frees go nowhere.
    glue.__wbg_set_wasm({ __wbg_policyhandle_free() {}, __wbg_portfoliohandle_free() {} });
  }
}

/** @param {unknown} cause */
function stopped(cause) {
  const said = { message: STOPPED, help: REPORT, values: [describe(cause)] };
  return single("engine", { code: "engineStopped", path: "" }, said, { cause });
}

/**
 * @param {string} found
 * @param {string} wanted
 */
function wrongVersion(found, wanted) {
  const said = { message: VERSIONS_DIFFER, help: SERVE_SAME, values: [found, wanted] };
  return single("engine", { code: "engineVersionDiffers", path: "" }, said);
}

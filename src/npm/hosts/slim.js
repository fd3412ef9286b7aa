/** No engine inside: `init(source)` brings it, once, before the first call. */

import { single } from "../errors.js";
export { compileFrom } from "../platform.js";

/** @typedef {import("../words.js").Words} Words */

/** @type {Words} */
const NOT_YET = ["the engine is not loaded yet", "引擎尚未加载", "引擎尚未載入"];
/** @type {Words} */
const CALL_INIT = [
  "call `await init(source)` before the first use",
  "请在首次使用前调用 `await init(source)`",
  "請在首次使用前呼叫 `await init(source)`",
];
/** @type {Words} */
const NO_SOURCE = ["`init` was called without a source", "调用 `init` 时没有给出来源", "呼叫 `init` 時沒有給出來源"];
/** @type {Words} */
const PASS_SOURCE = [
  "pass the URL or the bytes of `arrears.wasm`",
  "请传入 `arrears.wasm` 的网址或字节",
  "請傳入 `arrears.wasm` 的網址或位元組",
];

export const compileNow = () => {
  throw notReady(NOT_YET, CALL_INIT);
};

export const compile = async () => {
  throw notReady(NO_SOURCE, PASS_SOURCE);
};

/**
 * @param {Words} message
 * @param {Words} help
 */
function notReady(message, help) {
  return single("engine", { code: "engineNotReady", path: "" }, { message, help });
}

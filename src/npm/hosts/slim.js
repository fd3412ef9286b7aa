/** No engine inside: `init(source)` brings it, once, before the first call. */

import { single } from "../errors.js";
export { compileFrom } from "../platform.js";

export const compileNow = () => {
  throw notReady("the engine is not loaded yet", "call `await init(source)` before the first use");
};

export const compile = async () => {
  throw notReady("`init` was called without a source", "pass the URL or the bytes of `arrears.wasm`");
};

/**
 * @param {string} message
 * @param {string} help
 */
function notReady(message, help) {
  return single("engine", { code: "engineNotReady", path: "", message, help });
}

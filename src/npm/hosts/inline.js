/** The engine's bytes travel inside the module, so the first call can compile them by itself. */

import wasm from "arrears:wasm-base64";
import { fromBase64 } from "../platform.js";
export { compileFrom } from "../platform.js";

export const compileNow = () => new WebAssembly.Module(fromBase64(wasm));

export const compile = () => WebAssembly.compile(fromBase64(wasm));

/** The same as `workerd.js`, with the suffix by which edge bundlers know a compiled module. */

import module from "./arrears.wasm?module";
export { compiledFrom as compileFrom } from "../platform.js";

export const compileNow = () => module;

export const compile = async () => module;

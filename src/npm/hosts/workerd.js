/** For runtimes that compile wasm at deployment and forbid it at run time: the import is the module. */

import module from "./arrears.wasm";
export { compiledFrom as compileFrom } from "../platform.js";

export const compileNow = () => module;

export const compile = async () => module;

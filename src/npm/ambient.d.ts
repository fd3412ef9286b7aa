/** What `build.mjs` puts in place of the imports that no file stands behind. */

declare module "arrears:glue" {
  /** The wasm-bindgen glue as a function, so that each instance has state of its own. */
  export function createGlue(
    TextEncoder: new () => object,
    TextDecoder: new (...options: never[]) => object,
  ): WebAssembly.ModuleImports & {
    __wbg_set_wasm(exports: object): void;
    version(): string;
    PolicyHandle: {
      builtin(id: string, options: string): PolicyHandle;
      compile(document: string, options: string): PolicyHandle;
    };
  };

  export interface PolicyHandle {
    /** Each gives the address of the head of the answer's tape. */
    call(operation: string, facts: string, options: string): number;
    callValue(operation: string, facts: unknown, options: unknown): number;
    free(): void;
  }
}

/** What makes objects of the shapes that most answers have, by their names in a row. */
declare module "arrears:shapes" {
  export const makers: ReadonlyMap<string, import("./tape.js").Maker>;
}

declare module "arrears:build" {
  export const version: string;
  export const policies: readonly string[];
}

/** The main entry, which the element does not carry a second time. */
declare module "arrears:main" {
  export const ArrearsError: typeof import("./types.js").ArrearsError;
  export const assess: typeof import("./types.js").assess;
  export const explain: typeof import("./types.js").explain;
  export const vocabulary: typeof import("./types.js").vocabulary;
}

/** One of `hosts/`. */
declare module "arrears:host" {
  export function compileNow(): WebAssembly.Module;
  export function compile(): Promise<WebAssembly.Module>;
  export function compileFrom(source: unknown): Promise<WebAssembly.Module>;
}

declare module "arrears:schemas" {
  export const policySchema: object;
  export const caseSchema: object;
  export const answerSchema: object;
}

declare module "arrears:wasm-base64" {
  const text: string;
  export default text;
}

declare module "*/arrears.wasm" {
  const module: WebAssembly.Module;
  export default module;
}

declare module "*/arrears.wasm?module" {
  const module: WebAssembly.Module;
  export default module;
}

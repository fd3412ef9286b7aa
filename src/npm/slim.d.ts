/**
 * The same functions without the engine inside: the smallest download. Call `init(source)` once, with the
 * package's `arrears.wasm`, before anything else.
 */
export * from "./types.js";
import type { EngineSource } from "./types.js";

/**
 * Loads the engine. A second call waits for the first and changes nothing.
 *
 * @param source where the package's own `arrears.wasm` is
 */
export declare function init(source: EngineSource): Promise<void>;

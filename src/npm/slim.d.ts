/**
 * The same functions without the engine inside: the smallest download. Call `init(source)` once, with the
 * package's `arrears.wasm`, before anything else.
 */
export * from "./types.js";
import type { EngineSource, LocaleOption } from "./types.js";

/**
 * Loads the engine. A second call waits for the first and changes nothing.
 *
 * @param source where the package's own `arrears.wasm` is
 * @param options in which language to say that it could not be loaded
 */
export declare function init(source: EngineSource, options?: LocaleOption): Promise<void>;

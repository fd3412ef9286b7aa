/**
 * The published declarations, in the order in which `build.mjs` joins them into one file: what goes in, what
 * comes out, and the functions between them.
 */
export * from "./types/facts.js";
export * from "./types/answer.js";
export * from "./types/ledger.js";
export * from "./types/restructure.js";
export * from "./types/tracking.js";
export * from "./types/changes.js";
export * from "./types/collection.js";
export * from "./types/reference.js";
export * from "./types/calculators.js";
export * from "./types/words.js";
export * from "./types/errors.js";
export * from "./types/policies.js";
export * from "./types/operations.js";

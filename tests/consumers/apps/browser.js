// Bundled for browsers and run in a context that has only what a browser has.
import { assess, ArrearsError, version } from "arrears";

export function answer(factsText) {
  return JSON.stringify(assess(JSON.parse(factsText)));
}

export function problem() {
  try {
    assess({ asOf: new Date(Number.NaN) });
    return "no error";
  } catch (error) {
    return error instanceof ArrearsError ? error.problems[0].code : `another error: ${error}`;
  }
}

export { version };

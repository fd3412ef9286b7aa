// The worker: the engine is compiled while the page is still being built. (An import map does not reach workers.)
import { assess, init } from "./node_modules/arrears/index.js";

const ready = init();

onmessage = async ({ data: { id, facts, options } }) => {
  try {
    await ready;
    postMessage({ id, answer: assess(facts, options) });
  } catch (error) {
    postMessage({ id, error: error.toJSON?.() ?? { message: String(error) } });
  }
};

// The engine from the separate file, by each kind of source that the first argument names.
import { readFileSync } from "node:fs";
import { assess, init } from "arrears/slim";

const url = new URL(import.meta.resolve("arrears/arrears.wasm"));
const bytes = () => readFileSync(url);
const sources = {
  bytes,
  arrayBuffer: () => bytes().buffer.slice(bytes().byteOffset, bytes().byteOffset + bytes().byteLength),
  module: () => new WebAssembly.Module(bytes()),
  response: () => new Response(bytes(), { headers: { "content-type": "application/wasm" } }),
  promise: () => Promise.resolve(new Response(bytes(), { headers: { "content-type": "text/plain" } })),
  url: () => url,
  text: () => url.href,
};
const facts = JSON.parse(readFileSync(0, "utf8"));
const early = attempt(() => assess(facts));
const missing = await init().then(() => "no error", (error) => error.problems[0].code);
const wrong = await init(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])).then(() => "no error", (error) => error.problems[0].code);
await init(sources[process.argv[2]]());
console.log(JSON.stringify({ early, missing, wrong, answer: assess(facts) }));

function attempt(call) {
  try {
    call();
    return "no error";
  } catch (error) {
    return error.problems[0].code;
  }
}

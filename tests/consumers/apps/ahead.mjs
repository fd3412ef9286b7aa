// Compiles ahead, twice at once, then calls.
import { readFileSync } from "node:fs";
import { assess, init } from "arrears";

await Promise.all([init(), init()]);
await init();
console.log(JSON.stringify(assess(JSON.parse(readFileSync(0, "utf8")))));

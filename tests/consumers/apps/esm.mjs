import { readFileSync } from "node:fs";
import { assess } from "arrears";

console.log(JSON.stringify(assess(JSON.parse(readFileSync(0, "utf8")))));

const { readFileSync } = require("node:fs");
const { assess } = require("arrears");

console.log(JSON.stringify(assess(JSON.parse(readFileSync(0, "utf8")))));

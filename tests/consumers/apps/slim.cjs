const { readFileSync } = require("node:fs");
const { assess, init } = require("arrears/slim");

init(readFileSync(require.resolve("arrears/arrears.wasm"))).then(() => {
  console.log(JSON.stringify(assess(JSON.parse(readFileSync(0, "utf8")))));
});

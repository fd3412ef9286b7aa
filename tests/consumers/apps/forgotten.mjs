// Policies that are disposed of, twice for good measure, and as many that are forgotten.
import { watched } from "./watched.mjs";

const { Policy } = await import("arrears");
const made = 500;
for (let count = 0; count < made; count += 1) {
  const policy = Policy.builtin("cn-bank-loan");
  policy.dispose();
  policy.dispose();
}
const disposed = watched.frees;
for (let count = 0; count < made; count += 1) Policy.builtin("cn-bank-loan");
for (let round = 0; round < 20 && watched.frees < disposed + made; round += 1) {
  globalThis.gc();
  await new Promise((done) => setTimeout(done, 20));
}
console.log(JSON.stringify({ made, disposed, collected: watched.frees - disposed, total: watched.frees }));

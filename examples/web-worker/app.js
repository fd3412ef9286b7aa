// The page: asks the worker, and stays free while it works.
const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
const waiting = new Map();
worker.onmessage = ({ data: { id, answer, error } }) => {
  const { resolve, reject } = waiting.get(id);
  waiting.delete(id);
  // An error of the package loses its class on the way between threads; `toJSON` gave all that it says.
  if (error) reject(error);
  else resolve(answer);
};

let last = 0;
function assess(facts, options) {
  last += 1;
  worker.postMessage({ id: last, facts, options });
  return new Promise((resolve, reject) => waiting.set(last, { resolve, reject }));
}

const arrears = [{ dueOn: "2025-08-15", principal: "60000.00", interest: "900.00" }];
const day = (past) => new Date(Date.UTC(2025, 7, 15 + past));
const answers = await Promise.all(
  Array.from({ length: 99 }, (_, index) => assess({ asOf: day(index + 1), loan: { annualRate: "6%" }, arrears })),
);
for (const { due } of answers) {
  const item = document.createElement("li");
  item.textContent = due.total;
  document.querySelector("#totals").append(item);
}
await assess({ asOf: "2025-11-31" }).catch((error) => {
  document.querySelector("#problem").textContent = error.message;
});

// A case a line in, an answer a line out, so that the lines of both stay in step:
//
//   node batch.mjs < cases.ndjson > answers.ndjson
//
// A line that is wrong becomes a line that says why. What came of all of them goes to standard error.
import { createInterface } from "node:readline";
import { assess, ArrearsError, Policy } from "arrears";

// Compiled once, used for every line.
const policy = Policy.builtin("cn-bank-loan");
const counts = { litigation: 0, undetermined: 0, wrong: 0 };

for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim() !== "") process.stdout.write(`${JSON.stringify(answered(line))}\n`);
}
policy.dispose();
console.error(`${counts.litigation} may go to court, ${counts.undetermined} hang on what is unknown, ${counts.wrong} wrong`);

function answered(line) {
  try {
    const { id, ...facts } = JSON.parse(line);
    const { due, delinquency, escalation } = assess(facts, { policy });
    if (escalation.litigation.outcome === "yes") counts.litigation += 1;
    if (escalation.litigation.outcome === "undetermined") counts.undetermined += 1;
    return { id, daysPastDue: delinquency.daysPastDue, total: due.total, litigation: escalation.litigation.outcome, missing: escalation.litigation.missing };
  } catch (error) {
    counts.wrong += 1;
    if (error instanceof ArrearsError) return { problems: error.problems };
    if (error instanceof SyntaxError) return { problems: [{ code: "notJson", path: "", message: error.message }] };
    throw error;
  }
}

/** What answers are made of: plain objects of their own, of which only the sources of the policy are shared. */

import assert from "node:assert/strict";

import { assertCaseA, CASE_A, load } from "../harness.mjs";

/** Every option that adds to an answer. */
const WHOLE = { include: ["changes", "keyDates", "actions"] };
/** Frames of the caller's stack between two tries, and how many tries at its end. */
const STEP = 1;
const TRIES = 300;

export async function answerChecks(report, installed) {
  const { assess, Policy, viewPolicy, vocabulary, policies } = await load(installed);

  await report.check("an answer that the caller changes does not change the next", () => {
    const wanted = JSON.stringify(assess(CASE_A, WHOLE));
    spoil(assess(CASE_A, WHOLE));
    assert.equal(JSON.stringify(assess(CASE_A, WHOLE)), wanted);
    const words = JSON.stringify(vocabulary());
    spoil(vocabulary());
    assert.equal(JSON.stringify(vocabulary()), words);
  });

  await report.check("a clause's source is one frozen object for all answers under a policy", () => {
    const sources = () => assess(CASE_A).waiver.clauses.map(({ source }) => source);
    const [first, second] = [sources(), sources()];
    assert.ok(first.length >= 3 && first.every((source, place) => Object.isFrozen(source) && source === second[place]));
    assert.ok(first.every(({ document, clause }) => typeof document === "string" && clause !== ""));
    using(Policy, (policy) => {
      const own = assess(CASE_A, { policy }).waiver.clauses.map(({ source }) => source);
      assert.notEqual(own[0], first[0]);
      assert.deepEqual(own, first);
    });
  });

  await report.check("the first answer of a policy is the same as its hundredth", () => {
    for (const id of policies) {
      using(Policy, (policy) => {
        const first = JSON.stringify(assess(CASE_A, { policy, ...WHOLE }));
        viewPolicy({ policy });
        for (let count = 0; count < 100; count += 1) assess({ ...CASE_A, waived: `${count}` }, { policy });
        assert.equal(JSON.stringify(assess(CASE_A, { policy, ...WHOLE })), first);
      }, id);
    }
  });

  await report.check("a call that finds no room on the stack leaves the next one right", () => {
    let failed = 0;
    for (let tried = 0; tried < TRIES; tried += 1) failed += endsWithoutRoom(() => assess(CASE_A, WHOLE), tried * STEP) ? 1 : 0;
    assert.ok(failed > 0, "every call found room");
    const wanted = JSON.stringify(assess(CASE_A, WHOLE));
    using(Policy, (policy) => assert.equal(JSON.stringify(assess(CASE_A, { policy, ...WHOLE })), wanted));
    assertCaseA(assess(CASE_A));
  });
}

/** Runs `body` so many frames before the end of the stack; whether it failed. */
function endsWithoutRoom(body, frames) {
  let depth = 0;
  const measure = () => {
    depth += 1;
    measure();
  };
  try {
    measure();
  } catch {
    // The end of the stack is what was looked for.
  }
  const descend = (left) => (left > 0 ? descend(left - 1) : body());
  try {
    descend(depth - frames);
    return false;
  } catch {
    return true;
  }
}

function using(Policy, body, id = "cn-bank-loan") {
  const policy = Policy.builtin(id);
  try {
    body(policy);
  } finally {
    policy.dispose();
  }
}

/** Empties and renames whatever can be changed. */
function spoil(value) {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return;
  for (const key of Object.keys(value)) {
    spoil(value[key]);
    if (typeof value[key] === "string") value[key] = "spoilt";
  }
  if (Array.isArray(value)) value.length = 0;
  else value.spoilt = true;
}

import {
  assess,
  checkPolicy,
  comparePolicies,
  type Facts,
  keyDates,
  Policy,
  viewPolicy,
  vocabulary,
} from 'arrears';
import bankLoan from '../../../src/policy/builtin/cn-bank-loan.json?raw';
import homeMortgage from '../../../src/policy/builtin/cn-home-mortgage.json?raw';
import type { Call, CallName, Input, Output, PolicyChoice } from './calls';

// The worker's side of the desk's calls: each is one operation of the engine, or the same one for many days.

// The engine decides by the same documents but does not give them out, so that they stand beside it here.
const DOCUMENTS: Readonly<Record<string, string>> = { 'cn-bank-loan': bankLoan, 'cn-home-mortgage': homeMortgage };

type Answering = { readonly [Name in CallName]: (input: Input<Name>) => Output<Name> };

const ANSWERS: Answering = {
  totals: ({ facts, policy, days }) =>
    days.map((on) => ({ on, total: assess({ ...facts, asOf: on }, { policy: compiled(policy) }).due.total })),
  calendar: ({ facts, policy, locale }) =>
    keyDates(facts, { policy: compiled(policy), locale, format: 'ics' }).ics ?? '',
  viewPolicy: ({ policy, on }) => viewPolicy({ policy: compiled(policy), policyDate: on ?? null }),
  policyText: ({ id }) => DOCUMENTS[id] ?? '',
  vocabulary: () => vocabulary().names,
  checkPolicy: ({ text, asOf, locale }) => checkPolicy(text, { asOf: asOf ?? null, locale }),
  comparePolicies: ({ before, after, facts }) => comparePolicies({ before, after, cases: [facts] }),
  // What would change an outcome comes in English, as in the answer that was put on record; problems do not.
  rerun: ({ facts, policy, locale }) => {
    const options = { policy: compiled(policy), include: ['changes', 'keyDates', 'actions'] } as const;
    try {
      return assess(facts as Facts, options);
    } catch {
      return assess(facts as Facts, { ...options, locale });
    }
  },
};

export function answerCall({ name, input }: Call): unknown {
  // The name picks the function of its own input, which the type of a union cannot follow.
  return (ANSWERS[name] as (input: unknown) => unknown)(input);
}

let last: { readonly text: string; readonly policy: Policy } | null = null;

/** A changed policy is compiled when it is first met and kept until the next one. */
export function compiled(choice: PolicyChoice): string | Policy {
  if (typeof choice === 'string') return choice;
  if (last?.text === choice.changed) return last.policy;
  const policy = Policy.compile(choice.changed);
  last?.policy.dispose();
  last = { text: choice.changed, policy };
  return policy;
}

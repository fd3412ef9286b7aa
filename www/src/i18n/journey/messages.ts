import type { Means, PayNow } from '../../journey/draft';

type Text = string;
type Counted = (n: string) => Text;
type With = (part: string) => Text;

/** The answers that are texts or choices of their own, by their names in the draft. */
export type AnswerLabel =
  | 'policy' | 'annualRate' | 'dueOn' | 'principal' | 'interest' | 'fees' | 'firstArrear' | 'cameForward' | 'payNow'
  | 'payment' | 'means' | 'amount' | 'monthlyIncome' | 'livingCosts' | 'otherDebtPayments' | 'plan' | 'otherAmount'
  | 'cause' | 'evidenced';

/** Where the policy says who can apply for hardship. */
export type HardshipPlace = '申请: 困难情形' | '申请: 附困难证明' | '审核';

/** Every text of the borrower's journey. A language that leaves one out does not compile. */
export interface JourneyMessages {
  siteName: Text;
  continue: Text;
  back: Text;
  change: Text;
  /** What is changed, for those who hear the link alone. */
  changeWhat: With;
  calculating: Text;
  problemHeading: Text;
  choose: Text;
  fill: Text;
  labels: Record<AnswerLabel, Text>;
  hints: Partial<Record<AnswerLabel, Text>>;
  unanswered: Text;
  notSure: Text;
  start: {
    heading: Text;
    lead: Text;
    shows: Text;
    shown: readonly [Text, Text, Text];
    ready: Text;
    readyItems: readonly [Text, Text, Text];
    privateHeading: Text;
    private: Text;
    estimateHeading: Text;
    estimate: Text;
    button: Text;
    again: Text;
  };
  owe: {
    heading: Text;
    intro: Text;
    item: Counted;
    itemsHeading: Text;
    itemsHint: Text;
    add: Text;
    remove: Counted;
    asOf: With;
    toToday: With;
    policies: { 'cn-bank-loan': Text; 'cn-home-mortgage': Text };
  };
  due: {
    heading: Text;
    asOf: With;
    daysPastDue: Counted;
    grows: With;
    principal: Text;
    interest: Text;
    fees: Text;
    penalty: Text;
    compound: Text;
    working: Text;
    workingLine: (what: string, formula: string, amount: string) => Text;
  };
  about: { heading: Text; intro: Text };
  pay: { heading: Text; question: Text; options: Record<PayNow, Text> };
  afford: { heading: Text; intro: Text; options: Record<Means, Text> };
  plan: {
    heading: Text;
    question: Text;
    limit: With;
    left: With;
    afterPayment: (paid: string, rest: string) => Text;
    option: (payment: string, months: string) => Text;
    first: With;
    last: (date: string, payment: string) => Text;
    total: With;
    totalLeft: With;
    ofWhich: (parts: string) => Text;
    part: (name: string, amount: string) => Text;
    other: Text;
    otherHint: Text;
    none: Text;
  };
  check: { heading: Text; intro: Text; groups: { owe: Text; about: Text; pay: Text; afford: Text; plan: Text }; item: (n: string) => Text; button: Text };
  estimate: {
    heading: Text;
    headline: (payment: string, months: string) => Text;
    dates: (from: string, to: string) => Text;
    otherPlan: (amount: string, payment: string) => Text;
    notDecision: Text;
    payFirst: With;
    frozen: Text;
    schedule: Text;
    number: Text;
    dueOn: Text;
    payment: Text;
    balance: Text;
    waiverHeading: Text;
    waiverYes: (max: string, role: string) => Text;
    waiverNo: Text;
    waiverOpen: Text;
    waiverRefer: With;
    next: Text;
    contact: Text;
    approval: With;
    growth: With;
    firstPayment: (date: string, payment: string) => Text;
    keepPaying: Text;
  };
  keep: { heading: Text; print: Text; copy: Text; copied: Text; link: Text; linkCopied: Text; linkNote: Text; failed: Text; byHand: Text };
  exits: {
    what: Text;
    start: Text;
    paidNow: {
      heading: With;
      partly: (sum: string) => Text;
      grows: With;
      noGrowth: Text;
      steps: readonly [Text, Text, Text];
    };
    notOverdue: { heading: Text; reason: With; steps: readonly [Text, Text] };
    notEligible: {
      heading: Text;
      reason: Text;
      /** The heading where only time is lacking. */
      notYet: With;
      limit: Text;
      lowest: (payment: string, months: string) => Text;
      most: With;
      deposit: (sum: string, months: string) => Text;
      steps: readonly [Text, Text];
      payFirst: Text;
      hardship: Text;
    };
    cannotAfford: {
      heading: Text;
      reason: Text;
      means: With;
      own: With;
      lowest: (payment: string, months: string) => Text;
      noPlan: Text;
      steps: readonly [Text, Text];
      payFirst: Text;
      plans: Text;
      hardship: Text;
    };
    needsAPerson: { heading: Text; reason: With; cause: With; looksAt: Text; measures: Text; steps: readonly [Text, Text, Text] };
    noHardship: { heading: Text; reason: Text; notACause: Text; notEvidenced: Text; steps: readonly [Text, Text]; rights: Text };
    missing: { heading: Counted; reason: Text; now: Text; steps: readonly [Text] };
    failed: { heading: Text; reason: Text; steps: readonly [Text, Text]; reload: Text };
  };
  /** Places in the policy's documents that only this journey names, by the words of the policy. */
  places: Record<HardshipPlace, Text>;
  hardship: { heading: Text; intro: Text; cause: Text; evidenced: Text; evidencedHint: Text; more: Text; moreIntro: Text };
}

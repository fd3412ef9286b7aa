import type { Change, Class, Clause, ContactChannel, FactName, KeyEvent, ProblemCode, RiskTier, Role } from 'arrears';
import type { Locale } from '../locale';

type Text = string;
type Counted = (n: string) => Text;

/** The problem codes that a case typed on this page can meet; any other one reads as `other`. */
export type TypedProblem =
  | Extract<
      ProblemCode,
      | 'required'
      | 'wrongType'
      | 'notADecimal'
      | 'tooManyDecimals'
      | 'negative'
      | 'amountTooLarge'
      | 'rateAboveOne'
      | 'notADate'
      | 'notATime'
      | 'dateOutOfRange'
      | 'dateAfterAsOf'
      | 'notAWholeNumber'
      | 'countTooLarge'
      | 'notOneOf'
      | 'emptyList'
      | 'tooManyItems'
      | 'textTooLong'
      | 'inputTooLarge'
      | 'bothGiven'
      | 'arrearAmountUnknown'
      | 'waivedExceedsDue'
      | 'noPolicyInForce'
      | 'figureTooLarge'
    >
  | 'other';

/** The facts that the decisions on this page compare; the engine knows more. */
export type ShownFact = Extract<
  FactName,
  | 'daysPastDue'
  | 'overdueAmount'
  | 'failedAttempts'
  | 'refusedToPay'
  | 'daysUnreachable'
  | 'firstArrear'
  | 'cameForward'
  | 'shareOfIncome'
  | 'smallestPayment'
  | 'class'
>;

export type Operator = Clause['operator'];
/** The policies that ship with the engine. */
export type PolicyId = 'cn-bank-loan' | 'cn-home-mortgage';

/** How a contact was made; policies have no word for the last. */
export type Channel = ContactChannel;
export type Party = 'debtor' | 'thirdParty';

/** The key dates whose words need nothing beside them. */
export type PlainEvent = Exclude<KeyEvent, 'reminder' | 'classChange' | 'riskTierChange'>;
export type ContactOutcome = 'reached' | 'noAnswer' | 'refused' | 'wrongNumber' | 'promised';

/** What counts as absent where nothing is on record. */
export type EntryOfRecord = 'waived' | 'fees' | 'misused' | 'plan' | 'payments' | 'log' | 'events';

export type DocumentId = 'S2' | 'S3' | 'S4' | 'yinfa-2003-251' | 'yinfa-2005-129' | 'order-2023-1' | 'civil-code' | 'general-principles' | 'general-provisions' | 'reading';

/** The policy quotes its sources in one language; the page says the same in each of its own. */
export type Place =
  | '逾期天数'
  | '罚息减免: 逾期30日以内'
  | '罚息减免: 首次逾期'
  | '罚息减免: 主动沟通'
  | '分期还款: 每期不超过月收入的30%'
  | '分期还款: 每期金额大于零'
  | '升级条件: 逾期90天以上'
  | '多次催收无果'
  | '签约后: 重新催收并报送征信'
  | '中度逾期: 可减免部分罚息'
  | '升级条件: 单笔逾期金额超过5万元'
  | '升级触发: 明确拒绝还款'
  | '升级触发: 失联超过30天'
  | '逾期分级: 轻度逾期'
  | '逾期分级: 中度逾期'
  | '逾期分级: 重度逾期'
  | '逾期分级: 轻度(金额低于5000元)'
  | '逾期分级: 中度(5000元至20000元)'
  | '逾期分级: 重度(超过20000元)'
  | '第十条、第十一条'
  | '第十一条'
  | '第十二条'
  | '第十三条'
  | '第一百三十五条'
  | '第一百八十八条'
  | '首期为计算日后一个月'
  | '还款提醒: 到期前3天短信'
  | '还款提醒: 到期前1天电话'
  | '逾期通知: 3个工作日内电话确认送达'
  | '催收阶段: 30天以内'
  | '催收阶段: 31至60天'
  | '催收阶段: 61至90天'
  | '催收阶段: 90天以上'
  | '权限: 初级专员电话与信函'
  | '权限: 高级专员可协商分期'
  | '权限: 委外由主管决定'
  | '权限: 诉讼由主管决定'
  | '减免审批'
  | '协商还款审批'
  | '上门催收';

export type PolicyReading =
  | 'days past due run from the due date (counted) to the as-of date (not counted); at 0 days nothing is overdue'
  | '30日内 includes day 30'
  | 'the last payment must pass as well'
  | 'a period without a payment is no period'
  | '90天以上 starts at day 91'
  | 'all overdue parts of one loan, less a waiver granted; exactly 50,000.00 is not above'
  | 'mild and severe arrears are not waived; the plan states no share, so a person decides unless the institution sets shareMax'
  | 'several (多次) is three'
  | 'above 30 days; a borrower never reached is counted from the oldest unpaid due date';

/** Every text of the page. A language that leaves one out does not compile. */
export interface Messages {
  locale: Locale;
  languageName: Text;
  title: Text;
  tagline: Text;
  languageLabel: Text;
  skipToConclusions: Text;
  skipToCase: Text;
  estimate: { word: Text; text: Text; private: Text };
  engine: { starting: Text; failed: Text };
  /** Between a label and what it labels, in running text. */
  separator: Text;
  /** Between two parts of one remark. */
  comma: Text;
  sentenceEnd: Text;
  form: {
    heading: Text;
    example: Text;
    exampleHint: Text;
    clear: Text;
    undo: Text;
    filledExample: Text;
    cleared: Text;
    restored: Text;
    optional: Text;
    basics: Text;
    policy: Text;
    asOf: Text;
    asOfHint: Text;
    annualRate: Text;
    annualRateHint: Text;
    waived: Text;
    arrears: Text;
    arrearsHint: Text;
    arrear: Counted;
    ofArrear: (field: string, n: string) => Text;
    addArrear: Text;
    removeArrear: Counted;
    remove: Text;
    dueOn: Text;
    principal: Text;
    interest: Text;
    fees: Text;
    borrower: Text;
    monthlyIncome: Text;
    firstArrear: Text;
    cameForward: Text;
    refusedToPay: Text;
    contacts: Text;
    contactsMode: Text;
    contactsCount: Text;
    contactsLog: Text;
    failedAttempts: Text;
    failedAttemptsHint: Text;
    lastReachedOn: Text;
    lastReachedOnHint: Text;
    log: Text;
    logEntry: Counted;
    ofLogEntry: (field: string, n: string) => Text;
    addLogEntry: Text;
    removeLogEntry: Counted;
    at: Text;
    time: Text;
    party: Text;
    channel: Text;
    outcome: Text;
    channels: Record<Channel, Text>;
    parties: Record<Party, Text>;
    contactOutcomes: Record<ContactOutcome, Text>;
    unknown: Text;
    yes: Text;
    no: Text;
    yuan: Text;
    times: Text;
  };
  conclusions: {
    heading: Text;
    due: Text;
    dueOn: (date: string) => Text;
    waiver: Text;
    installments: Text;
    legal: Text;
    litigation: Text;
    agency: Text;
    notOverdue: Text;
    pastDue: (days: string, className: string) => Text;
    daysPastDue: (days: string) => Text;
    growsBy: (amount: string) => Text;
    waiverMax: (amount: string) => Text;
    approvedBy: (role: string) => Text;
    refersTo: (role: string) => Text;
    plan: (periods: string, payment: string) => Text;
    planLast: (payment: string) => Text;
    deposit: (amount: string) => Text;
    noPlan: Text;
    deciding: Text;
    missing: Text;
    working: Text;
    previous: Text;
    fixFirst: Counted;
    fixFirstText: Text;
    stillNeeded: Counted;
    empty: Text;
    waiting: Text;
  };
  outcomes: {
    yes: Text;
    no: Text;
    notYet: Text;
    notYetUntil: (date: string) => Text;
    undetermined: Text;
    refer: Text;
  };
  classes: Record<Class, Text>;
  classUnknown: Text;
  riskTiers: Record<RiskTier, Text>;
  policies: Record<PolicyId, Text>;
  roles: Record<Role, Text>;
  facts: Record<ShownFact, Text>;
  clauses: {
    fact: Text;
    value: Text;
    condition: Text;
    status: Text;
    source: Text;
    met: Text;
    notMet: Text;
    unknown: Text;
    decisive: Text;
    atLeast: (value: string) => Text;
    atMost: (value: string) => Text;
    operators: Record<Operator, (threshold: string) => Text>;
    requires: (condition: string) => Text;
    /** What stands before a source. */
    from: Text;
    /** Between two remarks on a source. */
    also: Text;
    anyOne: Text;
    noneOf: Text;
    days: Counted;
    timesOf: Counted;
    period: Counted;
    inForceFrom: (date: string) => Text;
  };
  due: {
    heading: Text;
    principal: Text;
    interest: Text;
    fees: Text;
    penalty: Text;
    compound: Text;
    waived: Text;
    notKnown: Text;
    counting: Text;
    none: Text;
    component: Text;
    ofDue: (component: string, date: string) => Text;
    from: Text;
    to: Text;
    days: Text;
    base: Text;
    rate: Text;
    formula: Text;
    amount: Text;
    lineTotal: Text;
  };
  plans: {
    heading: Text;
    choose: Text;
    periods: Counted;
    payment: Text;
    lastPayment: Text;
    share: Text;
    limit: (amount: string) => Text;
    feasible: Text;
    notFeasible: Text;
    schedule: Counted;
    period: Text;
    dueOn: Text;
    principal: Text;
    interest: Text;
    amount: Text;
    balance: Text;
    none: Text;
  };
  /** What would change an outcome. */
  changes: {
    heading: Text;
    by: Record<Change['by'], Text>;
    ifUnpaid: Text;
    ifUnreached: Text;
    line: (state: string, outcome: string) => Text;
    /** A count that moves: `由 2 次变为 3 次`. */
    moved: (from: string, to: string) => Text;
    pay: (date: string, amount: string) => Text;
    rest: Counted;
    /** What the other bounds are of the amounts that do it. */
    amounts: (ranges: string) => Text;
    allAmounts: Counted;
    range: (from: string, to: string) => Text;
    incomeReaches: (amount: string, periods: string) => Text;
    incomeFalls: (amount: string) => Text;
    livingCostsFall: (amount: string, periods: string) => Text;
    otherDebtsFall: (amount: string, periods: string) => Text;
    morePeriods: (wanted: string, most: string) => Text;
    beyondPolicy: Text;
    lastDay: (date: string) => Text;
  };
  keyDates: {
    heading: Text;
    intro: Text;
    count: Counted;
    none: Text;
    reminder: (channel: string) => Text;
    classChange: (className: string) => Text;
    riskTierChange: (tier: string) => Text;
    events: Record<PlainEvent, Text>;
    ofDue: (date: string) => Text;
    adjusted: Text;
    tableEnds: Text;
  };
  actions: {
    heading: Text;
    intro: Text;
    count: Counted;
    none: Text;
    from: (date: string) => Text;
    between: (from: string, by: string) => Text;
    mayDo: (role: string) => Text;
    mayDoIfHighRisk: (role: string) => Text;
    authority: Text;
    contents: (items: string) => Text;
    checklist: Text;
    points: Counted;
    late: Text;
    mayBeLate: Text;
    tableEnds: Text;
  };
  evidence: { heading: Text; intro: Text; count: Counted };
  sources: {
    /** Titles of the documents that the built-in policies cite. */
    documents: Record<DocumentId, Text>;
    /** Places in those documents, by the words of the policy. */
    places: Record<Place, Text>;
    /** How a place was read, where it leaves room, by the words of the policy. */
    readings: Record<PolicyReading, Text>;
  };
  footer: {
    policy: Text;
    version: Text;
    fingerprint: Text;
    engine: Text;
    assumedNone: Text;
    assumed: Record<EntryOfRecord, Text>;
  };
  announced: { due: (total: string) => Text; dueMissing: Text; problems: Counted };
  problems: Record<TypedProblem, Text>;
}

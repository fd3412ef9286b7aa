// What a reader of each language looks for on the page. Written out here and not taken from the page's own
// tables, so that a wrong word there is found.

export const LANGUAGES = ['zh-Hans', 'zh-Hant', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

export interface Words {
  readonly button: string;
  readonly title: string;
  readonly asOf: string;
  readonly annualRate: string;
  readonly dueOn: string;
  readonly principal: string;
  readonly interest: string;
  readonly monthlyIncome: string;
  readonly failedAttempts: string;
  readonly standing: string;
  readonly growth: string;
  readonly yes: string;
  readonly no: string;
  readonly notYet: string;
  readonly undetermined: string;
  readonly notMet: string;
  readonly waiverClause: readonly string[];
  readonly shortestPlan: string;
  readonly lastPayment: string;
  readonly limit: string;
  readonly approved: string;
  readonly feasible: string;
  readonly notFeasible: string;
  readonly from: string;
  readonly to: string;
  readonly firstPayment: string;
  readonly estimate: string;
  readonly supervisor: string;
  readonly notADecimal: string;
  readonly notADate: string;
  readonly toCorrect: string;
  readonly announced: string;
}

export const WORDS: Record<Language, Words> = {
  'zh-Hans': {
    button: '简体中文',
    title: '逾期贷款测算',
    asOf: '计算到',
    annualRate: '合同年利率',
    dueOn: '到期日',
    principal: '逾期本金',
    interest: '逾期利息',
    monthlyIncome: '月收入',
    failedAttempts: '联系未果次数',
    standing: '重度，逾期 99 天',
    growth: '明天再增加 ¥15.22',
    yes: '可以',
    no: '不可以',
    notYet: '尚未（2025年11月14日）',
    undetermined: '资料不全',
    notMet: '未满足',
    waiverClause: ['逾期天数 99 天', '不超过 30 天', '罚息减免：逾期 30 日以内'],
    shortestPlan: '6 期，每期 ¥10,401.21',
    lastPayment: '末期 ¥10,401.23',
    limit: '每期上限 ¥10,800.00',
    approved: '由主管批准',
    feasible: '可行',
    notFeasible: '不可行',
    from: '2025/08/15',
    to: '2025/11/22',
    firstPayment: '2025/12/22',
    estimate: '估算',
    supervisor: '起诉由主管批准',
    notADecimal: '请只填数字和一个小数点',
    notADate: '日历上没有这一天',
    toCorrect: '有 2 处需要更正',
    announced: '应还合计 ¥62,407.28。减免：不可以。分期还款：可以。起诉：可以。委外催收：可以。',
  },
  'zh-Hant': {
    button: '繁體中文',
    title: '逾期貸款測算',
    asOf: '計算到',
    annualRate: '合同年利率',
    dueOn: '到期日',
    principal: '逾期本金',
    interest: '逾期利息',
    monthlyIncome: '月收入',
    failedAttempts: '聯繫未果次數',
    standing: '重度，逾期 99 天',
    growth: '明天再增加 ¥15.22',
    yes: '可以',
    no: '不可以',
    notYet: '尚未（2025年11月14日）',
    undetermined: '資料不全',
    notMet: '未滿足',
    waiverClause: ['逾期天數 99 天', '不超過 30 天', '罰息減免：逾期 30 日以內'],
    shortestPlan: '6 期，每期 ¥10,401.21',
    lastPayment: '末期 ¥10,401.23',
    limit: '每期上限 ¥10,800.00',
    approved: '由主管批准',
    feasible: '可行',
    notFeasible: '不可行',
    from: '2025/08/15',
    to: '2025/11/22',
    firstPayment: '2025/12/22',
    estimate: '估算',
    supervisor: '起訴由主管批准',
    notADecimal: '請只填數字和一個小數點',
    notADate: '日曆上沒有這一天',
    toCorrect: '有 2 處需要更正',
    announced: '應還合計 ¥62,407.28。減免：不可以。分期還款：可以。起訴：可以。委外催收：可以。',
  },
  en: {
    button: 'English',
    title: 'Overdue loan estimate',
    asOf: 'As of',
    annualRate: 'Contract rate a year',
    dueOn: 'Due on',
    principal: 'Overdue principal',
    interest: 'Overdue interest',
    monthlyIncome: 'Monthly income',
    failedAttempts: 'Failed contact attempts',
    standing: 'Severe, 99 days past due',
    growth: 'Grows by ¥15.22 tomorrow',
    yes: 'Yes',
    no: 'No',
    notYet: 'Not yet (14 November 2025)',
    undetermined: 'Facts missing',
    notMet: 'Not met',
    waiverClause: ['Days past due 99 days', 'at most 30 days', 'waiver of penalty interest: up to 30 days overdue'],
    shortestPlan: '6 payments of ¥10,401.21',
    lastPayment: 'Last payment ¥10,401.23',
    limit: 'At most ¥10,800.00 a payment',
    approved: 'Approved by a supervisor',
    feasible: 'Feasible',
    notFeasible: 'Not feasible',
    from: '15 Aug 2025',
    to: '22 Nov 2025',
    firstPayment: '22 Dec 2025',
    estimate: 'Estimate',
    supervisor: 'a supervisor approves waivers',
    notADecimal: 'Use digits and at most one decimal point',
    notADate: 'Not a day of the calendar',
    toCorrect: '2 entries need correcting',
    announced:
      'Total due ¥62,407.28. Waiver: No. Installment plan: Yes. Litigation: Yes. Collection agency: Yes. ',
  },
};

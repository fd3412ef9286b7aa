import type { Locale } from '../../locale';
import type { PlanList } from '../../plan-draft';

export interface PlanWords {
  readonly tracking: string;
  readonly trackingHint: string;
  readonly take: (periods: string) => string;
  readonly lists: Readonly<Record<PlanList, string>>;
  readonly row: Readonly<Record<PlanList, (n: string) => string>>;
  readonly add: Readonly<Record<PlanList, string>>;
  readonly remove: Readonly<Record<PlanList, (n: string) => string>>;
  readonly number: string;
  readonly standing: string;
  readonly failed: (date: string) => string;
  readonly fails: (date: string) => string;
  readonly stands: string;
  readonly undetermined: string;
  readonly table: string;
  readonly dueOn: string;
  readonly amount: string;
  readonly paid: string;
  readonly paidSoFar: string;
  readonly status: string;
  readonly late: (days: string) => string;
  readonly total: string;
  readonly remaining: string;
  readonly overdue: string;
  readonly dueNow: string;
  readonly next: string;
  readonly nextOn: (date: string, amount: string) => string;
  readonly onTime: string;
  readonly onTimeOf: (count: string, of: string) => string;
  readonly consequences: string;
  readonly restructure: string;
  readonly restructureHint: string;
  readonly outstandingByHistory: string;
  readonly noCause: string;
  readonly limit: (amount: string) => string;
  readonly base: (amount: string) => string;
  readonly terms: string;
  readonly months: string;
  readonly payment: string;
  readonly lastPayment: string;
  readonly totalInterest: string;
  readonly endsOn: string;
  readonly feasible: string;
  readonly monthsOf: (n: string) => string;
  readonly shortest: string;
  readonly deposit: (amount: string) => string;
  readonly schedule: (method: string, months: string) => string;
  readonly principal: string;
  readonly interest: string;
  readonly balance: string;
}

const WORDS: Record<Locale, PlanWords> = {
  'zh-Hans': {
    tracking: '跟踪已签的分期',
    trackingHint: '填写签约日、约定的各期和收到的付款，查看每一期的情况。',
    take: (periods) => `照选定的 ${periods} 期方案填写`,
    lists: { installments: '约定的各期', payments: '收到的付款' },
    row: { installments: (n) => `约定第 ${n} 期`, payments: (n) => `第 ${n} 笔付款` },
    add: { installments: '增加一期', payments: '登记一笔付款' },
    remove: { installments: (n) => `删除约定第 ${n} 期`, payments: (n) => `删除第 ${n} 笔付款` },
    number: '序号',
    standing: '履行情况',
    failed: (date) => `自 ${date} 起，计划已终止`,
    fails: (date) => `有款项未还；再不还，${date} 起计划终止`,
    stands: '计划正常履行',
    undetermined: '资料不全',
    table: '各期情况',
    dueOn: '到期日',
    amount: '约定（元）',
    paid: '已付（元）',
    paidSoFar: '已付',
    status: '情况',
    late: (days) => `迟 ${days} 天`,
    total: '计划总额',
    remaining: '未付',
    overdue: '其中已逾期',
    dueNow: '现在应付',
    next: '下一期',
    nextOn: (date, amount) => `${date}，${amount}`,
    onTime: '按时',
    onTimeOf: (count, of) => `到期 ${of} 期，按时 ${count} 期`,
    consequences: '接下来',
    restructure: '协商还款（重组）',
    restructureHint: '按生活费用与其他债务算出每月能还的上限，看多长的期限可行。',
    outstandingByHistory: '未还本金由还款记录得出，不用填写。',
    noCause: '没有申明',
    limit: (amount) => `每期上限 ${amount}`,
    base: (amount) => `重组金额 ${amount}`,
    terms: '各种期限',
    months: '期限',
    payment: '每期（元）',
    lastPayment: '末期（元）',
    totalInterest: '利息合计（元）',
    endsOn: '还清日',
    feasible: '是否可行',
    monthsOf: (n) => `${n} 个月`,
    shortest: '最短可行',
    deposit: (amount) => `签约时先付 ${amount}，最长的期限才可行`,
    schedule: (method, months) => `${method}，${months} 个月的还款计划`,
    principal: '本金（元）',
    interest: '利息（元）',
    balance: '余额（元）',
  },
  'zh-Hant': {
    tracking: '跟蹤已簽的分期',
    trackingHint: '填寫簽約日、約定的各期和收到的付款，查看每一期的情況。',
    take: (periods) => `照選定的 ${periods} 期方案填寫`,
    lists: { installments: '約定的各期', payments: '收到的付款' },
    row: { installments: (n) => `約定第 ${n} 期`, payments: (n) => `第 ${n} 筆付款` },
    add: { installments: '增加一期', payments: '登記一筆付款' },
    remove: { installments: (n) => `刪除約定第 ${n} 期`, payments: (n) => `刪除第 ${n} 筆付款` },
    number: '序號',
    standing: '履行情況',
    failed: (date) => `自 ${date} 起，計劃已終止`,
    fails: (date) => `有款項未還；再不還，${date} 起計劃終止`,
    stands: '計劃正常履行',
    undetermined: '資料不全',
    table: '各期情況',
    dueOn: '到期日',
    amount: '約定（元）',
    paid: '已付（元）',
    paidSoFar: '已付',
    status: '情況',
    late: (days) => `遲 ${days} 天`,
    total: '計劃總額',
    remaining: '未付',
    overdue: '其中已逾期',
    dueNow: '現在應付',
    next: '下一期',
    nextOn: (date, amount) => `${date}，${amount}`,
    onTime: '按時',
    onTimeOf: (count, of) => `到期 ${of} 期，按時 ${count} 期`,
    consequences: '接下來',
    restructure: '協商還款（重組）',
    restructureHint: '按生活費用與其他債務算出每月能還的上限，看多長的期限可行。',
    outstandingByHistory: '未還本金由還款記錄得出，不用填寫。',
    noCause: '沒有申明',
    limit: (amount) => `每期上限 ${amount}`,
    base: (amount) => `重組金額 ${amount}`,
    terms: '各種期限',
    months: '期限',
    payment: '每期（元）',
    lastPayment: '末期（元）',
    totalInterest: '利息合計（元）',
    endsOn: '還清日',
    feasible: '是否可行',
    monthsOf: (n) => `${n} 個月`,
    shortest: '最短可行',
    deposit: (amount) => `簽約時先付 ${amount}，最長的期限才可行`,
    schedule: (method, months) => `${method}，${months} 個月的還款計劃`,
    principal: '本金（元）',
    interest: '利息（元）',
    balance: '餘額（元）',
  },
  en: {
    tracking: 'Follow an agreed plan',
    trackingHint: 'Enter the day of the agreement, its installments and what was paid, to see how each stands.',
    take: (periods) => `Take over the picked plan of ${periods} payments`,
    lists: { installments: 'Installments agreed', payments: 'Payments received' },
    row: { installments: (n) => `Agreed installment ${n}`, payments: (n) => `Payment ${n}` },
    add: { installments: 'Add an installment', payments: 'Add a payment' },
    remove: { installments: (n) => `Remove agreed installment ${n}`, payments: (n) => `Remove payment ${n}` },
    number: 'No.',
    standing: 'How the plan stands',
    failed: (date) => `The plan has not been kept since ${date}`,
    fails: (date) => `Something is unpaid; if it stays so, the plan ends on ${date}`,
    stands: 'The plan is being kept',
    undetermined: 'Facts missing',
    table: 'Each installment',
    dueOn: 'Due on',
    amount: 'Agreed (yuan)',
    paid: 'Paid (yuan)',
    paidSoFar: 'Paid',
    status: 'How it stands',
    late: (days) => (days === '1' ? '1 day late' : `${days} days late`),
    total: 'Whole plan',
    remaining: 'Unpaid',
    overdue: 'Of that past due',
    dueNow: 'To be paid now',
    next: 'Next',
    nextOn: (date, amount) => `${date}, ${amount}`,
    onTime: 'On time',
    onTimeOf: (count, of) => `${count} of ${of} that fell due`,
    consequences: 'What follows',
    restructure: 'Negotiated repayment (restructuring)',
    restructureHint: 'What is left after living costs and other debts is the most that a payment can be, and decides which terms are feasible.',
    outstandingByHistory: 'The outstanding principal follows from the history and need not be entered.',
    noCause: 'None stated',
    limit: (amount) => `At most ${amount} a payment`,
    base: (amount) => `Amount restructured ${amount}`,
    terms: 'Terms',
    months: 'Term',
    payment: 'Each payment (yuan)',
    lastPayment: 'Last payment (yuan)',
    totalInterest: 'Interest in all (yuan)',
    endsOn: 'Paid off on',
    feasible: 'Feasible?',
    monthsOf: (n) => (n === '1' ? '1 month' : `${n} months`),
    shortest: 'shortest feasible',
    deposit: (amount) => `The longest term becomes feasible if ${amount} is paid down with the agreement`,
    schedule: (method, months) => `Schedule of ${months} months, ${method}`,
    principal: 'Principal (yuan)',
    interest: 'Interest (yuan)',
    balance: 'Balance (yuan)',
  },
};

export function planWords(locale: Locale): PlanWords {
  return WORDS[locale];
}

import type { Locale } from '../../locale';

export interface OwedWords {
  readonly intro: string;
  readonly none: string;
  readonly picture: (from: string, to: string) => string;
  readonly without: string;
  readonly withPlan: (periods: string) => string;
  readonly inShort: (periods: string, end: string, owed: string) => string;
  readonly notFeasible: string;
  readonly table: string;
  readonly day: string;
  readonly payment: string;
  readonly yuan: string;
  readonly notKnown: string;
  readonly frozen: string;
}

const WORDS: Record<Locale, OwedWords> = {
  'zh-Hans': {
    intro: '一直不还，与按选定的分期方案还款，各到什么数。方案在上面“分期方案对比”里选。',
    none: '资料还不全，或者没有可以比较的分期方案。',
    picture: (from, to) => `折线图：从 ${from} 到 ${to} 的欠款，一条是一直不还，一条是按计划还款，数值列在下表。`,
    without: '一直不还',
    withPlan: (periods) => `分 ${periods} 期还款`,
    inShort: (periods, end, owed) => `分 ${periods} 期，到 ${end} 还清；一直不还，到那天应还 ${owed}。`,
    notFeasible: '这个方案现在不可行，只供比较。',
    table: '各日欠款',
    day: '日期',
    payment: '当日付款（元）',
    yuan: '（元）',
    notKnown: '资料不全',
    frozen: '按现有资料逐日测算；利率、政策或还款有变化，数值会不同。',
  },
  'zh-Hant': {
    intro: '一直不還，與按選定的分期方案還款，各到什麼數。方案在上面「分期方案對比」裡選。',
    none: '資料還不全，或者沒有可以比較的分期方案。',
    picture: (from, to) => `折線圖：從 ${from} 到 ${to} 的欠款，一條是一直不還，一條是按計劃還款，數值列在下表。`,
    without: '一直不還',
    withPlan: (periods) => `分 ${periods} 期還款`,
    inShort: (periods, end, owed) => `分 ${periods} 期，到 ${end} 還清；一直不還，到那天應還 ${owed}。`,
    notFeasible: '這個方案現在不可行，只供比較。',
    table: '各日欠款',
    day: '日期',
    payment: '當日付款（元）',
    yuan: '（元）',
    notKnown: '資料不全',
    frozen: '按現有資料逐日測算；利率、政策或還款有變化，數值會不同。',
  },
  en: {
    intro: 'What is owed if nothing is paid, and on the plan that is picked among the plans compared above.',
    none: 'Facts are missing, or there is no installment plan to compare with.',
    picture: (from, to) => `Line chart of what is owed from ${from} to ${to}: one line if nothing is paid, one on the plan. The values are in the table below.`,
    without: 'Nothing is paid',
    withPlan: (periods) => `Plan of ${periods} payments`,
    inShort: (periods, end, owed) => `With ${periods} payments it is paid off by ${end}; with none, ${owed} is due on that day.`,
    notFeasible: 'This plan is not feasible now and is shown for comparison only.',
    table: 'What is owed on each day',
    day: 'Date',
    payment: 'Paid that day (yuan)',
    yuan: ' (yuan)',
    notKnown: 'Facts missing',
    frozen: 'Worked out for each day from the facts as they are; a change of rate, policy or payment changes it.',
  },
};

export function owedWords(locale: Locale): OwedWords {
  return WORDS[locale];
}

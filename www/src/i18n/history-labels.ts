import type { Locale } from '../locale';
import type { Messages } from './messages';

/** The few words of a history that the form and the list of problems need; the rest comes with its table. */
export interface HistoryLabels {
  readonly debt: string;
  readonly debts: Readonly<Record<'arrears' | 'history', string>>;
  readonly drawdown: string;
  readonly drawdownOn: string;
  readonly drawdownAmount: string;
  readonly schedule: string;
  readonly events: string;
  readonly counts: (installments: string, events: string) => string;
  readonly ofInstallment: (field: string, n: string) => string;
  readonly ofEvent: (field: string, n: string) => string;
  readonly installment: Readonly<Record<'dueOn' | 'principal' | 'interest' | 'fees', string>>;
  readonly columns: Readonly<
    Record<'on' | 'kind' | 'amount' | 'rate' | 'component' | 'of' | 'what' | 'until' | 'label', string>
  >;
}

const LABELS: Record<Locale, HistoryLabels> = {
  'zh-Hans': {
    debt: '欠款怎样填写',
    debts: { arrears: '逾期款项', history: '全部还款记录' },
    drawdown: '放款',
    drawdownOn: '放款日',
    drawdownAmount: '放款金额',
    schedule: '还款计划',
    events: '往来记录',
    counts: (installments, events) => `填写还款计划（${installments} 期）与往来记录（${events} 笔）`,
    ofInstallment: (field, n) => `第 ${n} 期：${field}`,
    installment: { dueOn: '到期日', principal: '本金', interest: '利息', fees: '费用' },
    ofEvent: (field, n) => `往来第 ${n} 笔：${field}`,
    columns: {
      on: '日期',
      kind: '类型',
      amount: '金额',
      rate: '年利率',
      component: '减免项目',
      of: '冲正哪一笔',
      what: '暂停什么',
      until: '恢复日',
      label: '说明',
    },
  },
  'zh-Hant': {
    debt: '欠款怎樣填寫',
    debts: { arrears: '逾期款項', history: '全部還款記錄' },
    drawdown: '放款',
    drawdownOn: '放款日',
    drawdownAmount: '放款金額',
    schedule: '還款計劃',
    events: '往來記錄',
    counts: (installments, events) => `填寫還款計劃（${installments} 期）與往來記錄（${events} 筆）`,
    ofInstallment: (field, n) => `第 ${n} 期：${field}`,
    installment: { dueOn: '到期日', principal: '本金', interest: '利息', fees: '費用' },
    ofEvent: (field, n) => `往來第 ${n} 筆：${field}`,
    columns: {
      on: '日期',
      kind: '類型',
      amount: '金額',
      rate: '年利率',
      component: '減免項目',
      of: '沖正哪一筆',
      what: '暫停什麼',
      until: '恢復日',
      label: '說明',
    },
  },
  en: {
    debt: 'How to enter what is owed',
    debts: { arrears: 'Overdue items', history: 'Full history' },
    drawdown: 'Drawdown',
    drawdownOn: 'Paid out on',
    drawdownAmount: 'Amount paid out',
    schedule: 'Contract schedule',
    events: 'Events',
    counts: (installments, events) => `Enter the contract schedule (${installments}) and events (${events})`,
    ofInstallment: (field, n) => `Installment ${n}: ${field}`,
    installment: { dueOn: 'Due on', principal: 'Principal', interest: 'Interest', fees: 'Fees' },
    ofEvent: (field, n) => `Event ${n}: ${field}`,
    columns: {
      on: 'Date',
      kind: 'Kind',
      amount: 'Amount',
      rate: 'Rate a year',
      component: 'What is waived',
      of: 'Which payment',
      what: 'What is paused',
      until: 'Runs again on',
      label: 'Note',
    },
  },
};

export function historyLabels({ locale }: Pick<Messages, 'locale'>): HistoryLabels {
  return LABELS[locale];
}

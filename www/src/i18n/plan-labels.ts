import type { Locale } from '../locale';
import type { PlanList, PlanText } from '../plan-draft';
import type { Messages } from './messages';

/** What the fields of a plan are called, on the desk and in the list of problems. */
export interface PlanLabels {
  readonly fields: Readonly<Record<PlanText, string>>;
  readonly cause: string;
  readonly evidenced: string;
  readonly installments: string;
  readonly on: Readonly<Record<PlanList, string>>;
  readonly amount: string;
  readonly ofRow: Readonly<Record<PlanList, (field: string, n: string) => string>>;
}

const LABELS: Record<Locale, PlanLabels> = {
  'zh-Hans': {
    fields: {
      agreedOn: '签约日',
      outstandingPrincipal: '未还本金',
      maturesOn: '贷款到期日',
      originalTermMonths: '原期限（月）',
      livingCosts: '每月生活费用',
      otherDebtPayments: '每月其他债务还款',
    },
    cause: '困难原因',
    evidenced: '是否附有证明',
    installments: '约定的各期',
    on: { installments: '到期日', payments: '付款日' },
    amount: '金额',
    ofRow: {
      installments: (field, n) => `约定第 ${n} 期：${field}`,
      payments: (field, n) => `第 ${n} 笔付款：${field}`,
    },
  },
  'zh-Hant': {
    fields: {
      agreedOn: '簽約日',
      outstandingPrincipal: '未還本金',
      maturesOn: '貸款到期日',
      originalTermMonths: '原期限（月）',
      livingCosts: '每月生活費用',
      otherDebtPayments: '每月其他債務還款',
    },
    cause: '困難原因',
    evidenced: '是否附有證明',
    installments: '約定的各期',
    on: { installments: '到期日', payments: '付款日' },
    amount: '金額',
    ofRow: {
      installments: (field, n) => `約定第 ${n} 期：${field}`,
      payments: (field, n) => `第 ${n} 筆付款：${field}`,
    },
  },
  en: {
    fields: {
      agreedOn: 'Agreed on',
      outstandingPrincipal: 'Outstanding principal',
      maturesOn: 'Loan matures on',
      originalTermMonths: 'Original term in months',
      livingCosts: 'Living costs a month',
      otherDebtPayments: 'Payments on other debts a month',
    },
    cause: 'Cause of the hardship',
    evidenced: 'Evidence handed in?',
    installments: 'Installments agreed',
    on: { installments: 'Due on', payments: 'Paid on' },
    amount: 'Amount',
    ofRow: {
      installments: (field, n) => `Agreed installment ${n}: ${field}`,
      payments: (field, n) => `Payment ${n}: ${field}`,
    },
  },
};

export function planLabels({ locale }: Pick<Messages, 'locale'>): PlanLabels {
  return LABELS[locale];
}

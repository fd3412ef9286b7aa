import type { Said } from './policy-source-words';

/** Places that policies cite and that only the reader of a whole policy meets. */
export const POLICY_PLACES: Readonly<Record<string, Said>> = {
  '借款人原因: 家庭': [
    '借款人原因：家庭',
    '借款人原因：家庭',
    'causes with the borrower: family',
  ],
  '借款人原因: 恶意': [
    '借款人原因：恶意',
    '借款人原因：惡意',
    'causes with the borrower: ill will',
  ],
  '借款人原因: 收入': [
    '借款人原因：收入',
    '借款人原因：收入',
    'causes with the borrower: income',
  ],
  '借款人原因: 遗忘': [
    '借款人原因：遗忘',
    '借款人原因：遺忘',
    'causes with the borrower: forgotten',
  ],
  '催收时间': [
    '催收时间',
    '催收時間',
    'hours of collection',
  ],
  '先到期先冲抵': [
    '先到期先冲抵',
    '先到期先沖抵',
    'what fell due first is settled first',
  ],
  '减免上限舍去不足一分': [
    '减免上限舍去不足一分',
    '減免上限捨去不足一分',
    'the cap of a waiver drops parts of a fen',
  ],
  '分期期间利息': [
    '分期期间利息',
    '分期期間利息',
    'interest during the plan',
  ],
  '分期还款: 3至6期': [
    '分期还款：3 至 6 期',
    '分期還款：3 至 6 期',
    'installments: 3 to 6 periods',
  ],
  '原因与对策': [
    '原因与对策',
    '原因與對策',
    'causes and measures',
  ],
  '取得联系': [
    '取得联系',
    '取得聯繫',
    'being reached',
  ],
  '困难情形': [
    '困难情形',
    '困難情形',
    'cases of hardship',
  ],
  '均摊取整': [
    '均摊取整',
    '均攤取整',
    'rounding of even shares',
  ],
  '外部原因': [
    '外部原因',
    '外部原因',
    'causes from outside',
  ],
  '多还款项': [
    '多还款项',
    '多還款項',
    'money paid in excess',
  ],
  '委外: 保密': [
    '委外：保密',
    '委外：保密',
    'agencies: confidentiality',
  ],
  '委外: 审计': [
    '委外：审计',
    '委外：審計',
    'agencies: audit',
  ],
  '委外: 范围': [
    '委外：范围',
    '委外：範圍',
    'agencies: scope',
  ],
  '委外: 资质': [
    '委外：资质',
    '委外：資質',
    'agencies: licence',
  ],
  '审批部门': [
    '审批部门',
    '審批部門',
    'approving department',
  ],
  '容差': [
    '容差',
    '容差',
    'tolerance',
  ],
  '宽限期': [
    '宽限期',
    '寬限期',
    'days of grace',
  ],
  '展期上限': [
    '展期上限',
    '展期上限',
    'longest extension',
  ],
  '投诉: 24小时内响应': [
    '投诉：24 小时内响应',
    '投訴：24 小時內回應',
    'complaints: answered within 24 hours',
  ],
  '投诉: 3个工作日内调查': [
    '投诉：3 个工作日内调查',
    '投訴：3 個工作日內調查',
    'complaints: looked into within 3 working days',
  ],
  '投诉处理': [
    '投诉处理',
    '投訴處理',
    'handling of complaints',
  ],
  '拒绝: 复核': [
    '拒绝：复核',
    '拒絕：複核',
    'refusal: review',
  ],
  '指标: 成本率低于5%': [
    '指标：成本率低于 5%',
    '指標：成本率低於 5%',
    'targets: cost rate below 5%',
  ],
  '指标: 轻度回收率超过80%': [
    '指标：轻度回收率超过 80%',
    '指標：輕度回收率超過 80%',
    'targets: recovery of mild arrears above 80%',
  ],
  '指标: 重度回收率超过50%': [
    '指标：重度回收率超过 50%',
    '指標：重度回收率超過 50%',
    'targets: recovery of severe arrears above 50%',
  ],
  '提问顺序': [
    '提问顺序',
    '提問順序',
    'order of asking',
  ],
  '日利率 = 年利率 ÷ 360': [
    '日利率 = 年利率 ÷ 360',
    '日利率 = 年利率 ÷ 360',
    'rate a day = rate a year ÷ 360',
  ],
  '机构原因': [
    '机构原因',
    '機構原因',
    'causes with the lender',
  ],
  '权限: 分期由主管审批': [
    '权限：分期由主管审批',
    '權限：分期由主管審批',
    'authority: a supervisor approves plans',
  ],
  '每日拨打次数': [
    '每日拨打次数',
    '每日撥打次數',
    'attempts a day',
  ],
  '每日接通次数': [
    '每日接通次数',
    '每日接通次數',
    'connected calls a day',
  ],
  '每期金额四舍五入到分,余数入末期': [
    '每期金额四舍五入到分，余数入末期',
    '每期金額四捨五入到分，餘數入末期',
    'each payment is rounded to the fen, the last takes the residue',
  ],
  '申请: 困难情形': [
    '申请：困难情形',
    '申請：困難情形',
    'application: hardship',
  ],
  '申请: 附困难证明': [
    '申请：附困难证明',
    '申請：附困難證明',
    'application: with evidence of the hardship',
  ],
  '第三人联系': [
    '第三人联系',
    '第三人聯繫',
    'contact with third parties',
  ],
  '第三人联系: 无法联系': [
    '第三人联系：无法联系',
    '第三人聯繫：無法聯繫',
    'contact with third parties: debtor out of reach',
  ],
  '第三条': [
    '第三条',
    '第三條',
    'article 3',
  ],
  '签约后: 未按约定还款': [
    '签约后：未按约定还款',
    '簽約後：未按約定還款',
    'after signing: payments not kept',
  ],
  '签约后按月跟踪': [
    '签约后按月跟踪',
    '簽約後按月跟蹤',
    'after signing: followed each month',
  ],
  '罚息、复利逐笔四舍五入到分': [
    '罚息、复利逐笔四舍五入到分',
    '罰息、複利逐筆四捨五入到分',
    'penalty and compound interest are rounded line by line',
  ],
  '罚息不计复利': [
    '罚息不计复利',
    '罰息不計複利',
    'no compound interest on penalty interest',
  ],
  '罚息减免: 不超过罚息总额的20%': [
    '罚息减免：不超过罚息总额的 20%',
    '罰息減免：不超過罰息總額的 20%',
    'waiver of penalty interest: at most 20% of all of it',
  ],
  '罚息基数': [
    '罚息基数',
    '罰息基數',
    'what penalty interest is charged on',
  ],
  '行为规范: 不得威胁、辱骂': [
    '行为规范：不得威胁、辱骂',
    '行為規範：不得威脅、辱罵',
    'conduct: no threats or insults',
  ],
  '补还后计划恢复': [
    '补还后计划恢复',
    '補還後計劃恢復',
    'a plan that is caught up stands again',
  ],
  '诉讼材料': [
    '诉讼材料',
    '訴訟材料',
    'papers for the court',
  ],
  '诉讼程序': [
    '诉讼程序',
    '訴訟程序',
    'court proceedings',
  ],
  '费用、利息、本金': [
    '费用、利息、本金',
    '費用、利息、本金',
    'costs, interest, principal',
  ],
  '费用叠加': [
    '费用叠加',
    '費用疊加',
    'whether fees add up',
  ],
  '还款提醒: 内容': [
    '还款提醒：内容',
    '還款提醒：內容',
    'reminders: what they say',
  ],
  '还款方式': [
    '还款方式',
    '還款方式',
    'methods of repayment',
  ],
  '还款方案: 保障基本生活': [
    '还款方案：保障基本生活',
    '還款方案：保障基本生活',
    'plan: enough to live on',
  ],
  '还款日遇休息日': [
    '还款日遇休息日',
    '還款日遇休息日',
    'payments due on a day of rest',
  ],
  '逾期通知: 内容': [
    '逾期通知：内容',
    '逾期通知：內容',
    'overdue notice: what it says',
  ],
  '重组基数': [
    '重组基数',
    '重組基數',
    'what is restructured',
  ],
  '高风险借款人由高级专员处理': [
    '高风险借款人由高级专员处理',
    '高風險借款人由高級專員處理',
    'senior specialists handle borrowers of high risk',
  ],
  '算头不算尾': [
    '算头不算尾',
    '算頭不算尾',
    'first day counted, last not',
  ],
  '审核': [
    '审核',
    '審核',
    'review',
  ],
  '拒绝': [
    '拒绝',
    '拒絕',
    'refusal',
  ],
  '催收无果': [
    '催收无果',
    '催收無果',
    'attempts without result',
  ],
};

import type { Said } from './policy-source-words';

/** How places were read, by the words of the policy, where only the reader of a whole policy meets them. */
export const POLICY_READINGS: Readonly<Record<string, Said>> = {
  'no days of grace unless the contract grants some': [
    '合同没有约定的，没有宽限期',
    '合同沒有約定的，沒有寬限期',
    'no days of grace unless the contract grants some',
  ],
  "the plans are silent; nothing is paid in advance without the borrower's word": [
    '方案没有规定；未经借款人同意，不提前冲抵未到期的款项',
    '方案沒有規定；未經借款人同意，不提前沖抵未到期的款項',
    "the plans are silent; nothing is paid in advance without the borrower's word",
  ],
  '22:00 itself is forbidden': [
    '22:00 整已不可联系',
    '22:00 整已不可聯繫',
    '22:00 itself is forbidden',
  ],
  'the law allows 50 % to 100 % where funds are put to another use; the upper end unless the contract says less; it takes the place of the overdue markup, the heavier of the two and never both': [
    '挪用的，法定加收 50% 至 100%；合同没有写得更低时取上限；代替逾期加收，两者取重，不并用',
    '挪用的，法定加收 50% 至 100%；合同沒有寫得更低時取上限；代替逾期加收，兩者取重，不併用',
    'the law allows 50 % to 100 % where funds are put to another use; the upper end unless the contract says less; it takes the place of the overdue markup, the heavier of the two and never both',
  ],
  'the plans are silent; a due date stays where it falls': [
    '方案没有规定；到期日不因休息日而变动',
    '方案沒有規定；到期日不因休息日而變動',
    'the plans are silent; a due date stays where it falls',
  ],
  'a contact that ends without the borrower or with a refusal; a promise or a talk is not counted': [
    '没有联系到本人或被拒绝的算未果；承诺还款或已交谈的不算',
    '沒有聯繫到本人或被拒絕的算未果；承諾還款或已交談的不算',
    'a contact that ends without the borrower or with a refusal; a promise or a talk is not counted',
  ],
  'before the standard the policy keeps to the same rule of its own accord; 08:00 itself is allowed': [
    '标准施行以前，本政策自行按同样的规则；08:00 整可以联系',
    '標準施行以前，本政策自行按同樣的規則；08:00 整可以聯繫',
    'before the standard the policy keeps to the same rule of its own accord; 08:00 itself is allowed',
  ],
  'overdue interest bears compound interest at the penalty rate; penalty interest itself bears none': [
    '逾期利息按罚息利率计复利；罚息本身不计复利',
    '逾期利息按罰息利率計複利；罰息本身不計複利',
    'overdue interest bears compound interest at the penalty rate; penalty interest itself bears none',
  ],
  'calls that nobody answered, counted by number and local day': [
    '按号码和当地日期计无人接听的次数',
    '按號碼和當地日期計無人接聽的次數',
    'calls that nobody answered, counted by number and local day',
  ],
  'the plans are silent; the installment that fell due first is settled before the next': [
    '方案没有规定；先到期的一期先冲抵',
    '方案沒有規定；先到期的一期先沖抵',
    'the plans are silent; the installment that fell due first is settled before the next',
  ],
  'before the standard the policy keeps to the same rule of its own accord; 22:00 itself is forbidden': [
    '标准施行以前，本政策自行按同样的规则；22:00 整已不可联系',
    '標準施行以前，本政策自行按同樣的規則；22:00 整已不可聯繫',
    'before the standard the policy keeps to the same rule of its own accord; 22:00 itself is forbidden',
  ],
  'unpaid interest compounds at the penalty rate, before the loan matures as after': [
    '未还利息按罚息利率计复利，贷款到期前后相同',
    '未還利息按罰息利率計複利，貸款到期前後相同',
    'unpaid interest compounds at the penalty rate, before the loan matures as after',
  ],
  'calls in which the debtor was spoken to, counted by local day': [
    '按当地日期计与借款人通话的次数',
    '按當地日期計與借款人通話的次數',
    'calls in which the debtor was spoken to, counted by local day',
  ],
  'the due date is counted, the as-of date is not': [
    '到期日计入，计算到的日期不计',
    '到期日計入，計算到的日期不計',
    'the due date is counted, the as-of date is not',
  ],
  'each payment and its interest are rounded once': [
    '每期付款与利息各取整一次',
    '每期付款與利息各取整一次',
    'each payment and its interest are rounded once',
  ],
  'none unless the institution grants one': [
    '机构没有给予的，没有',
    '機構沒有給予的，沒有',
    'none unless the institution grants one',
  ],
  'the plan names no role; approved as other steps against the borrower are': [
    '方案没有写明由谁批准；与其他措施一样批准',
    '方案沒有寫明由誰批准；與其他措施一樣批准',
    'the plan names no role; approved as other steps against the borrower are',
  ],
  'only when the debtor cannot be reached; the debt is never told': [
    '只在联系不上借款人时；不得告知欠款',
    '只在聯繫不上借款人時；不得告知欠款',
    'only when the debtor cannot be reached; the debt is never told',
  ],
  'the amount spread is what is due on the as-of date': [
    '分摊的是计算到当日的应还金额',
    '分攤的是計算到當日的應還金額',
    'the amount spread is what is due on the as-of date',
  ],
  'a plan that has been caught up stands again; what was done while it had failed stays done': [
    '补齐以后计划恢复；终止期间已做的事不撤回',
    '補齊以後計劃恢復；終止期間已做的事不撤回',
    'a plan that has been caught up stands again; what was done while it had failed stays done',
  ],
  '08:00 itself is allowed': [
    '08:00 整可以联系',
    '08:00 整可以聯繫',
    '08:00 itself is allowed',
  ],
  'the debtor cannot be reached when this many attempts have failed since they were last spoken to; several (多次) is three': [
    '自上次通话以来这么多次未果，算联系不上；“多次”按 3 次',
    '自上次通話以來這麼多次未果，算聯繫不上；「多次」按 3 次',
    'the debtor cannot be reached when this many attempts have failed since they were last spoken to; "several" is three',
  ],
  'applies only where an institution spreads an excess': [
    '只在机构分摊多还款项时适用',
    '只在機構分攤多還款項時適用',
    'applies only where an institution spreads an excess',
  ],
  'the law is silent on compound interest on penalty interest; none is charged': [
    '法律没有规定罚息的复利；不计收',
    '法律沒有規定罰息的複利；不計收',
    'the law is silent on compound interest on penalty interest; none is charged',
  ],
  'the plan names no number of days; as long as a loan is mild': [
    '方案没有写明天数；取轻度逾期的天数',
    '方案沒有寫明天數；取輕度逾期的天數',
    'the plan names no number of days; as long as a loan is mild',
  ],
  'before the guideline the policy keeps to the same rule of its own accord; calls that nobody answered, counted by number and local day': [
    '指引施行以前，本政策自行按同样的规则；按号码和当地日期计无人接听的次数',
    '指引施行以前，本政策自行按同樣的規則；按號碼和當地日期計無人接聽的次數',
    'before the guideline the policy keeps to the same rule of its own accord; calls that nobody answered, counted by number and local day',
  ],
  'the last payment is due no later than the extended maturity': [
    '最后一期不晚于展期后的到期日',
    '最後一期不晚於展期後的到期日',
    'the last payment is due no later than the extended maturity',
  ],
  "costs, interest, principal as the law has them where nothing was agreed (Civil Code art. 561); within interest, the contract's own before compound and penalty interest": [
    '没有约定的，按法定的费用、利息、本金顺序（民法典第五百六十一条）；利息之中，合同利息先于复利和罚息',
    '沒有約定的，按法定的費用、利息、本金順序（民法典第五百六十一條）；利息之中，合同利息先於複利和罰息',
    "costs, interest, principal as the law has them where nothing was agreed (Civil Code art. 561); within interest, the contract's own before compound and penalty interest",
  ],
  'overdue principal, interest and fees, without penalty and compound interest; 5,000.00 and 20,000.00 are moderate; the worse of days and amount decides': [
    '逾期本金、利息与费用，不含罚息和复利；5,000.00 与 20,000.00 属中度；天数与金额取较重者',
    '逾期本金、利息與費用，不含罰息和複利；5,000.00 與 20,000.00 屬中度；天數與金額取較重者',
    'overdue principal, interest and fees, without penalty and compound interest; 5,000.00 and 20,000.00 are moderate; the worse of days and amount decides',
  ],
  'the law allows 30 % to 50 %; the upper end unless the contract says less': [
    '法定加收 30% 至 50%；合同没有写得更低时取上限',
    '法定加收 30% 至 50%；合同沒有寫得更低時取上限',
    'the law allows 30 % to 50 %; the upper end unless the contract says less',
  ],
  'overdue principal; interest bears compound interest instead': [
    '逾期本金；利息另计复利',
    '逾期本金；利息另計複利',
    'overdue principal; interest bears compound interest instead',
  ],
  'each payment is at most income less living costs and payments on other debts': [
    '每期不超过收入减去生活费用和其他债务还款',
    '每期不超過收入減去生活費用和其他債務還款',
    'each payment is at most income less living costs and payments on other debts',
  ],
  'every arrear above nothing counts': [
    '凡有欠款都计',
    '凡有欠款都計',
    'every arrear above nothing counts',
  ],
  'before the standard the policy keeps to the same rule of its own accord; only when the debtor cannot be reached; the debt is never told': [
    '标准施行以前，本政策自行按同样的规则；只在联系不上借款人时，不得告知欠款',
    '標準施行以前，本政策自行按同樣的規則；只在聯繫不上借款人時，不得告知欠款',
    'before the standard the policy keeps to the same rule of its own accord; only when the debtor cannot be reached; the debt is never told',
  ],
  'the plan leaves the percentage blank: the extension is at most half of the original term; rejected: a new term of at most that share of the old': [
    '方案的百分比留空：展期不超过原期限的一半；不取：新期限不超过原期限的该比例',
    '方案的百分比留空：展期不超過原期限的一半；不取：新期限不超過原期限的該比例',
    'the plan leaves the percentage blank: the extension is at most half of the original term; rejected: a new term of at most that share of the old',
  ],
  'two years; a period still running on 2017-10-01 runs three (SPC fashi [2018] 12 arts 2, 3)': [
    '两年；2017-10-01 尚未届满的为三年（法释〔2018〕12 号第二、三条）',
    '兩年；2017-10-01 尚未屆滿的為三年（法釋〔2018〕12 號第二、三條）',
    'two years; a period still running on 2017-10-01 runs three (SPC fashi [2018] 12 arts 2, 3)',
  ],
  "可酌情: yes means that it may be granted, with a supervisor's approval": [
    '“可酌情”：可以给予，由主管批准',
    '「可酌情」：可以給予，由主管批准',
    "'at discretion': yes means that it may be granted, with a supervisor's approval",
  ],
  'of the credit record the case holds whether this is the first arrear; the reviewer looks up the rest': [
    '信用记录中，案件只有是否首次逾期；其余由审核人查询',
    '信用記錄中，案件只有是否首次逾期；其餘由審核人查詢',
    'of the credit record the case holds whether this is the first arrear; the reviewer looks up the rest',
  ],
  'a cause that the policy lists as hardship': [
    '政策列为困难的原因',
    '政策列為困難的原因',
    'a cause that the policy lists as hardship',
  ],
  'an application is passed on when the review has what it looks at': [
    '审核所看的资料齐全后，申请才转交',
    '審核所看的資料齊全後，申請才轉交',
    'an application is passed on when the review has what it looks at',
  ],
  'the total is penalty and compound interest together': [
    '总额为罚息与复利之和',
    '總額為罰息與複利之和',
    'the total is penalty and compound interest together',
  ],
  'figures first, then what the borrower said, then the record of contacts': [
    '先问金额，再问借款人的说法，再问联系记录',
    '先問金額，再問借款人的說法，再問聯繫記錄',
    'figures first, then what the borrower said, then the record of contacts',
  ],
  'a visit only after prior contact': [
    '先联系过才上门',
    '先聯繫過才上門',
    'a visit only after prior contact',
  ],
  'the plan says that missed payments put the case back to collection and names no number; two at a time': [
    '方案说未按约定还款的转回催收，没有写次数；取同时两期',
    '方案說未按約定還款的轉回催收，沒有寫次數；取同時兩期',
    'the plan says that missed payments put the case back to collection and names no number; two at a time',
  ],
  'one arrear and one component is a line; each line is rounded once': [
    '一期欠款的一个项目为一笔；每笔取整一次',
    '一期欠款的一個項目為一筆；每筆取整一次',
    'one arrear and one component is a line; each line is rounded once',
  ],
  'the plan names no role; the one that may agree a plan': [
    '方案没有写明角色；取可协商分期的角色',
    '方案沒有寫明角色；取可協商分期的角色',
    'the plan names no role; the one that may agree a plan',
  ],
  'before the standard the policy keeps to the same rule of its own accord; calls in which the debtor was spoken to, counted by local day': [
    '标准施行以前，本政策自行按同样的规则；按当地日期计与借款人通话的次数',
    '標準施行以前，本政策自行按同樣的規則；按當地日期計與借款人通話的次數',
    'before the standard the policy keeps to the same rule of its own accord; calls in which the debtor was spoken to, counted by local day',
  ],
  'a cap is not exceeded by rounding': [
    '上限不因取整而被超过',
    '上限不因取整而被超過',
    'a cap is not exceeded by rounding',
  ],
  'the outstanding principal, which holds the overdue principal, and all else that is due; it bears the contract rate': [
    '未还本金（含逾期本金）与其他应还款项；按合同利率计息',
    '未還本金（含逾期本金）與其他應還款項；按合同利率計息',
    'the outstanding principal, which holds the overdue principal, and all else that is due; it bears the contract rate',
  ],
  'every fee on record counts; an institution may let a label count once on one installment': [
    '凡登记的费用都计；机构可以规定同名费用一期只计一次',
    '凡登記的費用都計；機構可以規定同名費用一期只計一次',
    'every fee on record counts; an institution may let a label count once on one installment',
  ],
};

// Which column of a file is which fact: the engine's names of facts, and the names that lenders' files have for them.

/** Every fact that a column can hold, but those of arrears, by its path in a case. */
export const FIELDS = [
  'id', 'asOf', 'loan.annualRate', 'loan.currency', 'loan.product', 'loan.startedOn', 'loan.maturesOn',
  'loan.originalTermMonths', 'loan.outstandingPrincipal', 'loan.misused', 'waived', 'borrower.monthlyIncome',
  'borrower.livingCosts', 'borrower.otherDebtPayments', 'borrower.firstArrear', 'borrower.cameForward',
  'borrower.refusedToPay', 'borrower.lastReachedOn', 'borrower.highRisk', 'borrower.hardship.cause',
  'borrower.hardship.evidenced', 'contacts.failedAttempts', 'approvals.waiver', 'approvals.restructure', 'collected',
  'cost', 'classBefore',
] as const;
export type FieldPath = (typeof FIELDS)[number];

export const ARREAR_FACTS = ['dueOn', 'principal', 'interest', 'fees'] as const;
export type ArrearFact = (typeof ARREAR_FACTS)[number];

/** How many overdue items of a loan are offered where the file names no more; the engine takes 120. */
const ITEMS_OFFERED = 3;

const NAMES: Readonly<Record<FieldPath, readonly string[]>> = {
  id: ['编号', '編號', '合同号', '合同编号', '合同編號', '合約編號', '借据号', '借據號', '贷款编号', '貸款編號', '客户编号', '客戶編號', '账号', '賬號', 'loanid', 'caseid', 'contractno', 'accountno', 'reference'],
  asOf: ['计算到', '計算到', '计算日', '計算日', '截止日', '截止日期', '基准日', '基準日', 'date', 'reportdate'],
  'loan.annualRate': ['年利率', '合同年利率', '合約年利率', '利率', '执行利率', '執行利率', 'rate', 'interestrate', 'contractrate'],
  'loan.currency': ['币种', '幣種', '货币', '貨幣'],
  'loan.product': ['产品', '產品', '贷款种类', '貸款種類', '产品类型', '產品類型', 'loantype'],
  'loan.startedOn': ['放款日', '放款日期', '起息日', '发放日', '發放日', 'startdate', 'drawdown'],
  'loan.maturesOn': ['贷款到期日', '貸款到期日', '合同到期日', '合約到期日', '终止日', '終止日', 'maturity', 'maturitydate'],
  'loan.originalTermMonths': ['期限', '原期限', '贷款期限', '貸款期限', '期限月', 'term', 'termmonths'],
  'loan.outstandingPrincipal': ['贷款余额', '貸款餘額', '本金余额', '本金餘額', '剩余本金', '剩餘本金', 'balance', 'outstanding'],
  'loan.misused': ['挪用', '是否挪用'],
  waived: ['已减免', '已減免', '已减免金额', '已減免金額', '减免金额', '減免金額'],
  'borrower.monthlyIncome': ['月收入', '每月收入', 'income'],
  'borrower.livingCosts': ['生活费', '生活費', '生活支出', '基本生活支出'],
  'borrower.otherDebtPayments': ['其他债务', '其他債務', '其他债务月供', '其他債務月供', 'otherdebts'],
  'borrower.firstArrear': ['首次逾期', '是否首次逾期'],
  'borrower.cameForward': ['主动沟通', '主動溝通', '主动协商', '主動協商', '是否主动前来协商', '是否主動前來協商'],
  'borrower.refusedToPay': ['拒绝还款', '拒絕還款', '明确拒绝还款', '明確拒絕還款', '是否明确拒绝还款', '是否明確拒絕還款'],
  'borrower.lastReachedOn': ['最近联系日', '最近聯繫日', '最近联系到日期', '最後聯絡日', '最后联系日', 'lastcontact'],
  'borrower.highRisk': ['高风险', '高風險', '高风险客户', '高風險客戶'],
  'borrower.hardship.cause': ['困难原因', '困難原因'],
  'borrower.hardship.evidenced': ['困难证明', '困難證明', '有困难证明', '有困難證明'],
  'contacts.failedAttempts': ['联系未果次数', '聯繫未果次數', '聯絡未果次數', '未接通次数', '未接通次數', '催收次数', '催收次數', 'attempts'],
  'approvals.waiver': ['减免审批', '減免審批', '减免已批', '減免已批'],
  'approvals.restructure': ['重组审批', '重組審批', '重组已批', '重組已批'],
  collected: ['已收回', '已收回金额', '已收回金額', '回收金额', '回收金額', '本期收回', '回款', 'recovered'],
  cost: ['催收成本', '成本', '费用支出', '費用支出'],
  classBefore: ['期初分级', '期初分級', '期初等级', '期初等級', '上期分级', '上期分級'],
};

const ARREAR_NAMES: Readonly<Record<ArrearFact, readonly string[]>> = {
  dueOn: ['到期日', '到期日期', '应还日', '應還日', '应还日期', '應還日期', '逾期日', '逾期日期', '还款日', '還款日', 'due', 'duedate'],
  principal: ['本金', '逾期本金', '应还本金', '應還本金', 'overdueprincipal'],
  interest: ['利息', '逾期利息', '应还利息', '應還利息', 'overdueinterest'],
  fees: ['费用', '費用', '手续费', '手續費', '逾期费用', '逾期費用', 'fee'],
};

/** Words that several facts end in, or that say too little alone. */
const NOT_ALONE: readonly string[] = ['waiver', 'restructure', 'cause', 'evidenced'];

const KNOWN = new Map<string, string>([
  ...FIELDS.flatMap((path): [string, string][] => {
    const last = path.split('.').at(-1) ?? path;
    return [path, ...(NOT_ALONE.includes(last) ? [] : [last]), ...NAMES[path]].map((name) => [plain(name), path]);
  }),
  ...ARREAR_FACTS.flatMap((fact): [string, string][] => [fact, ...ARREAR_NAMES[fact]].map((name) => [plain(name), arrearPath(0, fact)])),
]);
const ARREAR_PATH = /^arrears\.(0|[1-9]\d?|1[01]\d)\.(\w+)$/;
const NUMBERED = /^(.+?)([2-9])$/;
const UNIT = /[（(][^）)]*[）)]/g;
const BETWEEN = /[\s_\-]+/g;

export function arrearPath(index: number, fact: ArrearFact): string {
  return `arrears.${index}.${fact}`;
}

/** The item and fact that a path names, if it is one of an arrear. */
export function arrearOf(path: string): { index: number; fact: ArrearFact } | null {
  const [, index = '', name] = ARREAR_PATH.exec(path) ?? [];
  const fact = ARREAR_FACTS.find((each) => each === name);
  return fact === undefined ? null : { index: Number(index), fact };
}

/** The facts of the columns of a file, by their names; '' for those that are not recognised, and for a second of one. */
export function recognised(header: readonly string[]): string[] {
  const taken = new Set<string>();
  return header.map((name) => {
    const path = pathOf(name.trim());
    if (path === '' || taken.has(path)) return '';
    taken.add(path);
    return path;
  });
}

function pathOf(name: string): string {
  if (arrearOf(name) !== null) return name;
  const known = KNOWN.get(plain(name));
  if (known !== undefined) return known;
  const [, word = '', number = ''] = NUMBERED.exec(plain(name)) ?? [];
  const first = arrearOf(KNOWN.get(word) ?? '');
  return first === null ? '' : arrearPath(Number(number) - 1, first.fact);
}

function plain(name: string): string {
  return name.normalize('NFKC').replace(UNIT, '').replace(BETWEEN, '').toLowerCase();
}

/** The overdue items that can be chosen: a few, and every one that the file names. */
export function itemsOffered(mapping: readonly string[]): readonly number[] {
  const named = mapping.map((path) => arrearOf(path)?.index ?? 0);
  return Array.from({ length: Math.max(ITEMS_OFFERED, ...named.map((index) => index + 1)) }, (_, index) => index);
}

/** The facts that a file cannot do without: when and what. */
export function missingIn(mapping: readonly string[]): readonly ('dueOn' | 'principal')[] {
  return (['dueOn', 'principal'] as const).filter((fact) => !mapping.some((path) => arrearOf(path)?.fact === fact));
}

/** Facts that more than one column is said to hold. */
export function doubled(mapping: readonly string[]): readonly string[] {
  return [...new Set(mapping.filter((path, index) => path !== '' && mapping.indexOf(path) !== index))];
}

import type { PortfolioWords } from './messages';

export const zhHans: PortfolioWords = {
  heading: '批量测算',
  intro: '打开一份逾期贷款清单，逐笔测算，再看整批的分布、指标，以及换一份政策会怎样。',
  private: '清单只在您的浏览器里读取，不发送、不保存。',
  skip: '跳到结果',
  help: [
    '清单的第一行写列名，以后每行一笔贷款；至少要有到期日和逾期本金。日期写成 2025-08-15 或 2025/8/15，金额写成 60000 或 60,000.00。',
    '读不了的行不会中断测算，全部列在“有问题的行”里，改好后重新打开清单即可。',
    '这里的结果同样是估算；减免、分期、外包和诉讼由主管审批，裁判由法院作出。',
  ],
  file: {
    heading: '1. 打开清单', drop: '把 CSV 文件拖到这里，或者', choose: '选择文件', other: '换一份文件',
    hint: 'CSV 或每行一个 JSON 的文件（NDJSON），UTF-8 或 GB18030 编码', reading: '正在读取文件…',
    name: (name) => `文件：${name}`,
    encodings: { 'utf-8': 'UTF-8 编码', gb18030: 'GB18030 编码', 'utf-16': 'UTF-16 编码' },
    unreadable: {
      empty: '这份文件是空的。请选择另一份。', letters: '认不出这份文件的文字编码。请另存为 UTF-8 编码的 CSV，再试一次。',
      noRows: '文件里只有一行。第一行应是列名，以后每行一笔贷款。', headTooLong: '文件的第一行太长，不像列名。请检查引号是否成对。',
    },
    objects: '每行是一个 JSON 对象，不需要对应列名。', read: (name) => `已读取 ${name}。`,
  },
  columns: {
    heading: '2. 核对各列', intro: '认得的列名已经对应好，请核对；其余的列可以自己选。', table: '列的对应', column: '文件里的列', sample: '第一笔', fact: '对应资料',
    pass: '不使用', factOf: (column) => `“${column}”对应的资料`, passed: (list) => `不使用的列：${list}。`, none: '所有的列都用上了。',
    required: { dueOn: '还没有哪一列是到期日，请选一列。', principal: '还没有哪一列是逾期本金，请选一列。' },
    doubled: (fact) => `有两列都对应“${fact}”，请留下一列。`,
    preview: '前几行', general: '贷款与借款人', item: (n) => `第 ${n} 笔逾期`, ofItem: (fact, n) => `${fact}（第 ${n} 笔）`, unnamed: (n) => `第 ${n} 列`,
  },
  fields: {
    id: '编号', asOf: '计算到', 'loan.annualRate': '合同年利率', 'loan.currency': '币种', 'loan.product': '贷款种类', 'loan.startedOn': '放款日',
    'loan.maturesOn': '贷款到期日', 'loan.originalTermMonths': '原期限（月）', 'loan.outstandingPrincipal': '剩余本金', 'loan.misused': '是否挪用',
    waived: '已减免金额', 'borrower.monthlyIncome': '月收入', 'borrower.livingCosts': '基本生活支出', 'borrower.otherDebtPayments': '其他债务月供',
    'borrower.firstArrear': '是否首次逾期', 'borrower.cameForward': '是否主动前来协商', 'borrower.refusedToPay': '是否明确拒绝还款',
    'borrower.lastReachedOn': '最近一次联系到的日期', 'borrower.highRisk': '是否高风险', 'borrower.hardship.cause': '困难原因', 'borrower.hardship.evidenced': '困难有无证明',
    'contacts.failedAttempts': '联系未果次数', 'approvals.waiver': '减免是否已批准', 'approvals.restructure': '重组是否已批准',
    collected: '本期收回金额', cost: '本期催收成本', classBefore: '期初分级',
  },
  arrear: { dueOn: '到期日', principal: '逾期本金', interest: '逾期利息', fees: '费用' },
  settings: {
    heading: '3. 日期与政策', asOf: '计算到', asOfHint: '例如 2025-11-22；清单里另有日期的，按清单', policy: '政策', changed: '在单笔页面改动过的政策',
    previous: '与上次比较（选填）', previousHint: '打开上次保存的汇总文件，看这次有什么变化。', previousOpen: '打开上次汇总', previousIs: (name) => `与 ${name} 比较`, previousDrop: '不比较',
    previousBad: '这份文件不是批量测算的汇总，请选择另一份。',
  },
  run: {
    start: '开始测算', again: '重新测算', cancel: '停止', working: '正在测算', percent: (p) => `已完成 ${p}`, cancelled: '已停止，没有得出结果。',
    done: (rows, bad) => `已测算完，共 ${rows} 行，其中 ${bad} 行有问题。`, problems: '有内容需要更正', failed: '测算没有完成。请重新载入页面再试。',
    stale: '文件的对应、日期或政策改过了，下面是改动之前的结果。', fix: '请更正后再测算。',
  },
  summary: {
    heading: '汇总', assessed: '测算的贷款', bad: '有问题的行', due: '应还合计', dueUnknown: (n) => `其中 ${n} 笔资料不全，只计入已知部分`,
    penalty: '罚息', compound: '复利', waivable: '最多还可减免', save: '保存汇总', saveName: (date) => `批量汇总-${date}.json`, policy: (name, version) => `${name}，版本 ${version}`,
  },
  indicators: {
    heading: '指标与目标', intro: '收回率 = 收回 ÷（收回 + 仍应还）；成本率 = 成本 ÷ 收回。', indicator: '指标', rate: '实际', target: '目标', result: '结果',
    recovery: (name) => `${name}逾期收回率`, cost: '成本率', above: (rate) => `高于 ${rate}`, below: (rate) => `低于 ${rate}`, met: '达到', notMet: '未达到', unknown: '资料不全',
    noTarget: '没有目标', missing: '算出指标需要每一笔的收回金额和成本；清单里没有这两列，或有空格。', collected: '收回（元）', overdue: '逾期（元）', spent: '成本（元）', recoveryTable: '收回率', costTable: '成本率',
  },
  outcomes: {
    heading: '各项决定', decision: '决定', cases: '笔数', due: '应还（元）', outcome: '结果', none: '没有测算出结果的贷款。',
    decisions: { waiver: '减免', installments: '分期还款', litigation: '诉讼', agency: '外包催收' },
  },
  charts: {
    heading: '分布', classes: '按分级', days: '按逾期天数', amounts: '按应还金额', picture: (what) => `条形图：${what}的贷款笔数，数值列在下表。`, table: '看数值表', band: '区间',
    noClass: '分级未知', notOverdue: '未逾期', dayBand: (from, to) => `${from}–${to} 天`, daysOver: (from) => `${from} 天以上`,
    nothing: '无应还', amountBand: (from, below) => `${from} 至不到 ${below}`, amountFrom: (from) => `${from} 以上`, amountShort: (from) => `${from} 起`, partUnknown: (n) => `${n} 笔金额不全`, cases: (n) => `${n} 笔`,
  },
  change: {
    heading: '与上次相比', on: (name) => `这次减去上次（${name}）。`, figure: '项目', change: '变化', assessed: '测算的贷款（笔）', due: '应还（元）',
    count: (name) => `${name}：笔数`, dueOf: (name) => `${name}：应还（元）`, recovery: (name) => `${name}逾期收回率`, cost: '成本率', unknown: '资料不全',
  },
  results: {
    heading: '逐笔结果', id: '编号', class: '分级', days: '逾期天数', due: '应还（元）', line: '行', until: (word, date) => `${word}（${date}）`, most: (amount) => `最多 ${amount}`,
    periods: (n) => `最少 ${n} 期`, download: '下载全部结果', fileName: (date) => `批量结果-${date}.csv`, pages: '结果的页', page: (page, pages) => `第 ${page} 页，共 ${pages} 页`,
    previous: '上一页', next: '下一页', shown: (from, to, all) => `第 ${from}–${to} 行，共 ${all} 行`, notKnown: '未知', badRow: '未测算', show: '显示', all: '全部', flipped: '结果会变的',
  },
  bad: {
    heading: '有问题的行', none: '没有有问题的行。', intro: (n) => `${n} 行读不了，没有测算，也不计入汇总。每行说出第一处问题。`, line: '行', column: '列', name: '列名', id: '编号', problem: '问题', code: '代码',
    download: '下载这些行', fileName: (date) => `有问题的行-${date}.csv`, wholeRow: '整行',
  },
  problems: {
    quoteBroken: '引号不成对', cellCount: '这一行的列数与第一行不同', required: '缺少必填的内容', unknownField: '有不认识的字段', duplicateField: '有两列是同一项资料',
    notJson: '不是完整的 JSON', notOneOf: '不是可以填的词', wrongType: '写法不对', outstandingBelowOverdue: '剩余本金少于逾期本金', beforeDrawdown: '日期早于放款日', other: '内容读不了，请检查',
  },
  compare: {
    heading: '政策变了会怎样', intro: '同一份清单按另一份政策再算一遍，看多少笔的结果会变。', policy: '另一份政策', start: '比较', rows: (n) => `${n} 笔至少有一项结果会变。`,
    none: '没有一笔的结果会变。', decisions: '各项决定的变化', from: '现在', to: '换政策后', byClass: '按分级', class: '分级（现在）', any: '会变的笔数',
    first: '现在', second: '换政策后', difference: '相差', download: '下载会变的行', fileName: (date) => `结果会变的行-${date}.csv`, look: '在逐笔结果里看这些行',
  },
};

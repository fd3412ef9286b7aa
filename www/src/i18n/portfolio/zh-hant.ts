import type { PortfolioWords } from './messages';

export const zhHant: PortfolioWords = {
  heading: '批量測算',
  intro: '打開一份逾期貸款清單，逐筆測算，再看整批的分佈、指標，以及換一份政策會怎樣。',
  private: '清單只在您的瀏覽器裡讀取，不傳送、不保存。',
  skip: '跳到結果',
  help: [
    '清單的第一行寫欄名，以後每行一筆貸款；至少要有到期日和逾期本金。日期寫成 2025-08-15 或 2025/8/15，金額寫成 60000 或 60,000.00。',
    '讀不了的行不會中斷測算，全部列在「有問題的行」裡，改好後重新打開清單即可。',
    '這裡的結果同樣是估算；減免、分期、外包和訴訟由主管審批，裁判由法院作出。',
  ],
  file: {
    heading: '1. 打開清單', drop: '把 CSV 檔案拖到這裡，或者', choose: '選擇檔案', other: '換一份檔案',
    hint: 'CSV 或每行一個 JSON 的檔案（NDJSON），UTF-8 或 GB18030 編碼', reading: '正在讀取檔案…',
    name: (name) => `檔案：${name}`,
    encodings: { 'utf-8': 'UTF-8 編碼', gb18030: 'GB18030 編碼', 'utf-16': 'UTF-16 編碼' },
    unreadable: {
      empty: '這份檔案是空的。請選擇另一份。', letters: '認不出這份檔案的文字編碼。請另存為 UTF-8 編碼的 CSV，再試一次。',
      noRows: '檔案裡只有一行。第一行應是欄名，以後每行一筆貸款。', headTooLong: '檔案的第一行太長，不像欄名。請檢查引號是否成對。',
    },
    objects: '每行是一個 JSON 物件，不需要對應欄名。', read: (name) => `已讀取 ${name}。`,
  },
  columns: {
    heading: '2. 核對各欄', intro: '認得的欄名已經對應好，請核對；其餘的欄可以自己選。', table: '欄的對應', column: '檔案裡的欄', sample: '第一筆', fact: '對應資料',
    pass: '不使用', factOf: (column) => `「${column}」對應的資料`, passed: (list) => `不使用的欄：${list}。`, none: '所有的欄都用上了。',
    required: { dueOn: '還沒有哪一欄是到期日，請選一欄。', principal: '還沒有哪一欄是逾期本金，請選一欄。' },
    doubled: (fact) => `有兩欄都對應「${fact}」，請留下一欄。`,
    preview: '前幾行', general: '貸款與借款人', item: (n) => `第 ${n} 筆逾期`, ofItem: (fact, n) => `${fact}（第 ${n} 筆）`, unnamed: (n) => `第 ${n} 欄`,
  },
  fields: {
    id: '編號', asOf: '計算到', 'loan.annualRate': '合約年利率', 'loan.currency': '幣種', 'loan.product': '貸款種類', 'loan.startedOn': '放款日',
    'loan.maturesOn': '貸款到期日', 'loan.originalTermMonths': '原期限（月）', 'loan.outstandingPrincipal': '剩餘本金', 'loan.misused': '是否挪用',
    waived: '已減免金額', 'borrower.monthlyIncome': '月收入', 'borrower.livingCosts': '基本生活支出', 'borrower.otherDebtPayments': '其他債務月供',
    'borrower.firstArrear': '是否首次逾期', 'borrower.cameForward': '是否主動前來協商', 'borrower.refusedToPay': '是否明確拒絕還款',
    'borrower.lastReachedOn': '最近一次聯絡到的日期', 'borrower.highRisk': '是否高風險', 'borrower.hardship.cause': '困難原因', 'borrower.hardship.evidenced': '困難有無證明',
    'contacts.failedAttempts': '聯絡未果次數', 'approvals.waiver': '減免是否已批准', 'approvals.restructure': '重組是否已批准',
    collected: '本期收回金額', cost: '本期催收成本', classBefore: '期初分級',
  },
  arrear: { dueOn: '到期日', principal: '逾期本金', interest: '逾期利息', fees: '費用' },
  settings: {
    heading: '3. 日期與政策', asOf: '計算到', asOfHint: '例如 2025-11-22；清單裡另有日期的，按清單', policy: '政策', changed: '在單筆頁面改動過的政策',
    previous: '與上次比較（選填）', previousHint: '打開上次保存的匯總檔案，看這次有什麼變化。', previousOpen: '打開上次匯總', previousIs: (name) => `與 ${name} 比較`, previousDrop: '不比較',
    previousBad: '這份檔案不是批量測算的匯總，請選擇另一份。',
  },
  run: {
    start: '開始測算', again: '重新測算', cancel: '停止', working: '正在測算', percent: (p) => `已完成 ${p}`, cancelled: '已停止，沒有得出結果。',
    done: (rows, bad) => `已測算完，共 ${rows} 行，其中 ${bad} 行有問題。`, problems: '有內容需要更正', failed: '測算沒有完成。請重新載入頁面再試。',
    stale: '檔案的對應、日期或政策改過了，下面是改動之前的結果。', fix: '請更正後再測算。',
  },
  summary: {
    heading: '匯總', assessed: '測算的貸款', bad: '有問題的行', due: '應還合計', dueUnknown: (n) => `其中 ${n} 筆資料不全，只計入已知部分`,
    penalty: '罰息', compound: '複利', waivable: '最多還可減免', save: '保存匯總', saveName: (date) => `批量匯總-${date}.json`, policy: (name, version) => `${name}，版本 ${version}`,
  },
  indicators: {
    heading: '指標與目標', intro: '收回率 = 收回 ÷（收回 + 仍應還）；成本率 = 成本 ÷ 收回。', indicator: '指標', rate: '實際', target: '目標', result: '結果',
    recovery: (name) => `${name}逾期收回率`, cost: '成本率', above: (rate) => `高於 ${rate}`, below: (rate) => `低於 ${rate}`, met: '達到', notMet: '未達到', unknown: '資料不全',
    noTarget: '沒有目標', missing: '算出指標需要每一筆的收回金額和成本；清單裡沒有這兩欄，或有空格。', collected: '收回（元）', overdue: '逾期（元）', spent: '成本（元）', recoveryTable: '收回率', costTable: '成本率',
  },
  outcomes: {
    heading: '各項決定', decision: '決定', cases: '筆數', due: '應還（元）', outcome: '結果', none: '沒有測算出結果的貸款。',
    decisions: { waiver: '減免', installments: '分期還款', litigation: '訴訟', agency: '外包催收' },
  },
  charts: {
    heading: '分佈', classes: '按分級', days: '按逾期天數', amounts: '按應還金額', picture: (what) => `條形圖：${what}的貸款筆數，數值列在下表。`, table: '看數值表', band: '區間',
    noClass: '分級未知', notOverdue: '未逾期', dayBand: (from, to) => `${from}–${to} 天`, daysOver: (from) => `${from} 天以上`,
    nothing: '無應還', amountBand: (from, below) => `${from} 至不到 ${below}`, amountFrom: (from) => `${from} 以上`, amountShort: (from) => `${from} 起`, partUnknown: (n) => `${n} 筆金額不全`, cases: (n) => `${n} 筆`,
  },
  change: {
    heading: '與上次相比', on: (name) => `這次減去上次（${name}）。`, figure: '項目', change: '變化', assessed: '測算的貸款（筆）', due: '應還（元）',
    count: (name) => `${name}：筆數`, dueOf: (name) => `${name}：應還（元）`, recovery: (name) => `${name}逾期收回率`, cost: '成本率', unknown: '資料不全',
  },
  results: {
    heading: '逐筆結果', id: '編號', class: '分級', days: '逾期天數', due: '應還（元）', line: '行', until: (word, date) => `${word}（${date}）`, most: (amount) => `最多 ${amount}`,
    periods: (n) => `最少 ${n} 期`, download: '下載全部結果', fileName: (date) => `批量結果-${date}.csv`, pages: '結果的頁', page: (page, pages) => `第 ${page} 頁，共 ${pages} 頁`,
    previous: '上一頁', next: '下一頁', shown: (from, to, all) => `第 ${from}–${to} 行，共 ${all} 行`, notKnown: '未知', badRow: '未測算', show: '顯示', all: '全部', flipped: '結果會變的',
  },
  bad: {
    heading: '有問題的行', none: '沒有有問題的行。', intro: (n) => `${n} 行讀不了，沒有測算，也不計入匯總。每行說出第一處問題。`, line: '行', column: '欄', name: '欄名', id: '編號', problem: '問題', code: '代碼',
    download: '下載這些行', fileName: (date) => `有問題的行-${date}.csv`, wholeRow: '整行',
  },
  problems: {
    quoteBroken: '引號不成對', cellCount: '這一行的欄數與第一行不同', required: '缺少必填的內容', unknownField: '有不認識的欄位', duplicateField: '有兩欄是同一項資料',
    notJson: '不是完整的 JSON', notOneOf: '不是可以填的詞', wrongType: '寫法不對', outstandingBelowOverdue: '剩餘本金少於逾期本金', beforeDrawdown: '日期早於放款日', other: '內容讀不了，請檢查',
  },
  compare: {
    heading: '政策變了會怎樣', intro: '同一份清單按另一份政策再算一遍，看多少筆的結果會變。', policy: '另一份政策', start: '比較', rows: (n) => `${n} 筆至少有一項結果會變。`,
    none: '沒有一筆的結果會變。', decisions: '各項決定的變化', from: '現在', to: '換政策後', byClass: '按分級', class: '分級（現在）', any: '會變的筆數',
    first: '現在', second: '換政策後', difference: '相差', download: '下載會變的行', fileName: (date) => `結果會變的行-${date}.csv`, look: '在逐筆結果裡看這些行',
  },
};

/**
 * What the element says itself, in the languages of the product: English, simplified and traditional Chinese, in this
 * order. Names of amounts, outcomes and facts, sentences and problems are the engine's.
 */

/** @typedef {import("../words.js").Words} Words */

/** @satisfies {Record<string, Words>} */
export const WORDS = {
  form: ["Facts of the loan", "贷款资料", "貸款資料"],
  estimate: ["Estimate", "估算", "估算"],
  estimatedTotal: ["Estimated total due", "估算应还合计", "估算應還合計"],
  dailyGrowth: ["Added by one more day", "再过一天增加", "再過一天增加"],
  overdue: ["Days past due", "逾期天数", "逾期天數"],
  days: ["{0} days", "{0} 天", "{0} 天"],
  oneDay: ["{0} day", "{0} 天", "{0} 天"],
  class: ["Class", "逾期级别", "逾期級別"],
  parts: ["What the total is made of", "合计的组成", "合計的組成"],
  shortest: ["Shortest plan", "最短方案", "最短方案"],
  payments: ["{0} payments", "{0} 期", "{0} 期"],
  onePayment: ["{0} payment", "{0} 期", "{0} 期"],
  payment: ["Each payment", "每期", "每期"],
  lastPayment: ["Last payment", "最后一期", "最後一期"],
  notYet: ["Not yet ({0})", "尚未（{0}）", "尚未（{0}）"],
  unknown: ["Facts missing", "资料不全", "資料不全"],
  policy: ["Policy: {0}, version {1}", "政策：{0}，版本 {1}", "政策：{0}，版本 {1}"],
  noFacts: ["No loan has been given yet.", "还没有贷款资料。", "還沒有貸款資料。"],
  needed: ["To see the estimate, fill in:", "填写以下各项后显示估算：", "填寫以下各項後顯示估算："],
  correct: ["There is no estimate yet. Please correct:", "暂时无法估算。请更正：", "暫時無法估算。請更正："],
  failed: ["The estimate could not be worked out.", "未能完成估算。", "未能完成估算。"],
  saidTotal: ["Estimated total due: {0}.", "估算应还合计 {0}。", "估算應還合計 {0}。"],
  saidOpen: ["The total cannot be worked out yet: facts are missing.", "资料不全，合计还算不出来。", "資料不全，合計還算不出來。"],
  saidProblems: ["To be corrected: {0}.", "需要更正 {0} 处。", "需要更正 {0} 處。"],
  asOf: ["As of", "计算到", "計算到"],
  dueOn: ["Oldest unpaid due date", "最早一笔未还款的到期日", "最早一筆未還款的到期日"],
  principal: ["Overdue principal (yuan)", "逾期本金（元）", "逾期本金（元）"],
  interest: ["Overdue interest (yuan)", "逾期利息（元）", "逾期利息（元）"],
  annualRate: ["Contract rate a year", "合同年利率", "合同年利率"],
  monthlyIncome: ["Monthly income (yuan)", "月收入（元）", "月收入（元）"],
  failedAttempts: ["Failed contact attempts", "联系未果次数", "聯絡未果次數"],
  sampleHint: ["Such as {0}", "如 {0}", "如 {0}"],
  optionalHint: ["Leave empty if not known", "不清楚可留空", "不清楚可留空"],
  rateHint: ["Such as 6%; leave empty if not known", "如 6%；不清楚可留空", "如 6%；不清楚可留空"],
};

import type { FrameMessages } from './messages';

export const zhHant: FrameMessages = {
  skipToMain: '跳到正文',
  mistakesInTitle: '有內容需要更正：',
  journeys: '使用者',
  collector: '機構人員',
  borrower: '借款人',
  borrowerTagline: '看看欠了多少、可以怎樣還清',
  help: {
    heading: '幫助',
    collector: [
      '左邊填資料，結論隨填隨算；缺哪一項，結論裡會有連結。',
      '每個結論都列出決定性依據；展開“全部依據”可以看到每一條的出處。',
      '資料不離開這部設備。要留存或轉交，請複製本案連結或列印。',
    ],
    borrower: [
      '看不懂某一項，可以留空或選“不清楚”，頁面會告訴您缺什麼。',
      '想找人問，請撥打合同或銀行卡背面的官方客服電話。不要相信短信裡的陌生號碼，也不要轉賬到個人賬戶。',
      '可以請家人或朋友一起填。',
    ],
  },
  share: {
    copy: '複製本案連結',
    copied: '已複製本案連結。',
    note: '連結裡有資料，沒有姓名和編號；資料只在連結裡，不經過伺服器。',
    failed: '沒能複製，請從這裡複製：',
    byHand: '本案連結',
    opened: '已打開連結裡的資料。',
  },
  damaged: {
    heading: '這個連結打不開',
    reason: '連結不完整，或者在轉發時被改動了。沒有打開任何資料。',
    what: '現在可以做什麼',
    steps: ['請對方重新複製連結，整條發給您。', '或者從頭開始。'],
    collector: '機構人員：打開工作台',
    borrower: '借款人：從頭開始',
  },
  opening: '正在打開連結…',
  update: {
    ready: '新版本已經準備好。',
    kept: '重新載入後會用上，填寫的內容會保留。',
    reload: '重新載入',
    later: '以後再說',
  },
  stale: {
    heading: '政策資料已過複核日期',
    review: (date) => `這份政策資料應在 ${date} 前複核，現在已經過了這一天。規定可能有變。`,
    check: '請向貸款機構核對，或換用新版本。',
  },
  linked: {
    samePolicy: (version) => `這份資料來自連結，政策版本 ${version}。`,
    otherPolicy: (then, now) =>
      `這份資料原來按政策版本 ${then} 計算，現在按 ${now} 計算，數字可能不同。`,
  },
};

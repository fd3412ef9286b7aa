import type { FrameMessages } from './messages';

export const zhHans: FrameMessages = {
  skipToMain: '跳到正文',
  mistakesInTitle: '有内容需要更正：',
  journeys: '使用者',
  collector: '机构人员',
  borrower: '借款人',
  borrowerTagline: '看看欠了多少、可以怎样还清',
  help: {
    heading: '帮助',
    collector: [
      '左边填资料，结论随填随算；缺哪一项，结论里会有链接。',
      '每个结论都列出决定性依据；展开“全部依据”可以看到每一条的出处。',
      '资料不离开这台设备。要留存或转交，请复制本案链接或打印。',
    ],
    borrower: [
      '看不懂某一项，可以留空或选“不清楚”，页面会告诉您缺什么。',
      '想找人问，请拨打合同或银行卡背面的官方客服电话。不要相信短信里的陌生号码，也不要转账到个人账户。',
      '可以请家人或朋友一起填。',
    ],
  },
  share: {
    copy: '复制本案链接',
    copied: '已复制本案链接。',
    note: '链接里有资料，没有姓名和编号；资料只在链接里，不经过服务器。',
    failed: '没能复制，请从这里复制：',
    byHand: '本案链接',
    opened: '已打开链接里的资料。',
  },
  damaged: {
    heading: '这个链接打不开',
    reason: '链接不完整，或者在转发时被改动了。没有打开任何资料。',
    what: '现在可以做什么',
    steps: ['请对方重新复制链接，整条发给您。', '或者从头开始。'],
    collector: '机构人员：打开工作台',
    borrower: '借款人：从头开始',
  },
  opening: '正在打开链接…',
  update: {
    ready: '新版本已经准备好。',
    kept: '重新载入后会用上，填写的内容会保留。',
    reload: '重新载入',
    later: '以后再说',
  },
  stale: {
    heading: '政策资料已过复核日期',
    review: (date) => `这份政策资料应在 ${date} 前复核，现在已经过了这一天。规定可能有变。`,
    check: '请向贷款机构核对，或换用新版本。',
  },
  linked: {
    samePolicy: (version) => `这份资料来自链接，政策版本 ${version}。`,
    otherPolicy: (then, now) =>
      `这份资料原来按政策版本 ${then} 计算，现在按 ${now} 计算，数字可能不同。`,
  },
};

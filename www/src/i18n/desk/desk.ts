import type { TabId } from '../../desk/desk-state';
import type { Locale } from '../../locale';

export interface DeskWords {
  readonly heading: string;
  readonly tabs: Readonly<Record<TabId, string>>;
  /** Where a panel has nothing to show before there is an answer. */
  readonly needsAnswer: string;
  readonly waiting: string;
}

const WORDS: Record<Locale, DeskWords> = {
  'zh-Hans': {
    heading: '办理本案',
    tabs: { dates: '时间线', owed: '欠款走势', plan: '还款计划', documents: '文书', policy: '政策', record: '存档' },
    needsAnswer: '填好案件资料并得出结论以后，这里才有内容。',
    waiting: '正在计算…',
  },
  'zh-Hant': {
    heading: '辦理本案',
    tabs: { dates: '時間線', owed: '欠款走勢', plan: '還款計劃', documents: '文書', policy: '政策', record: '存檔' },
    needsAnswer: '填好案件資料並得出結論以後，這裡才有內容。',
    waiting: '正在計算…',
  },
  en: {
    heading: 'Work on this case',
    tabs: { dates: 'Timeline', owed: 'Owed over time', plan: 'Plans', documents: 'Documents', policy: 'Policy', record: 'Record' },
    needsAnswer: 'There is something to show here once the case is filled in and has its conclusions.',
    waiting: 'Being computed…',
  },
};

export function deskWords(locale: Locale): DeskWords {
  return WORDS[locale];
}

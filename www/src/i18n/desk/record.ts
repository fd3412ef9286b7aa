import type { Unreadable } from '../../desk/record/record';
import type { Locale } from '../../locale';

export interface RecordWords {
  readonly saveHeading: string;
  readonly saveHint: string;
  readonly save: string;
  readonly savePending: string;
  readonly fileName: (asOf: string) => string;
  readonly openHeading: string;
  readonly openHint: string;
  readonly open: string;
  readonly unreadable: Readonly<Record<Unreadable, string>>;
  readonly opened: (name: string) => string;
  readonly running: string;
  readonly same: (count: string) => string;
  readonly different: (count: string) => string;
  readonly differentHint: string;
  readonly notComputed: string;
  readonly otherEngine: (recorded: string, now: string) => string;
  readonly otherPolicy: (recorded: string, now: string) => string;
  readonly changedPolicy: string;
  readonly table: string;
  readonly path: string;
  readonly recorded: string;
  readonly now: string;
  readonly absent: string;
  readonly more: (count: string) => string;
  readonly fill: string;
  readonly filled: string;
  readonly left: (paths: string) => string;
  readonly close: string;
  readonly asOf: string;
  readonly policy: string;
  readonly total: string;
}

const WORDS: Record<Locale, RecordWords> = {
  'zh-Hans': {
    saveHeading: '保存存档',
    saveHint: '存档是一个 JSON 文件：案件资料、政策版本与指纹、全部结论和计算过程。只存到您选的地方。',
    save: '保存存档',
    savePending: '结论还没有算完，稍后再保存。',
    fileName: (asOf) => `逾期测算存档-${asOf}.json`,
    openHeading: '打开存档',
    openHint: '重新计算一遍，看结果与当时是否一致。',
    open: '选择存档文件',
    unreadable: {
      tooLarge: '文件太大，不像是本页保存的存档。',
      notJson: '这个文件读不出来：内容不是 JSON，可能没有保存完整。',
      notARecord: '这个文件不是本页保存的存档，或者缺少必要的内容。',
    },
    opened: (name) => `已打开 ${name}`,
    running: '正在重新计算…',
    same: (count) => `重新计算的结果与存档完全一致（${count} 项逐项相同）`,
    different: (count) => `重新计算的结果与存档有 ${count} 处不同`,
    differentHint: '常见的原因是计算程序或政策的版本不同，或者存档被改动过。',
    notComputed: '存档里的资料现在算不出结果：',
    otherEngine: (recorded, now) => `存档时的计算程序是 ${recorded}，现在是 ${now}。`,
    otherPolicy: (recorded, now) => `存档时的政策版本是 ${recorded}，现在是 ${now}。`,
    changedPolicy: '存档按改动过的政策测算，重新计算时也用那份政策。',
    table: '不同之处',
    path: '位置',
    recorded: '存档',
    now: '重新计算',
    absent: '没有',
    more: (count) => `另有 ${count} 处，没有列出。`,
    fill: '用这份存档填写案件资料',
    filled: '已用存档填写案件资料。',
    left: (paths) => `表上没有位置、因此没有填入的资料：${paths}`,
    close: '关闭存档',
    asOf: '计算到',
    policy: '政策版本',
    total: '应还合计',
  },
  'zh-Hant': {
    saveHeading: '儲存存檔',
    saveHint: '存檔是一個 JSON 檔案：案件資料、政策版本與指紋、全部結論和計算過程。只存到您選的地方。',
    save: '儲存存檔',
    savePending: '結論還沒有算完，稍後再儲存。',
    fileName: (asOf) => `逾期測算存檔-${asOf}.json`,
    openHeading: '開啟存檔',
    openHint: '重新計算一遍，看結果與當時是否一致。',
    open: '選擇存檔檔案',
    unreadable: {
      tooLarge: '檔案太大，不像是本頁儲存的存檔。',
      notJson: '這個檔案讀不出來：內容不是 JSON，可能沒有儲存完整。',
      notARecord: '這個檔案不是本頁儲存的存檔，或者缺少必要的內容。',
    },
    opened: (name) => `已開啟 ${name}`,
    running: '正在重新計算…',
    same: (count) => `重新計算的結果與存檔完全一致（${count} 項逐項相同）`,
    different: (count) => `重新計算的結果與存檔有 ${count} 處不同`,
    differentHint: '常見的原因是計算程式或政策的版本不同，或者存檔被改動過。',
    notComputed: '存檔裡的資料現在算不出結果：',
    otherEngine: (recorded, now) => `存檔時的計算程式是 ${recorded}，現在是 ${now}。`,
    otherPolicy: (recorded, now) => `存檔時的政策版本是 ${recorded}，現在是 ${now}。`,
    changedPolicy: '存檔按改動過的政策測算，重新計算時也用那份政策。',
    table: '不同之處',
    path: '位置',
    recorded: '存檔',
    now: '重新計算',
    absent: '沒有',
    more: (count) => `另有 ${count} 處，沒有列出。`,
    fill: '用這份存檔填寫案件資料',
    filled: '已用存檔填寫案件資料。',
    left: (paths) => `表上沒有位置、因此沒有填入的資料：${paths}`,
    close: '關閉存檔',
    asOf: '計算到',
    policy: '政策版本',
    total: '應還合計',
  },
  en: {
    saveHeading: 'Save a record',
    saveHint:
      'A record is a JSON file: the facts, version and fingerprint of the policy, every conclusion and its working. It goes only where you save it.',
    save: 'Save the record',
    savePending: 'The conclusions are still being computed; save in a moment.',
    fileName: (asOf) => `arrears-record-${asOf}.json`,
    openHeading: 'Open a record',
    openHint: 'It is computed again, to see whether the answer is still the same.',
    open: 'Choose a record',
    unreadable: {
      tooLarge: 'The file is too large to be a record saved on this page.',
      notJson: 'This file could not be read: it is not JSON. Perhaps it was not saved completely.',
      notARecord: 'This file is not a record saved on this page, or parts of it are missing.',
    },
    opened: (name) => `Opened ${name}`,
    running: 'Being computed again…',
    same: (count) => `Computed again, the answer is the same as the record (${count} values, each equal)`,
    different: (count) => (count === '1' ? 'Computed again, the answer differs in 1 place' : `Computed again, the answer differs in ${count} places`),
    differentHint: 'Usually the engine or the policy is of another version, or the record was edited.',
    notComputed: 'The facts of the record cannot be computed now:',
    otherEngine: (recorded, now) => `The record was made by engine ${recorded}; this is ${now}.`,
    otherPolicy: (recorded, now) => `The record was made under policy version ${recorded}; this is ${now}.`,
    changedPolicy: 'The record was made under a changed policy, which is used again.',
    table: 'What differs',
    path: 'Place',
    recorded: 'Record',
    now: 'Computed again',
    absent: 'none',
    more: (count) => `${count} more are not listed.`,
    fill: 'Fill in the case from this record',
    filled: 'The case was filled in from the record.',
    left: (paths) => `Facts that have no place on the form and were left out: ${paths}`,
    close: 'Close the record',
    asOf: 'As of',
    policy: 'Policy version',
    total: 'Total due',
  },
};

export function recordWords(locale: Locale): RecordWords {
  return WORDS[locale];
}

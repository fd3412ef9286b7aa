import type { Locale } from '../../locale';

export interface DatesWords {
  readonly intro: string;
  readonly picture: (from: string, to: string, count: string) => string;
  readonly asOf: string;
  readonly oldestDue: string;
  readonly number: string;
  readonly day: string;
  readonly event: string;
  readonly source: string;
  readonly table: string;
  readonly calendar: string;
  readonly calendarHint: string;
  readonly fileName: (asOf: string) => string;
  readonly failed: string;
}

const WORDS: Record<Locale, DatesWords> = {
  'zh-Hans': {
    intro: '如果情况不变，会有变化或到期的日子。',
    picture: (from, to, count) => `时间线：从 ${from} 到 ${to}，${count} 个关键日期，逐项列在下表。`,
    asOf: '计算到',
    oldestDue: '最早到期日',
    number: '序号',
    day: '日期',
    event: '事项',
    source: '出处',
    table: '关键日期',
    calendar: '存为日历文件',
    calendarHint: 'iCalendar 格式，可导入手机或电脑的日历；不含姓名和编号。',
    fileName: (asOf) => `关键日期-${asOf}.ics`,
    failed: '日历文件没有生成，请稍后再试。',
  },
  'zh-Hant': {
    intro: '如果情況不變，會有變化或到期的日子。',
    picture: (from, to, count) => `時間線：從 ${from} 到 ${to}，${count} 個關鍵日期，逐項列在下表。`,
    asOf: '計算到',
    oldestDue: '最早到期日',
    number: '序號',
    day: '日期',
    event: '事項',
    source: '出處',
    table: '關鍵日期',
    calendar: '存為日曆檔案',
    calendarHint: 'iCalendar 格式，可匯入手機或電腦的日曆；不含姓名和編號。',
    fileName: (asOf) => `關鍵日期-${asOf}.ics`,
    failed: '日曆檔案沒有產生，請稍後再試。',
  },
  en: {
    intro: 'The days on which something changes or falls due if nothing else happens.',
    picture: (from, to, count) => `Timeline from ${from} to ${to} with ${count} key dates, each in the table below.`,
    asOf: 'As of',
    oldestDue: 'Oldest due date',
    number: 'No.',
    day: 'Date',
    event: 'What happens',
    source: 'Source',
    table: 'Key dates',
    calendar: 'Save as a calendar file',
    calendarHint: 'In iCalendar format, for the calendar of a phone or computer; without name or reference.',
    fileName: (asOf) => `key-dates-${asOf}.ics`,
    failed: 'The calendar file could not be made; please try again.',
  },
};

export function datesWords(locale: Locale): DatesWords {
  return WORDS[locale];
}

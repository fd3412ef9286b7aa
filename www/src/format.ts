import type { Locale } from './locale';

// Every figure arrives as a decimal string and is handed to Intl as it is: Intl formats decimal strings
// exactly, and nothing on the page ever turns an amount into a floating-point number.

/** How figures and dates read in one language. */
export interface Format {
  /** `"62407.28"` → `¥62,407.28`, the same in each language. */
  money(decimal: string): string;
  /** `"62407.28"` → `62,407.28`, for columns whose head names the unit. */
  amount(decimal: string): string;
  /** `"10000.00"` → `10,000`, for the ends of bands, which are whole. */
  whole(decimal: string): string;
  /** `"0.2890"` → `28.9%`. */
  percent(decimal: string): string;
  count(value: number): string;
  /** `"2025-11-22"` → `2025年11月22日`. */
  date(iso: string): string;
  /** `"2025-11-22"` → `2025/11/22`, for tables. */
  shortDate(iso: string): string;
  list(items: readonly string[]): string;
  /** Alternatives: `A 或 B`. */
  anyOf(items: readonly string[]): string;
}

const REGION: Record<Locale, string> = { 'zh-Hans': 'zh-Hans-CN', 'zh-Hant': 'zh-Hant-HK', en: 'en-GB' };
const SHORT_DATE: Record<Locale, Intl.DateTimeFormatOptions> = {
  'zh-Hans': { year: 'numeric', month: '2-digit', day: '2-digit' },
  'zh-Hant': { year: 'numeric', month: '2-digit', day: '2-digit' },
  en: { year: 'numeric', month: 'short', day: 'numeric' },
};
const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

const made = new Map<Locale, Format>();

export function formatFor(locale: Locale): Format {
  const known = made.get(locale);
  if (known !== undefined) return known;
  const fresh = makeFormat(locale);
  made.set(locale, fresh);
  return fresh;
}

function makeFormat(locale: Locale): Format {
  const region = REGION[locale];
  const cny = { style: 'currency', currency: 'CNY', currencyDisplay: 'narrowSymbol' } as const;
  const money = new Intl.NumberFormat(region, cny);
  const amount = new Intl.NumberFormat(region, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const whole = new Intl.NumberFormat(region, { maximumFractionDigits: 2 });
  const percent = new Intl.NumberFormat(region, { style: 'percent', maximumFractionDigits: 8 });
  const count = new Intl.NumberFormat(region, { maximumFractionDigits: 0 });
  const long = new Intl.DateTimeFormat(region, { dateStyle: 'long', timeZone: 'UTC' });
  const short = new Intl.DateTimeFormat(chineseOrder(locale), { ...SHORT_DATE[locale], timeZone: 'UTC' });
  const anyOf = new Intl.ListFormat(region, { type: 'disjunction', style: 'long' });
  const list = new Intl.ListFormat(region, { type: 'conjunction', style: 'long' });
  return {
    money: (decimal) => money.format(numeric(decimal)),
    amount: (decimal) => amount.format(numeric(decimal)),
    whole: (decimal) => whole.format(numeric(decimal)),
    percent: (decimal) => percent.format(numeric(decimal)),
    count: (value) => count.format(value),
    date: (iso) => dated(long, iso),
    shortDate: (iso) => dated(short, iso),
    list: (items) => list.format(items),
    anyOf: (items) => anyOf.format(items),
  };
}

/** Hong Kong's short date puts the day first; in a table beside 年月日 that would mislead. */
function chineseOrder(locale: Locale): string {
  return locale === 'zh-Hant' ? 'zh-Hant-TW' : REGION[locale];
}

function numeric(decimal: string): Intl.StringNumericLiteral {
  return decimal as Intl.StringNumericLiteral;
}

function dated(format: Intl.DateTimeFormat, iso: string): string {
  return ISO_DATE.test(iso) ? format.format(new Date(`${iso}T00:00:00Z`)) : iso;
}

const bare = new Intl.NumberFormat('en', { style: 'percent', useGrouping: false, maximumFractionDigits: 2 });

/** `"0.2890"` → `28.9`, for the length of a bar in a drawing. */
export function barLength(decimal: string): string {
  return bare.format(numeric(decimal)).replace('%', '');
}

/** Today where the loans are, as `YYYY-MM-DD`: only what the as-of field starts with. */
export function todayInChina(): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date());
}

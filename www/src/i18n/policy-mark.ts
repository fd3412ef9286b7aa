import type { Locale } from '../locale';

const TEXTS: Record<Locale, string> = {
  'zh-Hans': '按您改动的政策测算',
  'zh-Hant': '按您改動的政策測算',
  en: 'Computed under your changed policy',
};

export function policyMarkText(locale: Locale): string {
  return TEXTS[locale];
}

import type { Locale } from '../../locale';
import { en } from './en';
import type { FrameMessages } from './messages';
import { zhHans } from './zh-hans';
import { zhHant } from './zh-hant';

const TABLES: Record<Locale, FrameMessages> = { 'zh-Hans': zhHans, 'zh-Hant': zhHant, en };

export function frameMessages(locale: Locale): FrameMessages {
  return TABLES[locale];
}

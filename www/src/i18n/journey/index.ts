import type { Locale } from '../../locale';
import { en } from './en';
import type { JourneyMessages } from './messages';
import { zhHans } from './zh-hans';
import { zhHant } from './zh-hant';

const TABLES: Record<Locale, JourneyMessages> = { 'zh-Hans': zhHans, 'zh-Hant': zhHant, en };

export function journeyMessages(locale: Locale): JourneyMessages {
  return TABLES[locale];
}

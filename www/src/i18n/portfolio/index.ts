import type { Locale } from '../../locale';
import { en } from './en';
import type { PortfolioWords } from './messages';
import { zhHans } from './zh-hans';
import { zhHant } from './zh-hant';

const TABLES: Record<Locale, PortfolioWords> = { 'zh-Hans': zhHans, 'zh-Hant': zhHant, en };

export function portfolioWords(locale: Locale): PortfolioWords {
  return TABLES[locale];
}

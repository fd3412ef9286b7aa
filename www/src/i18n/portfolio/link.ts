import type { Locale } from '../../locale';

/** The words that are needed before the portfolio is there. */
export interface PortfolioLinkWords {
  readonly link: string;
  readonly loading: string;
  readonly notLoaded: string;
}

const WORDS: Record<Locale, PortfolioLinkWords> = {
  'zh-Hans': {
    link: '批量测算',
    loading: '正在准备批量测算…',
    notLoaded: '批量测算没有打开。请重新载入页面；仍然不行，请换用较新的浏览器。',
  },
  'zh-Hant': {
    link: '批量測算',
    loading: '正在準備批量測算…',
    notLoaded: '批量測算沒有打開。請重新載入頁面；仍然不行，請換用較新的瀏覽器。',
  },
  en: {
    link: 'Portfolio',
    loading: 'Getting the portfolio ready…',
    notLoaded: 'The portfolio did not open. Please reload the page; if that does not help, try a newer browser.',
  },
};

export function portfolioLinkWords(locale: Locale): PortfolioLinkWords {
  return WORDS[locale];
}

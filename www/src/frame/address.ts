import { LOCALES, type Locale } from '../locale';

// Where somebody is stands in the fragment of the address: any file server can host that, a page that moves
// keeps its language and its engine without storing anything, and a fragment is never sent to a server.

/** The screens of the borrower's journey, by their place in the address. */
export const STEPS = [
  'start', 'owe', 'about', 'pay', 'afford', 'plan', 'check', 'estimate', 'hardship', 'more',
  'paid-now', 'not-overdue', 'not-eligible', 'cannot-afford', 'needs-a-person', 'no-hardship', 'missing',
] as const;
export type Step = (typeof STEPS)[number];

export type JourneyName = 'collector' | 'borrower';

/** What an address leads to: a screen, a case that somebody passed on, or nothing that there is. */
export type Place =
  | { readonly kind: 'collector' }
  | { readonly kind: 'portfolio' }
  | { readonly kind: 'borrower'; readonly step: Step }
  | { readonly kind: 'case'; readonly journey: JourneyName; readonly text: string }
  | { readonly kind: 'damagedLink' };

export interface Address {
  readonly locale: Locale;
  readonly place: Place;
}

export const COLLECTOR: Place = { kind: 'collector' };
export const PORTFOLIO: Place = { kind: 'portfolio' };
export const DAMAGED_LINK: Place = { kind: 'damagedLink' };

export function borrower(step: Step = 'start'): Place {
  return { kind: 'borrower', step };
}

/** Reads a fragment. An anchor within the page, or nothing at all, is the collector's screen. */
export function parseAddress(fragment: string): Address {
  if (!fragment.startsWith('#/')) return { locale: LOCALES[0], place: COLLECTOR };
  const parts = fragment.slice(2).split('/').filter((part) => part !== '');
  const locale = LOCALES.find((each) => each === parts[0]);
  return { locale: locale ?? LOCALES[0], place: placeOf(locale === undefined ? parts : parts.slice(1)) };
}

function placeOf(parts: readonly string[]): Place {
  const [first, ...rest] = parts;
  if (first === undefined) return COLLECTOR;
  if (first === 'case') return { kind: 'case', journey: 'collector', text: rest.join('/') };
  if (first === 'portfolio') return rest.length === 0 ? PORTFOLIO : DAMAGED_LINK;
  if (first !== 'borrower') return DAMAGED_LINK;
  if (rest[0] === 'case') return { kind: 'case', journey: 'borrower', text: rest.slice(1).join('/') };
  if (rest.length > 1) return DAMAGED_LINK;
  const step = STEPS.find((each) => each === (rest[0] ?? 'start'));
  return step === undefined ? DAMAGED_LINK : borrower(step);
}

/** The fragment of an address; the default language is not written out. */
export function fragmentOf({ locale, place }: Address): string {
  const parts = [...(locale === LOCALES[0] ? [] : [locale]), ...partsOf(place)];
  return `#/${parts.join('/')}`;
}

function partsOf(place: Place): readonly string[] {
  switch (place.kind) {
    case 'collector':
      return [];
    case 'portfolio':
      return ['portfolio'];
    case 'borrower':
      return place.step === 'start' ? ['borrower'] : ['borrower', place.step];
    case 'case':
      return [...(place.journey === 'borrower' ? ['borrower'] : []), 'case', place.text];
    case 'damagedLink':
      return ['damaged-link'];
  }
}

import { borrower, fragmentOf } from '../frame/address';
import type { Locale } from '../locale';
import { linkOfBorrower } from '../share/case-link';
import type { JourneyState } from './state';

/** The fragment that brings this journey back; the start where it is too much for a link. */
export async function carriedFragment({ draft, standing }: JourneyState, locale: Locale): Promise<string> {
  const packed = await linkOfBorrower({ draft, policy: standing?.before.policy ?? null });
  const place = packed === null ? borrower() : ({ kind: 'case', journey: 'borrower', text: packed } as const);
  return fragmentOf({ locale, place });
}

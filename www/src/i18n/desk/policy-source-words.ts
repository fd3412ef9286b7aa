import { type Locale, LOCALES } from '../../locale';
import { POLICY_PLACES } from './policy-places';
import { POLICY_READINGS } from './policy-readings';

/** The same words in the page's languages, in their order. */
export type Said = readonly [zhHans: string, zhHant: string, en: string];

export function policyPlace(clause: string, locale: Locale): string | undefined {
  return POLICY_PLACES[clause]?.[LOCALES.indexOf(locale)];
}

export function policyReading(reading: string, locale: Locale): string | undefined {
  return POLICY_READINGS[reading]?.[LOCALES.indexOf(locale)];
}

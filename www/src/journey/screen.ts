import type { Locale } from '../locale';
import { type Address, borrower, fragmentOf, type Step } from '../frame/address';
import { journeyMessages } from '../i18n/journey/index';
import type { JourneyMessages } from '../i18n/journey/messages';
import type { View } from '../view';
import type { Journey } from './journey';
import type { JourneyState } from './state';

/** What every screen of the journey is given. */
export interface Screen {
  readonly w: JourneyMessages;
  readonly m: View['m'];
  readonly f: View['f'];
  readonly locale: Locale;
  readonly step: Step;
  readonly state: JourneyState;
  readonly journey: Journey;
  readonly engineVersion: string | null;
}

export function screenOf({ m, f, state }: View, step: Step, journey: Journey): Screen {
  const { locale, engineVersion } = state;
  return { w: journeyMessages(locale), m, f, locale, step, state: journey.state, journey, engineVersion };
}

/** The address of another screen of the journey. */
export function addressOf(step: Step, { locale }: Screen): string {
  const address: Address = { locale, place: borrower(step) };
  return fragmentOf(address);
}

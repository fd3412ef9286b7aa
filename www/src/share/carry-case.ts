import { COLLECTOR, fragmentOf } from '../frame/address';
import type { State } from '../state';
import { linkOfCollector } from './case-link';

/** The fragment that brings the collector's case back; the bare screen where it is too much for a link. */
export async function fragmentOfCase({ draft, shown, locale }: State): Promise<string> {
  const policy = shown.kind === 'answer' ? shown.answer.policy : null;
  const text = await linkOfCollector({ draft, policy });
  return fragmentOf({ locale, place: text === null ? COLLECTOR : { kind: 'case', journey: 'collector', text } });
}

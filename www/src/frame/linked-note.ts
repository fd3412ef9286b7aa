import { frameMessages } from '../i18n/frame/index';
import type { Locale } from '../locale';
import type { LinkedPolicy } from '../share/case-link';

/** By which policy version a case that came with a link is worked out, and by which one its link was made. */
export function linkedText(then: LinkedPolicy, now: LinkedPolicy, locale: Locale): string {
  const { linked } = frameMessages(locale);
  return then.fingerprint === now.fingerprint ? linked.samePolicy(nameOf(now)) : linked.otherPolicy(nameOf(then), nameOf(now));
}

function nameOf({ id, version }: LinkedPolicy): string {
  return `${id} ${version}`;
}

import { frameMessages } from '../i18n/frame/index';
import type { Locale } from '../locale';
import type { LinkedPolicy, Origin } from '../share/case-link';

/** By which policy version a case is worked out that was worked out somewhere else before; nothing where that is one's own page. */
export function originText({ by, policy }: Origin, now: LinkedPolicy, locale: Locale): string | null {
  const { linked } = frameMessages(locale);
  if (policy.fingerprint !== now.fingerprint) return linked.otherPolicy(nameOf(policy), nameOf(now));
  return by === 'link' ? linked.samePolicy(nameOf(now)) : null;
}

function nameOf({ id, version }: LinkedPolicy): string {
  return `${id} ${version}`;
}

import { html, nothing, type TemplateResult } from 'lit-html';
import { originText } from '../../frame/linked-note';
import { staleNotice } from '../../frame/stale-notice';
import type { Screen } from '../screen';

/** By which policy version the figures were worked out, where a link or its age makes that worth saying. */
export function policyLine(screen: Screen): TemplateResult | typeof nothing {
  const { origin, standing } = screen.state;
  if (standing === null) return nothing;
  const { before } = standing;
  const said = origin === null ? null : originText(origin, before.policy, screen.locale);
  return html`${said === null ? nothing : html`<p class="note-line">${said}</p>`}
  ${staleNotice(before, screen.locale)}`;
}

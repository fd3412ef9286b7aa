import { html, nothing, type TemplateResult } from 'lit-html';
import { linkedText } from '../../frame/linked-note';
import { staleNotice } from '../../frame/stale-notice';
import type { Screen } from '../screen';

/** By which policy version the figures were worked out, where a link or its age makes that worth saying. */
export function policyLine(screen: Screen): TemplateResult | typeof nothing {
  const { linked, standing } = screen.state;
  if (standing === null) return nothing;
  const { before } = standing;
  return html`${linked === null ? nothing : html`<p class="note-line">${linkedText(linked, before.policy, screen.locale)}</p>`}
  ${staleNotice(before, screen.locale)}`;
}

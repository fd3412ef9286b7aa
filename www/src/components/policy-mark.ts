import { html, nothing, type TemplateResult } from 'lit-html';
import { policyMarkText } from '../i18n/policy-mark';
import type { View } from '../view';

/** Stands beside every figure while the case is computed under a policy that was changed on the page. */
export function policyMark({ state }: View): TemplateResult | typeof nothing {
  if (state.changedPolicy === null) return nothing;
  return html`<span class="tag tag-policy">${policyMarkText(state.locale)}</span>`;
}

import { html, nothing, type TemplateResult } from 'lit-html';
import { policyMarkText } from '../../i18n/policy-mark';
import type { PolicyId } from '../../i18n/messages';
import { save } from '../../save';
import type { Done } from '../state';
import { CHANGED } from '../state';
import type { PortfolioView } from '../view';

/** The whole in a few figures. */
export function summarySection({ summary, settings }: Done, view: PortfolioView): TemplateResult {
  const { words, f } = view;
  const { totals } = summary;
  const keep = (): void => save(words.summary.saveName(settings.asOf), 'application/json', `${JSON.stringify(summary, null, 2)}\n`);
  return html`<section class="card portfolio-part" aria-labelledby="portfolio-summary-heading">
    <h2 id="portfolio-summary-heading" tabindex="-1">${words.summary.heading} ${changedMark(settings.policy, view)}</h2>
    <dl class="portfolio-figures">
      <div class="portfolio-total">
        <dt>${words.summary.due}</dt>
        <dd>${f.money(totals.due)}</dd>
        ${totals.dueUnknown === 0 ? nothing : html`<dd class="quiet">${words.summary.dueUnknown(f.count(totals.dueUnknown))}</dd>`}
      </div>
      ${figure(words.summary.assessed, f.count(summary.assessed))} ${figure(words.summary.bad, f.count(summary.withProblems))}
      ${figure(words.summary.penalty, f.money(totals.penalty))} ${figure(words.summary.compound, f.money(totals.compound))}
      ${figure(words.summary.waivable, f.money(totals.waivable))}
    </dl>
    <p class="quiet">${f.date(settings.asOf)}${summary.policies.map(({ id, version }) => html`<br />${words.summary.policy(named(id, settings.policy, view), version)}`)}</p>
    <div class="desk-actions">
      <button type="button" class="button button-quiet" id="save-summary" @click=${keep}>${words.summary.save}</button>
    </div>
  </section>`;
}

/** Said beside figures that a changed policy gave. */
export function changedMark(policy: string, { state }: PortfolioView): TemplateResult | typeof nothing {
  return policy === CHANGED ? html`<span class="tag tag-policy">${policyMarkText(state.locale)}</span>` : nothing;
}

export function figure(name: string, value: string): TemplateResult {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;
}

function named(id: string, key: string, { m, words }: PortfolioView): string {
  if (key === CHANGED) return words.settings.changed;
  return Object.hasOwn(m.policies, id) ? m.policies[id as PolicyId] : id;
}

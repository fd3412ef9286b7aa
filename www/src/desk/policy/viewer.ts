import type { PolicySection, PolicyView } from 'arrears';
import { html, type TemplateResult } from 'lit-html';
import { policyWords } from '../../i18n/desk/policy';
import type { DeskView } from '../desk';
import { deskTable } from '../table';
import { policySource } from './source';
import { entryText } from './words';

/** A policy clause by clause: what each says, where it comes from, and from when it holds. */
export function policyViewer(policy: PolicyView, view: DeskView): TemplateResult {
  const { f, state } = view;
  const words = policyWords(state.locale);
  return html`<div class="policy-head">
      <h4>${policy.title[state.locale]}</h4>
      <p class="quiet">
        ${words.version(policy.version)}${view.m.clauses.also}${words.inForce(f.date(policy.effectiveFrom))}${view.m.clauses.also}<span
          class="fingerprint"
          >${words.fingerprint(policy.fingerprint)}</span
        >
      </p>
    </div>
    <div class="policy-sections">${policy.sections.map((section) => sectionOf(section, policy, view))}</div>`;
}

function sectionOf({ id, label, entries }: PolicySection, policy: PolicyView, view: DeskView): TemplateResult {
  const { state } = view;
  const words = policyWords(state.locale);
  const title = label?.[state.locale] ?? id;
  const columns = [{ head: words.item }, { head: words.value }, { head: words.source }];
  const rows = entries.map((entry) => ({
    cells: [entry.label?.[state.locale] ?? entry.pointer, entryText(entry, view), policySource(entry.source, policy, view)],
  }));
  return html`<details class="clauses policy-section" id="policy-section-${id}">
    <summary><h5>${title}</h5> <span class="quiet">${words.clauses(String(entries.length))}</span></summary>
    ${deskTable(title, columns, rows, { captionHidden: true })}
  </details>`;
}

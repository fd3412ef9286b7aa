import type { SourceRef } from 'arrears';
import { html, nothing, type TemplateResult } from 'lit-html';
import type { View } from './view';

/** The document and the place in it. */
export function sourceShort(source: SourceRef, { m }: View): TemplateResult {
  return html`${inWords(m.sources.documents, source.document)} · ${inWords(m.sources.places, source.clause)}`;
}

/** The same with the reading and the day from which it holds. */
export function sourceLong(source: SourceRef, view: View): TemplateResult {
  const { m, f } = view;
  const reading = source.reading == null ? nothing : html`<span class="quiet">${inWords(m.sources.readings, source.reading)}</span>`;
  return html`<span class="source">
    <span>${sourceShort(source, view)}</span>
    ${reading}
    <span class="quiet">${m.clauses.inForceFrom(f.date(source.effectiveFrom))}</span>
  </span>`;
}

/** The page's words for what the policy says, else the policy's own, which are Chinese. */
function inWords(table: Readonly<Record<string, string>>, said: string): string | TemplateResult {
  return Object.hasOwn(table, said) ? (table[said] ?? said) : html`<span lang="zh-Hans">${said}</span>`;
}

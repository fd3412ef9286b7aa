import type { SourceRef } from 'arrears';
import { html, nothing, type TemplateResult } from 'lit-html';
import type { View } from './view';

/** The place that a value comes from, in few words. */
export function sourceShort(source: SourceRef, { m }: View): TemplateResult {
  return html`${inWords(m.sources.places, source.clause)}`;
}

/** The document and the place in it, in one line. */
export function sourceNamed(source: SourceRef, { m }: Pick<View, 'm'>): TemplateResult {
  return html`${inWords(m.sources.documents, source.document)}${m.comma}${inWords(m.sources.places, source.clause)}`;
}

/** The document and the place in it, how it was read, and the day from which it holds. */
export function sourceLong(source: SourceRef, view: View): TemplateResult {
  const { m, f } = view;
  const reading =
    source.reading === undefined ? nothing : html`${inWords(m.sources.readings, source.reading)}${m.clauses.also}`;
  return html`<span class="source">
    <span>${sourceNamed(source, view)}</span>
    <span class="quiet">${reading}${m.clauses.inForceFrom(f.date(source.effectiveFrom))}</span>
  </span>`;
}

/** The page's words for what the policy says, else the policy's own, which are Chinese. */
function inWords(table: Readonly<Record<string, string>>, said: string): string | TemplateResult {
  return Object.hasOwn(table, said) ? (table[said] ?? said) : html`<span lang="zh-Hans">${said}</span>`;
}

import type { PolicyView, SourceRef } from 'arrears';
import { html, nothing, type TemplateResult } from 'lit-html';
import { policyPlace, policyReading } from '../../i18n/desk/policy-source-words';
import type { DeskView } from '../desk';

/** Where a clause of a policy comes from, how that was read, and from when it holds. */
export function policySource(source: SourceRef, { documents }: PolicyView, view: DeskView): TemplateResult {
  const { m, f, state } = view;
  const title = documents.find(({ id }) => id === source.document)?.title[state.locale] ?? source.document;
  const place = table(m.sources.places, source.clause) ?? policyPlace(source.clause, state.locale);
  const reading =
    source.reading === undefined
      ? nothing
      : html`${said(table(m.sources.readings, source.reading) ?? policyReading(source.reading, state.locale), source.reading)}${m.clauses.also}`;
  return html`<span class="source">
    <span>${title}${m.comma}${said(place, source.clause)}</span>
    <span class="quiet">${reading}${m.clauses.inForceFrom(f.date(source.effectiveFrom))}</span>
  </span>`;
}

function table(words: Readonly<Record<string, string>>, said: string): string | undefined {
  return Object.hasOwn(words, said) ? words[said] : undefined;
}

/** A policy of an institution's own says things that the page has no words for: they stand as they are written. */
function said(words: string | undefined, own: string): TemplateResult | string {
  return words ?? html`<span lang=${/\p{Script=Han}/u.test(own) ? 'zh-Hans' : 'en'}>${own}</span>`;
}

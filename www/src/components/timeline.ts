import { html, type nothing, type TemplateResult } from 'lit-html';

/** One entry of a list by day: when, and what there is to say of it. */
export interface Entry {
  readonly when: string;
  readonly body: TemplateResult;
}

/** What a folded card is called. */
export interface CardName {
  readonly id: string;
  readonly heading: string;
  readonly count: string;
  readonly intro: string;
  /** Said where there are no entries. */
  readonly none: string;
  /** Whether the entries are still those of an earlier answer. */
  readonly pending: boolean;
  /** What has to be said of every date of the card. */
  readonly mark: TemplateResult | typeof nothing;
}

/** Open where there is room; on a phone the conclusions come first. */
const OPEN_AT_FIRST = matchMedia('(min-width: 48rem)').matches;

/** A card with entries by day. */
export function timelineCard(name: CardName, entries: readonly Entry[]): TemplateResult {
  return html`<section class="card detail fold-card" id=${name.id} aria-labelledby="${name.id}-heading">
    <details class="fold" ?open=${OPEN_AT_FIRST}>
      <summary>
        <h3 id="${name.id}-heading">${name.heading}</h3>
        <span class="quiet">${name.count}</span>
        ${name.mark}
      </summary>
      <div class="fold-body ${name.pending ? 'pending' : ''}" aria-busy=${name.pending ? 'true' : 'false'}>
        ${entries.length === 0 ? html`<p class="quiet">${name.none}</p>` : listed(name, entries)}
      </div>
    </details>
  </section>`;
}

function listed({ intro, heading }: CardName, entries: readonly Entry[]): TemplateResult {
  return html`<p class="quiet">${intro}</p>
    <ol class="timeline" aria-label=${heading}>
      ${entries.map(
        ({ when, body }) => html`<li class="entry">
          <span class="entry-when">${when}</span>
          <div class="entry-body">${body}</div>
        </li>`,
      )}
    </ol>`;
}

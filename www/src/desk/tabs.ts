import { html, type TemplateResult } from 'lit-html';

/** A row of tabs over one panel, `desk-panel`. */
export interface Tabs<Id extends string> {
  readonly label: string;
  /** The words of each tab, in order. */
  readonly words: Readonly<Record<Id, string>>;
  readonly chosen: Id;
  readonly onChoose: (id: Id) => void;
}

/** One stop of the tab key; the arrows, Home and End move among the tabs and choose at once. */
export function tabs<Id extends string>({ label, words, chosen, onChoose }: Tabs<Id>): TemplateResult {
  const ids = Object.keys(words) as Id[];
  const move = (event: KeyboardEvent): void => {
    const next = neighbour(ids, chosen, event.key);
    if (next === undefined) return;
    event.preventDefault();
    onChoose(next);
    document.getElementById(`desk-tab-${next}`)?.focus();
  };
  return html`<div class="tabs" role="tablist" aria-label=${label} @keydown=${move}>
    ${ids.map(
      (id) => html`<button
        type="button"
        class="tab"
        role="tab"
        id="desk-tab-${id}"
        aria-controls="desk-panel"
        aria-selected=${id === chosen ? 'true' : 'false'}
        tabindex=${id === chosen ? '0' : '-1'}
        @click=${() => onChoose(id)}
      >
        ${words[id]}
      </button>`,
    )}
  </div>`;
}

function neighbour<Id extends string>(ids: readonly Id[], chosen: Id, key: string): Id | undefined {
  const index = ids.indexOf(chosen);
  switch (key) {
    case 'ArrowRight':
      return ids[(index + 1) % ids.length];
    case 'ArrowLeft':
      return ids.at(index - 1);
    case 'Home':
      return ids[0];
    case 'End':
      return ids.at(-1);
    default:
      return undefined;
  }
}

import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit-html';

export type IconName = 'check' | 'cross' | 'clock' | 'question' | 'person' | 'plus' | 'bin';

const SHAPES: Record<IconName, SVGTemplateResult> = {
  check: svg`<path d="M3.5 8.5l3 3 6-7" />`,
  cross: svg`<path d="M4.5 4.5l7 7m0-7l-7 7" />`,
  clock: svg`<circle cx="8" cy="8" r="5.5" /><path d="M8 5v3.2l2 1.3" />`,
  question: svg`<path d="M5.8 6a2.2 2.2 0 1 1 3.3 1.9c-.8.5-1.1.9-1.1 1.8M8 12v.2" />`,
  person: svg`<circle cx="8" cy="5.5" r="2.5" /><path d="M3 13.2c.6-2.6 2.6-3.7 5-3.7s4.4 1.1 5 3.7" />`,
  plus: svg`<path d="M8 3.5v9m-4.5-4.5h9" />`,
  bin: svg`<path d="M3.5 4.5h9M6.5 4.5v-1.5h3v1.5M4.700 4.5l.6 8.5h5.400l.6-8.5" />`,
};

/** A drawing beside words that say the same: hidden from those who listen. */
export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">${SHAPES[name]}</svg>`;
}

import type { Screen } from './screen';

// On paper each page says what it was worked out by and for which day. The words are set as the margin of the
// printed pages, which repeats by itself; a browser that knows no such margins prints the line at the end instead.

const sheet = new CSSStyleSheet();
let set = '';

/** The line that tells a printed result apart from another one. */
export function printLine({ w, m, f, state, engineVersion }: Screen): string {
  if (state.standing === null) return '';
  const { policy, asOf } = state.standing.before;
  const parts = [w.start.estimateHeading, w.due.asOf(f.date(asOf)), `${policy.id} ${policy.version}`, `${m.footer.engine} ${engineVersion ?? ''}`];
  return parts.join(' · ');
}

export function setPrintFoot(line: string): void {
  if (line === set) return;
  if (!document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets.push(sheet);
  set = line;
  const quoted = `"${line.replaceAll(/["\\\n]/g, ' ')}"`;
  sheet.replaceSync(`@page journey {
    @bottom-left { content: ${quoted}; font-size: 8pt; color: #333; }
    @bottom-right { content: counter(page) " / " counter(pages); font-size: 8pt; color: #333; }
  }`);
}

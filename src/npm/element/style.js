/**
 * The style of the element, adopted as a sheet: a content security policy has no say in that, as it has in `<style>`.
 * Light or dark is what `color-scheme` says where the element stands; the page's own custom properties come first.
 */

/** Each custom property that a page may set, with its value in light and in dark. */
const COLOURS = {
  ink: ["#1b1f24", "#e8eaed"],
  "ink-quiet": ["#525a63", "#a9b1ba"],
  surface: ["#ffffff", "#16191d"],
  line: ["#7a838c", "#78828d"],
  "line-quiet": ["#dde1e5", "#343b43"],
  accent: ["#0b57a4", "#8ab8f0"],
  yes: ["#0a6639", "#74d3a0"],
  no: ["#8c2f1c", "#f2a593"],
  open: ["#744700", "#eac06d"],
  problem: ["#a8261a", "#ff9d90"],
};

const light = Object.entries(COLOURS).map(([name, [day]]) => `--_${name}: var(--arrears-${name}, ${day});`);
const both = Object.entries(COLOURS).map(([name, [day, night]]) => `--_${name}: var(--arrears-${name}, light-dark(${day}, ${night}));`);

export const STYLE = `
:host {
  ${light.join("\n  ")}
  display: block;
  font: 400 1rem / 1.5 var(--arrears-font, system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif);
  font-variant-numeric: tabular-nums;
  color: var(--_ink);
  text-align: start;
}
@supports (color: light-dark(#000, #fff)) {
  :host { ${both.join("\n  ")} }
}
:host([hidden]) { display: none; }
*, *::before, *::after { box-sizing: border-box; }
h2, h3, p, dl, dd, ul, form { margin: 0; padding: 0; }
ul { padding-inline-start: 1.25em; }
.root {
  container-type: inline-size;
  background: var(--_surface);
  border: 1px solid var(--_line-quiet);
  border-radius: var(--arrears-radius, 0.5rem);
  overflow-wrap: anywhere;
}
form, .result { padding: var(--arrears-space, 1rem); }
form { display: grid; gap: 0.875rem 1.25rem; grid-template-columns: minmax(0, 1fr); align-items: end; border-block-end: 1px solid var(--_line-quiet); }
h2 { font-size: 1.125rem; line-height: 1.4; font-weight: 600; }
form h2 { grid-column: 1 / -1; }
h3 { font-size: 1rem; line-height: 1.4; font-weight: 600; }
label { display: block; font-weight: 600; }
.hint, .quiet { color: var(--_ink-quiet); font-size: 0.875rem; }
input {
  inline-size: 100%;
  min-block-size: 2.75rem;
  padding: 0.375rem 0.625rem;
  font: inherit;
  color: var(--_ink);
  background: var(--_surface);
  border: 1px solid var(--_line);
  border-radius: calc(var(--arrears-radius, 0.5rem) / 2);
}
input[aria-invalid="true"] { border-color: var(--_problem); box-shadow: inset 0 0 0 1px var(--_problem); }
input:focus-visible { outline: 3px solid var(--_accent); outline-offset: 2px; }
.problem { color: var(--_problem); font-weight: 600; }
.problem:empty, .hint:empty { display: none; }
.result { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1rem; }
dl { display: grid; gap: 0 1.5rem; grid-template-columns: minmax(0, 1fr); }
dl > div { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; padding-block: 0.375rem; border-block-end: 1px solid var(--_line-quiet); }
dt { color: var(--_ink-quiet); }
dd { font-weight: 600; text-align: end; margin-inline-start: auto; }
.key { gap: 0.75rem 2rem; }
.key > div { display: block; padding: 0; border: 0; }
.key dd { text-align: start; font-size: 1.125rem; }
.key > div:first-child dd { font-size: 1.75rem; line-height: 1.25; color: var(--_accent); }
dd .unknown { font-weight: 400; color: var(--_ink-quiet); }
.key > div:first-child dd .unknown { font-size: 1.125rem; }
button {
  padding: 0;
  font: inherit;
  font-weight: 600;
  text-align: start;
  text-decoration: underline;
  text-underline-offset: 0.2em;
  color: var(--_accent);
  background: none;
  border: 0;
  cursor: pointer;
}
button:focus-visible { outline: 3px solid var(--_accent); outline-offset: 2px; }
code { font-family: ui-monospace, monospace; }
.decisions { display: grid; gap: 1rem 1.5rem; grid-template-columns: minmax(0, 1fr); }
.decision { padding-block-start: 0.75rem; border-block-start: 1px solid var(--_line-quiet); }
.decision h3 { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.25rem 0.75rem; margin-block-end: 0.25rem; }
.decision dl { margin-block-end: 0.375rem; }
.outcome { padding: 0.0625rem 0.5rem; font-size: 0.875rem; border: 1px solid currentcolor; border-radius: 1rem; color: var(--_open); }
.outcome.yes { color: var(--_yes); }
.outcome.no { color: var(--_no); }
.said { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@container (min-width: 36rem) {
  form, .parts, .decisions { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .key { grid-template-columns: repeat(2, auto) auto auto; align-items: last baseline; }
}
@media (forced-colors: active) { .outcome { border-color: CanvasText; } }
@media print { .root { border: 0; } form { display: none; } .decision { break-inside: avoid; } }
`;

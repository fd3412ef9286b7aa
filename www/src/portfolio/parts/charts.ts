import { scaleBand, scaleLinear } from 'd3-scale';
import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit-html';
import { FRAMES, type Frame, picture } from '../../desk/chart';
import { deskTable } from '../../desk/table';
import type { Done } from '../state';
import { className, type PortfolioView } from '../view';

/** A bar: what it stands for, and how many loans and how much money. */
interface Bar {
  readonly name: string;
  readonly count: number;
  readonly due: string;
}

const BAR_HEIGHT = 26;
/** The room for the names of bars, and for the figures behind them. */
const LEFT = { wide: 190, narrow: 116 } as const;
const RIGHT = { wide: 70, narrow: 48 } as const;

/** How the loans are spread: three pictures, each with its figures as a table. */
export function charts({ summary }: Done, view: PortfolioView): TemplateResult {
  const { words, f } = view;
  const said = words.charts;
  const { daysPastDue, due } = summary.distribution;
  const classes = summary.classes.map((each) => ({ ...each, name: className(each.class, view) }));
  const days = trimmed(daysPastDue).map((each) => ({ ...each, name: dayBand(each.from, each.to, view) }));
  const amounts = trimmed(due).map((each) => ({ ...each, name: amountBand(each.from, each.below, view) }));
  return html`<section class="card portfolio-part" aria-labelledby="portfolio-charts-heading">
    <h2 id="portfolio-charts-heading">${said.heading}</h2>
    <div class="portfolio-columns portfolio-charts">${chart(said.classes, classes, view)} ${chart(said.days, days, view)} ${chart(said.amounts, amounts, view)}</div>
    ${summary.totals.dueUnknown === 0 ? '' : html`<p class="quiet">${said.partUnknown(f.count(summary.totals.dueUnknown))}</p>`}
  </section>`;
}

/** Without the empty bands at both ends. */
function trimmed<Band extends { readonly count: number }>(bands: readonly Band[]): readonly Band[] {
  const first = bands.findIndex(({ count }) => count > 0);
  const last = bands.findLastIndex(({ count }) => count > 0);
  return first === -1 ? [] : bands.slice(first, last + 1);
}

function chart(title: string, bars: readonly Bar[], view: PortfolioView): TemplateResult {
  const { words, f } = view;
  const columns = [{ head: words.charts.band }, { head: words.outcomes.cases, figures: true }, { head: words.outcomes.due, figures: true }];
  const rows = bars.map(({ name, count, due }) => ({ cells: [name, f.count(count), f.amount(due)] }));
  return html`<figure class="charts">
    <figcaption class="portfolio-caption">${title}</figcaption>
    ${bars.length === 0 ? html`<p class="quiet">${words.outcomes.none}</p>` : FRAMES.map((frame) => drawn(title, bars, frame, view))}
    <details class="fold">
      <summary>${words.charts.table}<span class="visually-hidden">${view.m.separator}${title}</span></summary>
      ${deskTable(title, columns, rows, { captionHidden: true })}
    </details>
  </figure>`;
}

function drawn(title: string, bars: readonly Bar[], frame: Frame, { words, f }: PortfolioView): SVGTemplateResult {
  const { kind, width } = frame;
  const height = bars.length * BAR_HEIGHT;
  const most = Math.max(1, ...bars.map(({ count }) => count));
  const x = scaleLinear().domain([0, most]).range([0, width - LEFT[kind] - RIGHT[kind]]);
  const y = scaleBand<number>().domain(bars.map((_, index) => index)).range([0, height]).padding(0.25);
  const content = bars.map(({ name, count }, index) => {
    const top = y(index) ?? 0;
    const middle = top + y.bandwidth() / 2 + 4;
    return svg`<text x=${LEFT[kind] - 8} y=${middle} text-anchor="end">${name}</text>
      <rect class="chart-mark" x=${LEFT[kind]} y=${top} width=${x(count)} height=${y.bandwidth()} rx="2" />
      <text class="chart-tick" x=${LEFT[kind] + x(count) + 6} y=${middle}>${f.count(count)}</text>`;
  });
  const axis = svg`<line class="chart-axis" x1=${LEFT[kind]} x2=${LEFT[kind]} y1="0" y2=${height} />`;
  return picture(frame, height, words.charts.picture(title), [axis, ...content]);
}

function dayBand(from: number, to: number | null, { words, f }: PortfolioView): string {
  if (to === null) return words.charts.daysOver(f.count(from));
  return to === 0 ? words.charts.notOverdue : words.charts.dayBand(f.count(from), f.count(to));
}

function amountBand(from: string, below: string | null, { words, f }: PortfolioView): string {
  if (below === null) return words.charts.amountFrom(f.whole(from));
  // The first band is of those who owe nothing.
  return below === '0.01' ? words.charts.nothing : words.charts.amountBand(f.whole(from), f.whole(below));
}

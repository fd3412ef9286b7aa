import { scaleBand, scaleLinear } from 'd3-scale';
import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit-html';
import { FRAMES, type Frame, picture } from '../../desk/chart';
import { deskTable } from '../../desk/table';
import type { Done } from '../state';
import { className, type PortfolioView } from '../view';

/** A bar: what it stands for, and how many loans and how much money. */
interface Bar {
  readonly name: string;
  /** What stands beside the bar, where the whole name is too long for that. */
  readonly short?: string;
  readonly count: number;
  readonly due: string;
}

const BAR_HEIGHT = 26;
/** The room for the figures behind bars, and for a letter of their names: Chinese ones are wider. */
const RIGHT = 52;
const LETTER = { latin: 7, chinese: 12 } as const;

/** How the loans are spread: three pictures, each with its figures as a table. */
export function charts({ summary }: Done, view: PortfolioView): TemplateResult {
  const { words, f } = view;
  const said = words.charts;
  const { daysPastDue, due } = summary.distribution;
  const classes = summary.classes.map((each) => ({ ...each, name: className(each.class, view) }));
  const days = trimmed(daysPastDue).map((each) => ({ ...each, name: dayBand(each.from, each.to, view) }));
  const amounts = trimmed(due).map((each) => ({ ...each, name: amountBand(each.from, each.below, view), short: amountShort(each.from, each.below, view) }));
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
  const { width } = frame;
  const names = bars.map(({ name, short }) => short ?? name);
  const left = Math.max(...names.map(widthOf)) + 12;
  const height = bars.length * BAR_HEIGHT;
  const most = Math.max(1, ...bars.map(({ count }) => count));
  const x = scaleLinear().domain([0, most]).range([0, width - left - RIGHT]);
  const y = scaleBand<number>().domain(bars.map((_, index) => index)).range([0, height]).padding(0.25);
  const content = bars.map(({ count }, index) => {
    const top = y(index) ?? 0;
    const middle = top + y.bandwidth() / 2 + 4;
    return svg`<text x=${left - 8} y=${middle} text-anchor="end">${names[index]}</text>
      <rect class="chart-mark" x=${left} y=${top} width=${x(count)} height=${y.bandwidth()} rx="2" />
      <text class="chart-tick" x=${left + x(count) + 6} y=${middle}>${f.count(count)}</text>`;
  });
  const axis = svg`<line class="chart-axis" x1=${left} x2=${left} y1="0" y2=${height} />`;
  return picture(frame, height, words.charts.picture(title), [axis, ...content]);
}

/** About how wide a name is drawn: a drawing cannot ask for it before it is drawn. */
function widthOf(name: string): number {
  return [...name].reduce((width, letter) => width + (letter > '\u2fff' ? LETTER.chinese : LETTER.latin), 0);
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

/** Where the next band begins the one before it ends, so that its lower end will do beside a bar. */
function amountShort(from: string, below: string | null, { words, f }: PortfolioView): string {
  return below === '0.01' ? words.charts.nothing : words.charts.amountShort(f.whole(from));
}

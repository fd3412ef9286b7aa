import type { KeyDate } from 'arrears';
import { svg, type SVGTemplateResult } from 'lit-html';
import { datesWords } from '../../i18n/desk/dates';
import { FRAMES, type Frame, picture, timeAxis } from '../chart';
import type { DeskView } from '../desk';

const RADIUS = 11;
const LANE = 28;
const TOP = 30;

/** The key dates along a line, each by its number in the table; numbers that would touch are put above each other. */
export function timelinePicture(dates: readonly KeyDate[], begin: string, asOf: string, view: DeskView): SVGTemplateResult[] {
  const last = dates.at(-1)?.on ?? asOf;
  const end = last > asOf ? last : asOf;
  const words = datesWords(view.state.locale);
  const description = words.picture(view.f.date(begin), view.f.date(end), view.f.count(dates.length));
  return FRAMES.map((frame) => drawn(dates, begin, asOf, end, description, frame, view));
}

function drawn(
  dates: readonly KeyDate[],
  begin: string,
  asOf: string,
  end: string,
  description: string,
  frame: Frame,
  view: DeskView,
): SVGTemplateResult {
  const words = datesWords(view.state.locale);
  const ends: [number, number] = [16, frame.width - 16];
  const place = timeAxis(begin, end, frame, ends, 0, view.f).x;
  const lanes = lanesOf(dates.map(({ on }) => place(on)));
  const line = TOP + (Math.max(0, ...lanes) + 1) * LANE;
  const { ticks } = timeAxis(begin, end, frame, ends, line, view.f);
  const today = place(asOf);
  const marks = dates.map(({ on }, index) => {
    const y = line - 18 - (lanes[index] ?? 0) * LANE;
    return svg`<line class="chart-stem" x1=${place(on)} x2=${place(on)} y1=${y} y2=${line} />
      <circle class="chart-mark" cx=${place(on)} cy=${y} r=${RADIUS} />
      <text class="chart-number" x=${place(on)} y=${y + 4} text-anchor="middle">${index + 1}</text>`;
  });
  const content = svg`${ticks}
    <line class="chart-today" x1=${today} x2=${today} y1=${TOP - 8} y2=${line} />
    <text class="chart-label" x=${clamped(today, frame)} y=${TOP - 14} text-anchor=${anchor(today, frame)}>${words.asOf} ${view.f.shortDate(asOf)}</text>
    ${begin < asOf ? svg`<circle class="chart-begin" cx=${place(begin)} cy=${line} r="4" />` : svg``}
    ${marks}`;
  return picture(frame, line + 26, description, content);
}

/** The lowest lane in which a number does not touch the one before it. */
function lanesOf(places: readonly number[]): number[] {
  const ends: number[] = [];
  return places.map((x) => {
    const free = ends.findIndex((taken) => x - taken > 2 * RADIUS + 3);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = x;
    return lane;
  });
}

function anchor(x: number, { width }: Frame): 'start' | 'middle' | 'end' {
  if (x < width * 0.2) return 'start';
  return x > width * 0.8 ? 'end' : 'middle';
}

function clamped(x: number, { width }: Frame): number {
  return Math.min(Math.max(x, 4), width - 4);
}

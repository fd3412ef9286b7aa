import { scaleLinear } from 'd3-scale';
import { curveStepAfter, line } from 'd3-shape';
import { svg, type SVGTemplateResult } from 'lit-html';
import { owedWords } from '../../i18n/desk/owed';
import { FRAMES, type Frame, picture, timeAxis } from '../chart';
import type { DeskView } from '../desk';
import type { OwedOn } from './panel';

const HEIGHT = 250;
/** Below the words for the two lines: side by side where there is room, else one under the other. */
const TOP = { wide: 34, narrow: 56 } as const;
const BOTTOM = HEIGHT - 30;

/** Two lines, told apart by their dashes and by the shape of their marks as well as by colour. */
export function owedPicture(owed: readonly OwedOn[], periods: string, view: DeskView): SVGTemplateResult[] {
  const words = owedWords(view.state.locale);
  const from = owed[0]?.on ?? '';
  const to = owed.at(-1)?.on ?? '';
  const description = words.picture(view.f.date(from), view.f.date(to));
  return FRAMES.map((frame) => picture(frame, HEIGHT, description, drawn(owed, from, to, periods, frame, view)));
}

function drawn(
  owed: readonly OwedOn[],
  from: string,
  to: string,
  periods: string,
  frame: Frame,
  view: DeskView,
): SVGTemplateResult {
  const { f, state } = view;
  const words = owedWords(state.locale);
  const ends: [number, number] = [frame.kind === 'wide' ? 64 : 56, frame.width - 12];
  const { x, ticks } = timeAxis(from, to, frame, ends, BOTTOM, f);
  const most = Math.max(...owed.flatMap(({ without, withPlan }) => [heightOf(without), heightOf(withPlan)]));
  const y = scaleLinear().domain([0, most]).nice(4).range([BOTTOM, TOP[frame.kind]]);
  const path = line<OwedOn>().x(({ on }) => x(on));
  const without = path.y((day) => y(heightOf(day.without)))(owed) ?? '';
  const withPlan = path.curve(curveStepAfter).y((day) => y(heightOf(day.withPlan)))(owed) ?? '';
  return svg`${y.ticks(4).map(
    (value) => svg`<line class="chart-grid" x1=${ends[0]} x2=${ends[1]} y1=${y(value)} y2=${y(value)} />
      <text class="chart-tick" x=${ends[0] - 8} y=${y(value) + 4} text-anchor="end">${f.count(value)}</text>`,
  )}
    ${ticks}
    <path class="chart-line chart-without" d=${without} />
    <path class="chart-line chart-with" d=${withPlan} />
    ${owed.map((day) => svg`<rect class="chart-dot-without" x=${x(day.on) - 3.5} y=${y(heightOf(day.without)) - 3.5} width="7" height="7" />`)}
    ${owed.map((day) => svg`<circle class="chart-dot-with" cx=${x(day.on)} cy=${y(heightOf(day.withPlan))} r="4" />`)}
    ${legend(words.without, words.withPlan(periods), ends[0], frame)}`;
}

/** What each line is, above the drawing, with the same dash and mark. */
function legend(without: string, withPlan: string, left: number, { kind }: Frame): SVGTemplateResult {
  const [x, y] = kind === 'wide' ? [left + 190, 12] : [left, 34];
  return svg`<line class="chart-line chart-without" x1=${left} x2=${left + 24} y1="12" y2="12" />
    <rect class="chart-dot-without" x=${left + 8.5} y="8.5" width="7" height="7" />
    <text class="chart-label" x=${left + 30} y="16">${without}</text>
    <line class="chart-line chart-with" x1=${x} x2=${x + 24} y1=${y} y2=${y} />
    <circle class="chart-dot-with" cx=${x + 12} cy=${y} r="4" />
    <text class="chart-label" x=${x + 30} y=${y + 4}>${withPlan}</text>`;
}

/** For the place of a mark only: what is read are the engine's own figures, in the table. */
function heightOf(amount: string): number {
  return Number(amount);
}
